import type { AttributeChange } from '../../shared/model/plan'
import type { ConnectedSystem } from '../../shared/model/project'
import { cellIn } from '../../shared/model/texts'
import { naturalNames } from './decisions'
import type { MappingInput } from './ports'

/** How a source object is called for people: its display attributes joined by blanks, else its anchor. By row. */
export function displayOf(input: Pick<MappingInput, 'source' | 'sourceSystem'>): (row: number) => string {
  const positions = (input.sourceSystem.display ?? []).map((name) => input.source.attributes.indexOf(name)).filter((position) => position >= 0)
  return (row) => {
    let text = ''
    for (const position of positions) {
      const cell = cellIn(input.source.bodies, row, position)
      if (typeof cell === 'string' && cell !== '') text += text === '' ? cell : ` ${cell}`
    }
    return text === '' ? input.source.anchors[row] as string : text
  }
}

/**
 * How an object that a plan creates will be called for people, out of what is written: the values of its system's display attributes, else of the
 * first that is a name by its own. Nothing where none is written. `shown`: attributes whose values may be shown.
 */
export function displayOfCreated({ display = [] }: Pick<ConnectedSystem, 'display'>, shown: readonly string[]): (changes: readonly AttributeChange[]) => string | undefined {
  const names = display.length > 0 ? display.flatMap((name) => shown.find((attribute) => attribute.toLowerCase() === name.toLowerCase()) ?? []) : naturalNames(shown)
  return (changes) => {
    const parts: string[] = []
    for (const name of names) {
      const after = changes.find(({ attribute }) => attribute === name)?.after
      if (typeof after === 'string' && after !== '') parts.push(after)
      if (display.length === 0 && parts.length > 0) break
    }
    return parts.length === 0 ? undefined : parts.join(' ')
  }
}

/** Whether the value of an attribute may be what a created object is called by. */
export function mayName({ display = [] }: Pick<ConnectedSystem, 'display'>, attribute: string): boolean {
  return display.length > 0 ? display.some((name) => name.toLowerCase() === attribute.toLowerCase()) : naturalNames([attribute]).length > 0
}
