import { Button, Select } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useEffect, useId, useState } from 'react'
import { LENS } from '../../texts/lens'
import { useObjectNoun } from '../../ui/object-noun'
import { Mark } from '../../ui/signs'
import { FailedState, Skeleton } from '../../ui/states'
import { LensChart } from './lens-chart'
import type { LensNumber } from './lens-numbers'
import { LensNumbers } from './lens-numbers-list'
import { OddValues } from './odd-values'
import type { Against, Lens, LensRefusal } from './use-lens'

const SETTLED_MS = 700

interface Props {
  readonly lens: Lens
  readonly target: string
  readonly targetName: string
  readonly version: number | undefined
  /** Whether there is a saved version of this mapping to compare with. */
  readonly inSaved: boolean
  readonly against: Against
  readonly onAgainst: (against: Against) => void
  /** The text is not whole: the figures are those before it was touched. */
  readonly before: boolean
  readonly noValue: boolean
  readonly part: LensNumber | undefined
  readonly onPart: (part: LensNumber) => void
  readonly onOpen: (part: LensNumber) => void
  readonly onPerson: (anchor: string) => void
  readonly onConnections: () => void
  readonly onClose: () => void
}

/** What will this mapping give, for everybody? Every number opens its people. */
export function LensPane({
  lens, target, targetName, version, inSaved, against, onAgainst, before, noValue, part, onPart, onOpen, onPerson, onConnections, onClose,
}: Props) {
  const heading = useId()
  const noun = useObjectNoun()
  const { measured, settled, refusal, failure } = lens
  const view = measured?.lens
  const stale = !settled || before
  const partial = view !== undefined && view.evaluated < view.people
  return (
    <section className="lens-pane" aria-labelledby={heading} data-region="pane" tabIndex={-1}>
      <header className="lens-header">
        <h2 id={heading}>{LENS.title}</h2>
        {view !== undefined && (
          <span className="quiet small number">{partial ? LENS.soFar(view.evaluated, view.people, noun) : LENS.head(view.people, noun, view.durationMs)}</span>
        )}
        <Button className="lens-close" appearance="subtle" size="small" icon={<DismissRegular />} aria-label={LENS.close} onClick={onClose} />
      </header>
      <div className="lens-against">
        <span className="quiet small" aria-hidden="true">{LENS.against}</span>
        <Select size="small" aria-label={LENS.againstLabel} value={against} onChange={(_, data) => { onAgainst(data.value as Against) }}>
          <option value="target">{LENS.target(targetName)}</option>
          <option value="saved" disabled={!inSaved}>{version === undefined ? LENS.saved : LENS.savedVersion(version)}</option>
        </Select>
        {before && view !== undefined && <Mark tone="brand">{LENS.before}</Mark>}
      </div>
      <div className="lens-body">
        {failure !== undefined && <FailedState failure={failure} onRetry={lens.retry} />}
        {refusal !== undefined && <Refusal refusal={refusal} hasFigures={view !== undefined} onConnections={onConnections} onPerson={onPerson} />}
        {noValue && <p className="quiet lens-note">{LENS.noValue}</p>}
        {view === undefined && !noValue && refusal === undefined && failure === undefined && (before
          ? <p className="quiet lens-note">{LENS.invalid}</p>
          : <Skeleton rows={9} />)}
        {view !== undefined && (
          <div className={stale ? 'lens-figures stale' : 'lens-figures'} aria-busy={!settled}>
            <LensNumbers lens={view} part={part} onPart={onPart} onOpen={onOpen} />
            <LensChart histogram={view.histogram} target={target} bar={typeof part === 'number' ? part : undefined} onBar={onPart} onOpen={onOpen} />
            <OddValues oddest={view.oddest} onPerson={onPerson} />
          </div>
        )}
      </div>
      <Announcement text={view === undefined || stale || partial ? '' : LENS.said(view)} />
    </section>
  )
}

function Refusal({ refusal, hasFigures, onConnections, onPerson }: {
  readonly refusal: LensRefusal
  readonly hasFigures: boolean
  readonly onConnections: () => void
  readonly onPerson: (anchor: string) => void
}) {
  switch (refusal.kind) {
    case 'unread': return (
      <div className="lens-refusal">
        <p>{LENS.unread(refusal.name)}</p>
        <Button size="small" onClick={onConnections}>{LENS.read}</Button>
      </div>
    )
    case 'invalid': return hasFigures ? null : <p className="quiet lens-note">{LENS.invalid}</p>
    case 'stopped': return (
      <div className="lens-refusal failed" role="alert">
        <p>
          {LENS.stopped(refusal.display === '' ? refusal.anchor : refusal.display)}{' '}
          <button type="button" className="link mono" onClick={() => { onPerson(refusal.anchor) }}>{refusal.anchor}</button>
        </p>
        <p className="small">{refusal.message}</p>
        <p className="small"><span className="quiet">{LENS.stoppedPattern}</span> <code className="mono">{refusal.pattern}</code></p>
      </div>
    )
  }
}

/** Says a sentence once it has stood still for a while; a sentence that was said is not said again. */
function Announcement({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (text === '') return undefined
    const timer = setTimeout(() => { setSaid(text) }, SETTLED_MS)
    return () => { clearTimeout(timer) }
  }, [text])
  return <span className="visually-hidden" role="status">{said}</span>
}
