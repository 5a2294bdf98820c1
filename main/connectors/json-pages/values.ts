import type { AttributeValue } from '../../../shared/model/attribute'
import { isObject } from './json-file'

/** What becomes of a JSON value that is neither object nor list: text, with Booleans as .NET writes them. Nothing for null. */
export function scalarText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string': return value
    case 'boolean': return value ? 'True' : 'False'
    case 'number': return String(value)
    default: return undefined
  }
}

/** An object's attributes while they are gathered: a name that comes again makes a list. */
export class Attributes {
  readonly #values = new Map<string, AttributeValue>()
  readonly #told = new Set<string>()

  /** Names that the answer said something of, be it that there is no value. */
  get told(): ReadonlySet<string> {
    return this.#told
  }

  set(name: string, value: AttributeValue): void {
    this.#told.add(name)
    this.#values.set(name, value)
  }

  add(name: string, value: string): void {
    this.#told.add(name)
    const held = this.#values.get(name)
    this.#values.set(name, held === undefined ? value : [...(typeof held === 'string' ? [held] : held), value])
  }

  /** There is no value, or none besides those that are added. */
  tellNone(name: string): void {
    this.#told.add(name)
  }

  /** There is no value. */
  delete(name: string): void {
    this.#told.add(name)
    this.#values.delete(name)
  }

  /** What was said is not all, and counts as if nothing had been said. */
  forget(name: string): void {
    this.#told.delete(name)
    this.#values.delete(name)
  }

  get(name: string): AttributeValue | undefined {
    return this.#values.get(name)
  }

  /** A list of plain values, objects as their JSON; an empty one is no value. */
  setList(name: string, values: readonly unknown[]): void {
    const texts = values.flatMap((value) => scalarText(value) ?? (isObject(value) ? [JSON.stringify(value)] : []))
    if (texts.length > 0) this.set(name, texts)
    else this.delete(name)
  }

  names(): readonly string[] {
    return [...this.#values.keys()]
  }

  values(): readonly AttributeValue[] {
    return [...this.#values.values()]
  }
}
