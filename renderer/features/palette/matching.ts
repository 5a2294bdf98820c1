import { foldAccents } from '../../ui/fold-accents'

interface Named {
  readonly id: string
  readonly title: string
}

/**
 * Commands whose title holds what was typed: those that start so first, then by a word's start, inside a word, and its letters in order within a few
 * others.
 */
export function matching<Command extends Named>(commands: readonly Command[], query: string): readonly Command[] {
  const wanted = foldAccents(query.trim())
  const others = commands.filter((command) => !command.id.startsWith('palette'))
  if (wanted === '') return others
  return others
    .map((command, index) => ({ command, index, rank: rankOf(foldAccents(command.title), wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ command }) => command)
}

const NO_MATCH = 4

function rankOf(title: string, wanted: string): number {
  if (title.startsWith(wanted)) return 0
  if (title.includes(` ${wanted}`)) return 1
  if (title.includes(wanted)) return 2
  return wanted.length > 2 && holdsInOrder(title, wanted) ? 3 : NO_MATCH
}

/** In a whole sentence any few letters stand in their order somewhere. */
const SPREAD = 4

function holdsInOrder(title: string, wanted: string): boolean {
  const begun = title.indexOf(wanted.charAt(0))
  let from = begun
  for (const letter of wanted) {
    from = title.indexOf(letter, from) + 1
    if (from === 0) return false
  }
  return from - begun <= wanted.length * SPREAD
}
