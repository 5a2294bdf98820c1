/** One of something, or several; the number itself is written by `counted`. */
export interface Noun {
  readonly one: string
  readonly other: string
}

const rules = new Intl.PluralRules('en')
const numbers = new Intl.NumberFormat('en-GB')

/** The form that goes with a count: `person` for 1, `people` for 0 and 2. */
export function plural(count: number, noun: Noun): string {
  return rules.select(count) === 'one' ? noun.one : noun.other
}

/** `1 person`, `3,790 people`. */
export function counted(count: number, noun: Noun): string {
  return `${numbers.format(count)} ${plural(count, noun)}`
}

/** `a person`, `an account`. */
export function oneOf({ one }: Noun): string {
  return `${/^(?!us|un|eu)[aeiou]/iu.test(one) ? 'an' : 'a'} ${one}`
}

/** `Person`, `Users`: as the first word of a label. */
export function titled(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
