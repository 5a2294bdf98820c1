import { useMemo, useState, type ReactNode } from 'react'
import type { ProjectState } from '../../../shared/ipc/views'
import { useMappingDraft } from '../../draft/use-mapping-draft'
import { MAPPINGS } from '../../texts/mappings'
import type { Navigate } from '../../ui/navigation'
import { nounIn, ObjectNoun } from '../../ui/object-noun'
import { EffectPeople } from './effect-people'
import { EffectStrip } from './effect-strip'
import { useEffectOfDraft } from './use-effect-of-draft'

interface Props {
  readonly project: ProjectState
  /** What the draft edits, in words, in the order of the document. */
  readonly edits: readonly string[]
  readonly hasRun: boolean
  /** The screen's title. */
  readonly title: string
  readonly navigate: Navigate
  readonly onProject: (project: ProjectState) => void
  /** The screen, which puts the line under its header. */
  readonly children: (strip: ReactNode) => ReactNode
}

/** An authoring screen with the line that says what the draft would make of the last run, and with the people behind it in the screen's place. */
export function WithEffect({ project, edits, hasRun, title, navigate, onProject, children }: Props) {
  const asked = hasRun && edits.length > 0
  const effect = useEffectOfDraft(project, asked)
  const { draft, dispatch } = useMappingDraft(project, onProject)
  const [open, setOpen] = useState(false)
  const last = draft.past.at(-1)?.name
  const view = effect.state.kind === 'view' ? effect.state.view : undefined
  const shown = open && asked && view !== undefined
  const { jobs } = project.document
  const noun = useMemo(() => nounIn(jobs), [jobs])
  const strip = asked && (
    <ObjectNoun.Provider value={noun}>
      <EffectStrip
        effect={effect} edits={edits.length} name={last === undefined ? edits.at(-1) ?? '' : MAPPINGS.edits[last.kind](last.target ?? '')}
        {...(last !== undefined && { onUndo: () => { dispatch({ kind: 'undo' }) } })} onShow={() => { setOpen(true) }}
      />
    </ObjectNoun.Provider>
  )
  return (
    <>
      {shown && (
        <ObjectNoun.Provider value={noun}>
          <EffectPeople
            document={project.document} hash={view.hash} run={view.run} title={title} people={view.people} navigate={navigate}
            onUp={() => { setOpen(false) }}
          />
        </ObjectNoun.Provider>
      )}
      <div className={shown ? 'effect-screen hidden' : 'effect-screen'}>{children(strip)}</div>
    </>
  )
}
