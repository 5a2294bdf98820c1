import { cellAt } from '../../shared/model/packed'
import type { MappingInput } from './ports'

/** How a source object is called for people: its display attributes joined by blanks, else its anchor. By row. */
export function displayOf(input: Pick<MappingInput, 'source' | 'sourceSystem'>): (row: number) => string {
  const positions = (input.sourceSystem.display ?? []).map((name) => input.source.attributes.indexOf(name)).filter((position) => position >= 0)
  return (row) => {
    let text = ''
    for (const position of positions) {
      const cell = cellAt(input.source.bodies.at(row) as string, position)
      if (typeof cell === 'string' && cell !== '') text += text === '' ? cell : ` ${cell}`
    }
    return text === '' ? input.source.anchors[row] as string : text
  }
}
