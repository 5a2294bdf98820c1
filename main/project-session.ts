import { watch, type FSWatcher } from 'node:fs'
import { AppError } from '../shared/app-error'
import type { ProjectState } from '../shared/ipc/views'
import type { ProjectDocument } from '../shared/model/project'
import type { ProjectContext } from './jobs/project-context'
import { hashConfiguration } from './project/canonical-json'
import { decideMatch, type MatchDecision } from './project/match-decisions'
import { discardDraft, mirrorPath, openProject, saveDraft, saveVersion, type OpenProject } from './project/project-file'
import { readVersion } from './project/versions'

/** The project that is open in the window, if one is. */
export interface ProjectSession {
  state(): ProjectState | null
  /** What the children need to know of it. Throws `projectMissing` while none is open. */
  context(configuration: 'draft' | 'saved'): ProjectContext
  open(folder: string): Promise<ProjectState>
  close(): void
  saveDraft(document: ProjectDocument): Promise<ProjectState>
  discardDraft(): Promise<ProjectState>
  /** Takes a saved version as the draft, in place of one that is there. Throws as `readVersion` and `saveDraft`. */
  restoreVersion(version: number): Promise<ProjectState>
  /** Saves the draft, or what the file holds where there is none, as the next version. */
  saveVersion(note: string): Promise<ProjectState>
  /** Takes a decision of two objects that look alike, or takes it back. */
  decideMatch(pair: Omit<MatchDecision, 'verdict'>, verdict: MatchDecision['verdict'] | null): Promise<void>
}

interface Options {
  /** The project's files were changed by somebody else; null when they are gone. */
  readonly onChange: (state: ProjectState | null) => void
  /** How long the files have to be still before they are read again: editors write in several steps. */
  readonly settleMs?: number
}

export function projectSession({ onChange, settleMs = 150 }: Options): ProjectSession {
  let current: OpenProject | undefined
  let watcher: FSWatcher | undefined
  /** One at a time: a save that meets a reading of the same files would show half of itself. */
  let queue: Promise<unknown> = Promise.resolve()

  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = queue.then(action)
    queue = turn.catch(() => undefined) // Whoever asked hears of the failure; the next in line is another matter.
    return turn
  }

  function opened(): OpenProject {
    if (!current) throw new AppError('projectMissing', 'No project is open. Open one first.')
    return current
  }

  async function read(folder: string): Promise<ProjectState> {
    current = await openProject(folder)
    return toState(current)
  }

  function close(): void {
    watcher?.close()
    watcher = undefined
    current = undefined
  }

  async function readAgain(folder: string): Promise<void> {
    if (current?.folder !== folder) return
    const before = current
    try {
      const state = await read(folder)
      if (fingerprint(before) !== fingerprint(current)) onChange(state)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      // A file that somebody is still writing reads well a moment later; one that is gone does not come back by waiting.
      if (error.code !== 'projectMissing') return
      close()
      onChange(null)
    }
  }

  function watchFolder(folder: string): void {
    watcher?.close()
    let timer: NodeJS.Timeout | undefined
    watcher = watch(folder, (_, name) => {
      if (name !== null && !/^(rehearsal|draft)\.json$/.test(name) && name !== 'versions') return
      clearTimeout(timer)
      timer = setTimeout(() => void inTurn(() => readAgain(folder)), settleMs)
    })
    watcher.on('error', () => watcher?.close())
  }

  return {
    state: () => (current ? toState(current) : null),
    context(configuration) {
      const project = opened()
      const draft = configuration === 'draft' ? project.draft : undefined
      const common = { folder: project.folder, mirror: mirrorPath(project.folder) }
      if (draft) return {
        ...common, document: draft.document, configHash: hashConfiguration(draft.document), draft: true, saved: project.document,
        ...(draft.basedOn === null ? {} : { version: draft.basedOn }),
      }
      const version = project.version === null ? {} : { version: project.version }
      return { ...common, document: project.document, configHash: project.configHash, draft: false, ...version }
    },
    open: (folder) => inTurn(async () => {
      const state = await read(folder)
      watchFolder(folder)
      return state
    }),
    close,
    saveDraft: (document) => inTurn(async () => {
      const { folder, version, draft } = opened()
      await saveDraft(folder, { document, basedOn: draft ? draft.basedOn : version, savedAt: new Date().toISOString() })
      return read(folder)
    }),
    discardDraft: () => inTurn(async () => {
      const { folder } = opened()
      await discardDraft(folder)
      return read(folder)
    }),
    restoreVersion: (number) => inTurn(async () => {
      const { folder, version, draft } = opened()
      await saveDraft(folder, { document: await readVersion(folder, number), basedOn: draft ? draft.basedOn : version, savedAt: new Date().toISOString() })
      return read(folder)
    }),
    saveVersion: (note) => inTurn(async () => {
      const { folder, document, draft } = opened()
      await saveVersion(folder, draft?.document ?? document, { note, savedAt: new Date().toISOString() })
      await discardDraft(folder)
      return read(folder)
    }),
    decideMatch: (pair, verdict) => inTurn(() => decideMatch(opened().folder, pair, verdict)),
  }
}

/** A project as the window sees it. */
function toState({ folder, document, version, configHash, draft, versions }: OpenProject): ProjectState {
  return {
    folder,
    saved: document,
    document: draft?.document ?? document,
    ...(version === null ? {} : { version }),
    hash: draft ? hashConfiguration(draft.document) : configHash,
    ...(draft ? { draft: { savedAt: draft.savedAt, ...(draft.basedOn === null ? {} : { basedOn: draft.basedOn }) } } : {}),
    versions: versions.map(({ version, savedAt, note }) => ({ version, savedAt, note })),
  }
}

function fingerprint(project: OpenProject | undefined): string {
  return JSON.stringify([project?.hash, project?.version, project?.draft?.savedAt, project?.versions.length])
}
