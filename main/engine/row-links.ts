import { lookupsOf } from './object-lookups'
import type { MappingInput, SourceLink } from './ports'

/** A mapping's links, where its source objects stand. */
export interface RowLinks {
  /** The link of the source object of a row. */
  readonly of: (row: number) => SourceLink | undefined
  /** Source anchors of links that the source has no object for, in the order of links. */
  readonly elsewhere: readonly string[]
}

const known = new WeakMap<MappingInput, RowLinks>()

/** Found once for all that asks for links row by row: looked up by anchor, each would be looked up four times. One pass over the links. */
export function rowLinks(input: MappingInput): RowLinks {
  let links = known.get(input)
  if (!links) known.set(input, links = findLinks(input))
  return links
}

function findLinks({ links, source }: MappingInput): RowLinks {
  if (links.size === 0) return NONE
  const { anchors } = source
  const rows = lookupsOf(source)
  const held = new Array<SourceLink | undefined>(anchors.length).fill(undefined)
  const elsewhere: string[] = []
  let last = -1
  for (const [anchor, link] of links) {
    // Links mostly stand in the order of their sources: the next one is looked at before any is looked up.
    const row = anchors[last + 1] === anchor ? last + 1 : rows.anchors.get(anchor)
    if (row === undefined) elsewhere.push(anchor)
    else held[last = row] = link
  }
  return { of: (row) => held[row], elsewhere }
}

const NONE: RowLinks = { of: () => undefined, elsewhere: [] }
