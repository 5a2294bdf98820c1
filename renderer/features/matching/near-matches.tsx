import { Button } from '@fluentui/react-components'
import { ArrowExportLtrRegular, ArrowUndoRegular, CheckmarkRegular, DismissRegular, PlayRegular } from '@fluentui/react-icons'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { NearPair, NearVerdict, NearView } from '../../../shared/ipc/near-views'
import type { Job, ProjectDocument } from '../../../shared/model/project'
import { NEAR } from '../../texts/near'
import type { Noun } from '../../texts/plural'
import { Chips } from '../../ui/chips'
import { DataTable } from '../../ui/data-table'
import { Key, LetterKey } from '../../ui/key'
import { useObjectNoun } from '../../ui/object-noun'
import { usePreferences } from '../../ui/preferences'
import { rowsOf } from '../../ui/row-source'
import { useProvidedCommands } from '../../ui/screen-commands'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import type { Column } from '../../ui/table-columns'
import { useCommand, type Requested } from '../../use-request'
import { NearComparison } from './near-comparison'

interface Props {
  readonly answer: Requested<NearView>
  readonly run: number
  readonly job: Job
  readonly document: ProjectDocument
  /** Rehearses as if the accepted pairs had been filled in; absent while something runs. */
  readonly onBackfill: (() => void) | undefined
}

type Show = 'todo' | NearVerdict

const columnsFor = (noun: Noun): readonly Column<NearPair>[] => [
  { id: 'person', title: NEAR.object(noun), width: 130, grow: 1, cell: (pair) => pair.source.display },
  { id: 'account', title: NEAR.account, width: 130, grow: 1, cell: (pair) => pair.target.display },
  { id: 'score', title: NEAR.score, width: 56, align: 'right', cell: (pair) => pair.score.toFixed(2) },
]

/** Pairs that look alike, one decision after the other: the queue at the left, both sides at the right. */
export function NearMatches({ answer, run, job, document, onBackfill }: Props) {
  const noun = useObjectNoun()
  const letters = usePreferences((state) => state.letterKeys)
  const columns = useMemo(() => columnsFor(noun), [noun])
  const [show, setShow] = useState<Show>('todo')
  const [chosen, setChosen] = useState<string>()
  const [said, setSaid] = useState('')
  const undo = useRef<{ readonly pair: NearPair; readonly before: NearVerdict | null }[]>([])
  const decide = useCommand('matching.decide')
  const save = useCommand('matching.saveBackfill')
  const view = answer.value
  const pairs = (view?.pairs ?? []).filter(({ verdict }) => (show === 'todo' ? verdict === null : verdict === show))
  const index = Math.max(0, pairs.findIndex((pair) => keyOf(pair) === chosen))
  const pair = pairs[index]
  const letter = (key: string): { readonly keys?: readonly string[] } => (letters ? { keys: [key] } : {})
  const none = pair === undefined ? { unavailable: NEAR.nothingShown } : {}
  useProvidedCommands([
    { id: 'near.accept', title: NEAR.commands.accept, ...letter('A'), ...none, run: () => { take('accepted') } },
    { id: 'near.reject', title: NEAR.commands.reject, ...letter('R'), ...none, run: () => { take('rejected') } },
    { id: 'near.skip', title: NEAR.commands.next, ...letter('S'), ...none, run: skip },
    { id: 'near.undo', title: NEAR.commands.undo, keys: ['Ctrl', 'Z'], run: takeBack },
  ])
  if (view === undefined) return answer.status === 'failed' ? <FailedState failure={answer.failure} onRetry={answer.reload} /> : <Skeleton />
  if (view.pairs.length === 0) return <EmptyState title={NEAR.none} />

  /** The next is shown at once; the decision is kept meanwhile. */
  async function settle(of: NearPair, verdict: NearVerdict | null, word: Parameters<typeof NEAR.done>[0]): Promise<void> {
    const next = pairs[index + 1] ?? pairs[index - 1]
    const stays = (show === 'todo' && verdict === null) || show === verdict
    setChosen(keyOf(word === 'undone' || stays ? of : next ?? of))
    const kept = await decide.run({ job: job.id, source: of.source.anchor ?? '', target: of.target.anchor ?? '', verdict })
    if (kept === undefined) return
    const todo = (view?.todo ?? 0) + (verdict === null ? 1 : 0) - (of.verdict === null ? 1 : 0)
    setSaid(NEAR.done(word, todo, word === 'undone' ? of.source.display : next?.source.display ?? ''))
    answer.reload()
  }
  function take(verdict: NearVerdict): void {
    if (pair === undefined) return
    undo.current.push({ pair, before: pair.verdict })
    void settle(pair, verdict, verdict)
  }
  function skip(): void {
    const next = pairs[(index + 1) % Math.max(1, pairs.length)]
    if (next === undefined) return
    setChosen(keyOf(next))
    setSaid(NEAR.done('skipped', view?.todo ?? 0, next.source.display))
  }
  function takeBack(): void {
    const last = undo.current.pop()
    if (last === undefined) return
    if (last.before === null) setShow('todo')
    void settle({ ...last.pair, verdict: 'accepted' }, last.before, 'undone')
  }
  const acts: Readonly<Record<string, () => void>> = { a: () => { take('accepted') }, r: () => { take('rejected') }, s: skip }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement) return
    const ctrl = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    const act = ctrl ? (key === 'z' && !event.shiftKey ? takeBack : undefined) : event.altKey || !letters ? undefined : acts[key]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    <div className="near" onKeyDownCapture={onKeyDown}>
      <section className="near-queue" aria-label={NEAR.tab}>
        <div className="toolbar">
          <Chips<Show>
            label={NEAR.show} pressed={new Set([show])} onToggle={(id) => { setShow(id); setChosen(undefined) }}
            chips={[
              { id: 'todo', label: NEAR.todo, count: view.todo },
              { id: 'accepted', label: NEAR.accepted, count: view.accepted },
              { id: 'rejected', label: NEAR.rejected, count: view.rejected },
            ]}
          />
        </div>
        <DataTable<NearPair>
          label={NEAR.tab} rows={rowsOf(pairs)} columns={columns} rowKey={keyOf} selectedKey={pair === undefined ? undefined : keyOf(pair)}
          onSelect={(one) => { setChosen(keyOf(one)) }}
          empty={{ title: NEAR.empty[show] }} footer={NEAR.order}
        />
      </section>
      <div className="near-main">
        {pair !== undefined && <NearComparison key={keyOf(pair)} pair={pair} job={job} document={document} />}
        {decide.status === 'failed' && decide.failure !== undefined && <FailedState failure={decide.failure} onRetry={decide.reset} />}
        <div className="near-actions">
          {pair !== undefined && (
            <>
              <Button
                appearance={pair.verdict === 'accepted' ? 'secondary' : 'primary'} icon={<CheckmarkRegular />} disabled={pair.verdict === 'accepted'}
                onClick={() => { take('accepted') }}
              >
                {NEAR.accept} <LetterKey>A</LetterKey>
              </Button>
              <Button icon={<DismissRegular />} disabled={pair.verdict === 'rejected'} onClick={() => { take('rejected') }}>
                {NEAR.reject} <LetterKey>R</LetterKey>
              </Button>
              <Button appearance="subtle" onClick={skip}>{NEAR.skip} <LetterKey>S</LetterKey></Button>
            </>
          )}
          <Button size="small" appearance="subtle" icon={<ArrowUndoRegular />} onClick={takeBack}>{NEAR.undo} <Key>Ctrl</Key><Key>Z</Key></Button>
          <Button
            size="small" appearance="subtle" icon={<ArrowExportLtrRegular />} disabled={view.accepted === 0}
            onClick={() => { void save.run({ run, job: job.id }).then((saved) => { if (saved) setSaid(NEAR.exported(saved.file)) }) }}
          >
            {NEAR.export}
          </Button>
          <Button
            size="small" appearance="subtle" icon={<PlayRegular />} disabled={view.accepted === 0 || onBackfill === undefined}
            title={NEAR.rehearseWhy} onClick={onBackfill}
          >
            {NEAR.rehearse}
          </Button>
          {pair !== undefined && (
            <p className="small quiet">{pair.backfill === undefined ? NEAR.addsNothing : NEAR.adds(pair.backfill.attribute, pair.backfill.value)}</p>
          )}
        </div>
      </div>
      <span className="visually-hidden" role="alert">{said}</span>
    </div>
  )
}

function keyOf({ source, target }: NearPair): string {
  return `${source.anchor ?? ''} ${target.anchor ?? ''}`
}
