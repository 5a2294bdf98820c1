/**
 * One attribute's value as the mirror holds it: text, or a list of text for a multi-valued attribute that holds several values.
 * Numbers, booleans and dates are the text that the system gave (`9223372036854775807`, `True`, `2020-03-16-07:00`); binary values
 * are already text (objectGUID as a dashed GUID). An absent attribute is a missing key, never `null`; `""` is a value.
 */
export type AttributeValue = string | readonly string[]

export type AttributeBag = Readonly<Record<string, AttributeValue>>

/** One position of an unpacked object: `null` where the attribute is absent. The engine's inner form; see `packed.ts`. */
export type Cell = AttributeValue | null
