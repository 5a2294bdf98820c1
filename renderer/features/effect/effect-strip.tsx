import { Button } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { ReplanView } from '../../../shared/ipc/replan-views'
import { guardSentence } from '../../../shared/model/guard-words'
import { EFFECT } from '../../texts/effect'
import { formatNumber } from '../../ui/format'
import { StatusSign } from '../../ui/signs'
import { effectParts, guardEffect, scopeChange } from './effect-parts'
import './effect.css'
import type { EffectOfDraft, EffectState } from './use-effect-of-draft'

interface Props {
  readonly effect: EffectOfDraft
  /** How many edits the draft has. */
  readonly edits: number
  /** What the last of them was. */
  readonly name: string
  /** Undoes it; absent where it was not made in this window. */
  readonly onUndo?: () => void
  readonly onShow: () => void
}

/** What the draft would make of the last run, in one line under the header. */
export function EffectStrip({ effect, edits, name, onUndo, onShow }: Props) {
  const { state, cancel, again } = effect
  const retry = state.kind === 'failed' || state.kind === 'given'
  return (
    <div className="effect-strip" role="group" aria-label={EFFECT.label}>
      <p className="effect-line" role="status"><strong>{EFFECT.edit(edits, name)}</strong> <Line state={state} /></p>
      <span className="effect-actions">
        {state.kind === 'working' && <Button size="small" appearance="subtle" onClick={cancel}>{EFFECT.cancel}</Button>}
        {retry && <Button size="small" appearance="subtle" onClick={again}>{EFFECT.workOut}</Button>}
        {state.kind === 'view' && state.view.people > 0 && <Button size="small" onClick={onShow}>{EFFECT.show(state.view.people)}</Button>}
        {onUndo !== undefined && (
          <Button size="small" appearance="subtle" icon={<ArrowUndoRegular />} title={EFFECT.undoNamed(name)} onClick={onUndo}>{EFFECT.undo}</Button>
        )}
      </span>
    </div>
  )
}

function Line({ state }: { readonly state: EffectState }): ReactNode {
  switch (state.kind) {
    case 'working': return <span className="quiet">{EFFECT.working}</span>
    case 'view': return <Numbers view={state.view} />
    case 'failed': return <span>{state.failure.message}</span>
    case 'invalid': return <span>{EFFECT.invalid(state.message)}</span>
    case 'given': return <span className="quiet">{EFFECT.given}</span>
    default: return <span className="quiet">{EFFECT[state.kind]}</span>
  }
}

function Numbers({ view }: { readonly view: ReplanView }) {
  const guard = guardEffect(view)
  const parts = view.people === 0 ? [] : effectParts(view.counts)
  const scope = scopeChange(view)
  return (
    <>
      {view.people === 0 && <span>{EFFECT.nobody}</span>}
      {scope !== 0 && <span className="effect-part">{EFFECT.scope(scope, formatNumber(Math.abs(scope)))}</span>}
      {parts.map(({ kind, change }) => (
        <span key={kind} className={change > 0 && (kind === 'disable' || kind === 'delete' || kind === 'failed') ? 'effect-part grave' : 'effect-part'}>
          {EFFECT.part(kind, change, formatNumber(Math.abs(change)))}
        </span>
      ))}
      {guard !== undefined && (
        <span className="effect-part" title={guard.guard && guardSentence(guard.guard)}>
          {guard.effect === 'noLongerTrips' ? EFFECT.noLongerTrips : <StatusSign status="held">{EFFECT[guard.effect]}</StatusSign>}
        </span>
      )}
      <span className="effect-part quiet">{EFFECT.against(view.run)}</span>
    </>
  )
}
