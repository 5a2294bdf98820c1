import { noTraits, readTraits, SCRIPTS } from './value-traits'

const SHOWN = 10
const SHOWN_PER_REASON = 2
/** What more than one in so many have is not odd. */
const RARE = 100
const LONG_RUN = 4
/** More people than this with one pattern are others like them. */
const RARE_PATTERN = 3

export interface Oddity {
  readonly person: number
  readonly why: string
}

/**
 * The strangest values, at most ten and at most two for one reason: in a script of their own, made for a test, with punctuation where
 * nobody else has it, repeating, the shortest and longest, unlike the others. By reason, then in the order in which they were added.
 */
export class Oddities {
  readonly #reasons = new Reasons()
  readonly #traits = noTraits()
  #count = 0
  #shortest = { length: Infinity, person: -1 }
  #longest = { length: -1, person: -1 }

  add(value: string, person: number): void {
    this.#count++
    if (value.length < this.#shortest.length) this.#shortest = { length: value.length, person }
    if (value.length > this.#longest.length) this.#longest = { length: value.length, person }
    const traits = this.#traits
    const reasons = this.#reasons
    readTraits(value, traits)
    reasons.add('pattern', traits.pattern, person)
    if (traits.scripts !== 0) reasons.addScripts(traits.scripts, person)
    if (traits.first !== 0) reasons.add('starts', traits.first, person)
    if (traits.last !== 0) reasons.add('ends', traits.last, person)
    if (traits.doubled !== 0) reasons.add('doubles', traits.doubled, person)
    if (traits.longestRun >= LONG_RUN) reasons.add('runs', 0, person)
    if (traits.madeUp) reasons.add('madeUp', 0, person)
    if (traits.repeated) reasons.add('repeats', 0, person)
  }

  oddest(): Oddity[] {
    const reasons = this.#reasons
    const found = new Map<number, string>()
    const take = (people: readonly number[], why: string): void => {
      for (const person of people) if (found.size < SHOWN && !found.has(person)) found.set(person, why)
    }
    const rare = Math.max(1, Math.floor(this.#count / RARE))
    for (const { script, people, total } of reasons.scripts(rare)) take(people, total === 1 ? `only one in ${script}` : `one of ${total} in ${script}`)
    take(reasons.rare('madeUp', 0, rare), 'looks like a placeholder')
    for (const code of reasons.codes('starts', rare)) take(reasons.rare('starts', code, rare), `starts with ${nameOf(code)}`)
    for (const code of reasons.codes('ends', rare)) take(reasons.rare('ends', code, rare), `ends with ${nameOf(code)}`)
    for (const code of reasons.codes('doubles', rare)) take(reasons.rare('doubles', code, rare), `has ${nameOf(code)} twice in a row`)
    take(reasons.rare('repeats', 0, rare), 'repeats')
    take(reasons.rare('runs', 0, rare), 'repeats a character')
    if (this.#shortest.length < this.#longest.length) {
      take([this.#shortest.person], 'shortest')
      take([this.#longest.person], 'longest')
    }
    for (const code of reasons.codes('pattern', Math.min(rare, RARE_PATTERN))) take(reasons.rare('pattern', code, RARE_PATTERN), 'unlike the others')
    return [...found].map(([person, why]) => ({ person, why }))
  }
}

type Reason = 'starts' | 'ends' | 'doubles' | 'runs' | 'pattern' | 'madeUp' | 'repeats'

interface Having {
  total: number
  /** The first of them. */
  readonly people: number[]
}

/** How many have what, and the first of them. */
class Reasons {
  readonly #counts: Readonly<Record<Reason, Map<number, Having>>> = {
    starts: new Map(), ends: new Map(), doubles: new Map(), runs: new Map(), pattern: new Map(), madeUp: new Map(), repeats: new Map(),
  }
  readonly #scripts = new Map<number, Having>()

  add(reason: Reason, code: number, person: number): void {
    count(this.#counts[reason], code, person)
  }

  addScripts(scripts: number, person: number): void {
    for (let script = 0; script < SCRIPTS.length; script++) if ((scripts & (1 << script)) !== 0) count(this.#scripts, script, person)
  }

  rare(reason: Reason, code: number, most: number): readonly number[] {
    const found = this.#counts[reason].get(code)
    return found && found.total <= most ? found.people : []
  }

  /** The codes that at most so many have, the rarest first. */
  codes(reason: Reason, most: number): number[] {
    const found = [...this.#counts[reason]].filter(([, { total }]) => total <= most)
    return found.sort(([a, x], [b, y]) => x.total - y.total || (x.people[0] as number) - (y.people[0] as number) || a - b).slice(0, SHOWN).map(([code]) => code)
  }

  scripts(most: number): { readonly script: string; readonly people: readonly number[]; readonly total: number }[] {
    return [...this.#scripts].filter(([, { total }]) => total <= most).sort(([a, x], [b, y]) => x.total - y.total || a - b)
      .map(([script, { people, total }]) => ({ script: SCRIPTS[script] as string, people, total }))
  }
}

function count(codes: Map<number, Having>, code: number, person: number): void {
  const held = codes.get(code)
  if (!held) {
    codes.set(code, { total: 1, people: [person] })
    return
  }
  held.total++
  if (held.people.length < SHOWN_PER_REASON) held.people.push(person)
}

function nameOf(code: number): string {
  return NAMES.get(code) ?? `“${String.fromCharCode(code)}”`
}
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x20, 'a blank'], [0x2e, 'a dot'], [0x2c, 'a comma'], [0x2d, 'a dash'], [0x5f, 'an underscore'], [0x27, 'an apostrophe'], [0x40, 'an at sign'],
  [0x2f, 'a slash'], [0x3a, 'a colon'], [0x3b, 'a semicolon'], [0xa0, 'a no-break space'], [0x200b, 'an invisible character'],
  [0x200e, 'an invisible character'], [0x200f, 'an invisible character'],
])
