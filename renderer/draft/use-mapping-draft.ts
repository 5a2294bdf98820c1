import { useCallback, useEffect } from 'react'
import { create } from 'zustand'
import type { ProjectState } from '../../shared/ipc/views'
import type { ProjectDocument } from '../../shared/model/project'
import type { Failure } from '../ui/row-source'
import { useCommand } from '../use-request'
import { draftOf, reduceDraft, sameJson, type DraftAction, type MappingDraft } from './mapping-draft'

interface Kept {
  readonly folder: string
  readonly draft: MappingDraft
  /** What main holds as far as we know. */
  readonly saved: ProjectDocument
}

/** Outlives the screen, so that what was done here can be undone after a look elsewhere. */
const useKept = create<{ readonly kept: Kept | undefined; readonly set: (kept: Kept) => void }>((set) => ({ kept: undefined, set: (kept) => { set({ kept }) } }))
let saving = false

export interface DraftOfMappings {
  readonly draft: MappingDraft
  readonly dispatch: (action: DraftAction) => void
  /** Why the last edits are not in the draft on disk; they stay here. */
  readonly failure: Failure | undefined
  readonly retry: () => void
}

/** The project's document as it is edited here. Every edit goes to main as a whole document, one at a time, the newest last. */
export function useMappingDraft(project: ProjectState, onProject: (project: ProjectState) => void): DraftOfMappings {
  const { kept, set } = useKept()
  const { run, failure } = useCommand('project.saveDraft')
  const current = kept?.folder === project.folder ? kept : undefined
  const draft = current?.draft ?? draftOf(project.document)

  useEffect(() => {
    const before = useKept.getState().kept
    if (saving && before?.folder === project.folder) return
    if (before?.folder === project.folder && (sameJson(before.draft.document, project.document) || sameJson(before.saved, project.document))) return
    set({ folder: project.folder, draft: draftOf(project.document), saved: project.document })
  }, [project, set])

  const save = useCallback(async () => {
    if (saving) return
    saving = true
    try {
      for (;;) {
        const now = useKept.getState().kept
        if (now === undefined || sameJson(now.draft.document, now.saved)) return
        const { document } = now.draft
        const answer = await run({ document })
        if (answer === undefined) return
        const after = useKept.getState().kept
        if (after?.folder === now.folder) set({ ...after, saved: document })
        onProject(answer)
      }
    } finally {
      saving = false
    }
  }, [run, set, onProject])

  const dispatch = useCallback((action: DraftAction) => {
    const before = useKept.getState().kept
    const from = before?.folder === project.folder ? before : { folder: project.folder, draft: draftOf(project.document), saved: project.document }
    set({ ...from, draft: reduceDraft(from.draft, action) })
    void save()
  }, [project.folder, project.document, set, save])

  const retry = useCallback(() => { void save() }, [save])
  return { draft, dispatch, failure, retry }
}
