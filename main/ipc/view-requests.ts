import { contract, type RequestName } from '../../shared/ipc/contract'
import type { ProcessClient } from '../jobs/process-client'
import type { ViewQuestion, ViewRequestName } from '../jobs/view-questions'
import type { ProjectSession } from '../project-session'
import type { Handlers } from './answer'

/** Main has no database: whatever is looked up in the mirror goes to the view process, with the project it is about. `onEditor`: an editor is being filled. */
export function viewRequests(views: ProcessClient, session: ProjectSession, onEditor: () => void): Handlers<ViewRequestName> {
  const names = (Object.keys(contract) as RequestName[]).filter((name) => contract[name].to === 'view') as ViewRequestName[]
  const forward = (name: ViewRequestName) => (input: unknown) => {
    const question: ViewQuestion = { project: session.context('draft'), input }
    if (OF_EDITORS.has(name)) onEditor()
    return views.ask(name, question).answer
  }
  return Object.fromEntries(names.map((name) => [name, forward(name)])) as unknown as Handlers<ViewRequestName>
}

/** What the editors of expressions and of scopes ask for when they open. */
const OF_EDITORS: ReadonlySet<ViewRequestName> = new Set(['preview.people', 'scope.measure'])
