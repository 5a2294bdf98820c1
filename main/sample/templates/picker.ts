import type { Random } from '../random'

/** Hands out people for situations, nobody twice. Throws `RangeError` where too few are left. */
export type Take<Person> = (count: number, suits?: (person: Person) => boolean) => Person[]

export function takeFrom<Person>(random: Random, people: readonly Person[]): Take<Person> {
  const order = random.shuffle(people)
  const taken = new Set<Person>()
  return (count, suits = () => true) => {
    const found: Person[] = []
    for (const person of order) {
      if (found.length === count) break
      if (taken.has(person) || !suits(person)) continue
      taken.add(person)
      found.push(person)
    }
    if (found.length < count) throw new RangeError(`The company has too few people for its situations: ${found.length} of ${count}.`)
    return found
  }
}
