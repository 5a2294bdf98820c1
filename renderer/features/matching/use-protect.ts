import type { ProjectState } from '../../../shared/ipc/views'
import type { ObjectReference } from '../../../shared/model/plan'
import type { Job, ProjectDocument } from '../../../shared/model/project'
import { MATCHING } from '../../texts/matching'
import type { Failure } from '../../ui/row-source'
import { useToasts } from '../../ui/toasts'
import { useCommand, useRevision } from '../../use-request'
import { shortNameOf } from './match-columns'

/** Adds accounts to those that a job never disables or deletes: in the draft, with a way back. */
export function useProtect(
  { document }: ProjectState, job: Job, onProject: (project: ProjectState) => void,
): { readonly run: (account: ObjectReference) => void; readonly failure: Failure | undefined } {
  const { run: save, failure } = useCommand('project.saveDraft')
  const show = useToasts((state) => state.show)

  async function keep(next: ProjectDocument): Promise<boolean> {
    const kept = await save({ document: next })
    if (kept !== undefined) {
      onProject(kept)
      useRevision.getState().grow() // What accounts are sorted by has changed.
    }
    return kept !== undefined
  }
  async function protect(account: ObjectReference): Promise<void> {
    if (account.anchor === undefined || !await keep(withProtected(document, job, account.anchor))) return
    show({ text: MATCHING.protectedToast(shortNameOf(account)), action: { label: MATCHING.undo, run: () => { void keep(document) } } })
  }
  return { run: (account) => { void protect(account) }, failure }
}

/** The document with one more account that the job leaves alone. */
export function withProtected(document: ProjectDocument, job: Pick<Job, 'id'>, anchor: string): ProjectDocument {
  return {
    ...document,
    jobs: document.jobs.map((one) => (one.id === job.id ? { ...one, guards: { ...one.guards, protected: [...one.guards?.protected ?? [], anchor] } } : one)),
  }
}
