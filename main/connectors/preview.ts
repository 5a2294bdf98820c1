import type { AttributeValue } from '../../shared/model/attribute'
import type { Issue } from '../../shared/model/issue'
import { unpackCells } from '../../shared/model/packed'
import type { EndEvent } from '../../shared/model/record'
import { rowTexts } from '../packed/packed-rows'
import type { ProposedSettings } from './detect'
import { readProposed } from './profile'

/** The first objects as the connector reads them: what the window shows before anything is saved. */
export interface Preview {
  readonly columns: readonly string[]
  /** In the system's own order. A cell is absent (`undefined`) where the object has no value. */
  readonly rows: readonly { readonly type: string; readonly anchor: string; readonly file: number; readonly line: number; readonly cells: readonly (AttributeValue | undefined)[] }[]
  readonly issues: readonly Issue[]
  readonly finding: EndEvent['finding']
}

/** Reads at most so many objects. Columns are those of all types together, in the order in which they come. Throws what the connector throws. */
export async function previewRows(
  settings: ProposedSettings, folder: string, limit = 200, options: { readonly signal?: AbortSignal; readonly secret?: string } = {},
): Promise<Preview> {
  const columns: string[] = []
  const columnOf = new Map<string, number>()
  const positions = new Map<string, number[]>()
  const rows: Preview['rows'][number][] = []
  const issues: Issue[] = []
  let finding: EndEvent['finding'] = {}
  for await (const event of readProposed(settings, { folder, limit, ...options })) {
    if (event.kind === 'attributes') {
      const ofType = positions.get(event.type) ?? []
      positions.set(event.type, ofType)
      for (const name of event.names) {
        let column = columnOf.get(name)
        if (column === undefined) columnOf.set(name, column = columns.push(name) - 1)
        ofType.push(column)
      }
    } else if (event.kind === 'records') {
      const ofType = positions.get(event.type) ?? []
      rowTexts(event.bodies).forEach((body, i) => {
        const cells: (AttributeValue | undefined)[] = new Array<undefined>(columns.length).fill(undefined)
        unpackCells(body).forEach((cell, position) => { if (cell !== null) cells[ofType[position] as number] = cell })
        rows.push({ type: event.type, anchor: event.anchors[i] as string, file: event.file, line: event.lines[i] as number, cells })
      })
    } else if (event.kind === 'issue') issues.push(event.issue)
    else if (event.kind === 'end') finding = event.finding
  }
  rows.sort((a, b) => a.file - b.file || a.line - b.line)
  return { columns, rows: rows.slice(0, limit), issues, finding }
}
