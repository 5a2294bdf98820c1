import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { ProjectState, RunView } from '../../shared/ipc/views'
import { COMMON } from '../texts/common'
import { COMMAND_TITLES, SHELL, WHY_NOT } from '../texts/shell'
import { Dialog } from '../ui/dialog'
import type { Navigate } from '../ui/navigation'
import { useProvidedCommands, type ScreenCommand } from '../ui/screen-commands'
import { FailedState } from '../ui/states'
import { useToasts } from '../ui/toasts'
import { useCommand } from '../use-request'

interface Props {
  readonly project: ProjectState
  /** Newest first. */
  readonly runs: readonly RunView[]
  readonly navigate: Navigate
  readonly onPickRun: (run: number) => void
  readonly onProject: (project: ProjectState) => void
}

/**
 * In the palette, for each earlier saved version: taking it as the draft, and comparing its run with that of the saved one; and any two earlier ones
 * with each other.
 */
export function VersionCommands({ project, runs, navigate, onPickRun, onProject }: Props): ReactNode {
  const { run: restore, failure, reset } = useCommand('project.restoreVersion')
  const { run: saveDraft } = useCommand('project.saveDraft')
  const { run: discardDraft } = useCommand('project.discardDraft')
  const show = useToasts((state) => state.show)
  const current = project.version
  const newest = current === undefined ? undefined : runOf(runs, current)

  async function take(version: number): Promise<void> {
    const restored = await restore({ version })
    if (restored === undefined) return
    onProject(restored)
    show({ text: SHELL.restored(version), action: { label: SHELL.undo, run: () => { void undo() } } })
  }
  async function undo(): Promise<void> {
    const before = project.draft === undefined ? await discardDraft({}) : await saveDraft({ document: project.document })
    if (before !== undefined) onProject(before)
  }
  useProvidedCommands(project.versions.filter(({ version }) => version !== current).toReversed().flatMap(({ version, note }): readonly ScreenCommand[] => {
    const before = runOf(runs, version)
    const missing = newest === undefined ? current : before === undefined ? version : undefined
    return [
      { id: `restore.${String(version)}`, title: COMMAND_TITLES.restoreVersion(version, note), searchedOnly: true, run: () => { void take(version) } },
      {
        id: `compareVersions.${String(version)}`, title: COMMAND_TITLES.compareVersions(version, current), searchedOnly: true,
        ...((newest === undefined || before === undefined) && { unavailable: missing === undefined ? WHY_NOT.editedByHand : WHY_NOT.neverRehearsed(missing) }),
        run: () => { if (newest !== undefined && before !== undefined) { onPickRun(newest.run); navigate('plan', { compare: before.run }) } },
      },
    ]
  }))
  useProvidedCommands(rehearsedPairs(project, runs).map(([before, after]): ScreenCommand => ({
    id: `compareVersions.${String(before.version)}.${String(after.version)}`, title: COMMAND_TITLES.compareVersions(before.version, after.version),
    searchedOnly: true,
    run: () => { onPickRun(after.run.run); navigate('plan', { compare: before.run.run }) },
  })))
  if (failure === undefined) return null
  return <Dialog title={SHELL.restoreTitle} onClose={reset} actions={<Button onClick={reset}>{COMMON.close}</Button>}><FailedState failure={failure} /></Dialog>
}

interface RehearsedVersion {
  readonly version: number
  readonly run: RunView
}

/** So many earlier versions are paired with each other. */
const PAIRED = 12

/** Any two earlier versions that were rehearsed, the earlier one first; pairs with the saved one have commands of their own. */
function rehearsedPairs({ versions, version: current }: ProjectState, runs: readonly RunView[]): readonly (readonly [RehearsedVersion, RehearsedVersion])[] {
  const earlier = versions.filter(({ version }) => version !== current).toSorted((a, b) => b.version - a.version)
  const rehearsed = earlier.slice(0, PAIRED).flatMap(({ version }): readonly RehearsedVersion[] => {
    const run = runOf(runs, version)
    return run === undefined ? [] : [{ version, run }]
  })
  return rehearsed.flatMap((after, at) => rehearsed.slice(at + 1).map((before) => [before, after] as const))
}

/** The newest run of a saved version as it is: of a cycle's rounds the first, not released or filled in. */
function runOf(runs: readonly RunView[], version: number): RunView | undefined {
  return runs.find((run) => run.version === version
    && !run.draft
    && run.status === 'done'
    && run.released === undefined
    && run.backfilled === undefined
    && run.round === undefined)
}
