import type { PlanHeader, ProvisioningAction } from '../../shared/model/plan'
import { csvLine } from './csv-cell'
import type { TextChunks } from './text-chunks'

export type PlanFormat = 'json' | 'ndjson' | 'csv'

/** The bodies of a plan's actions in plan order: at most `limit`, leaving out the first `from`; empty at the end. */
export type ActionBodies = (from: number, limit: number) => readonly string[]

/** The plan as its file has it (cli-and-plan.md, "The plan file"), of the JSON of its actions in plan order, as text or as UTF-8. */
export function* planLines(format: Exclude<PlanFormat, 'csv'>, header: PlanHeader, actions: TextChunks): Generator<string | Uint8Array> {
  const json = format === 'json'
  yield json ? `${JSON.stringify(header).slice(0, -1)},"actions":[` : JSON.stringify(header)
  const between = Buffer.from(json ? ',\n' : '\n')
  let first = json
  for (const action of actions) {
    yield first ? '\n' : between
    yield action
    first = false
  }
  yield json ? '\n]}\n' : '\n'
}

/** One line for each attribute change. */
export function* planCsv(bodies: ActionBodies): Generator<string> {
  yield csvLine(['job', 'kind', 'status', 'source anchor', 'source', 'target', 'attribute', 'before', 'after', 'reason', 'issues'])
  for (const page of pages(bodies)) yield page.map((body) => csvLines(JSON.parse(body) as ProvisioningAction)).join('')
}

/** The actions of a plan, a page of them in memory at a time. */
export function* actionsOf(bodies: ActionBodies): Generator<ProvisioningAction> {
  for (const page of pages(bodies)) for (const body of page) yield JSON.parse(body) as ProvisioningAction
}

/** So many together are a text of some hundred thousand characters, which is written in one go. */
const PAGE = 256

function* pages(bodies: ActionBodies): Generator<readonly string[]> {
  for (let from = 0; ; from += PAGE) {
    const page = bodies(from, PAGE)
    if (page.length === 0) return
    yield page
  }
}

/** One line for each attribute change; one for an action without any. */
function csvLines(action: ProvisioningAction): string {
  const about = [action.job, action.kind, action.status, action.source?.anchor ?? '', action.source?.display ?? '', action.target?.display ?? '']
  const end = [action.reason.text, action.issues.map((issue) => issue.message).join(' ')]
  if (action.changes.length === 0) return csvLine([...about, '', '', '', ...end])
  return action.changes.map((change) => csvLine([...about, change.attribute, textOf(change.before), textOf(change.after), ...end])).join('')
}

function textOf(value: string | readonly string[] | undefined): string {
  return value === undefined ? '' : typeof value === 'string' ? value : value.join('; ')
}
