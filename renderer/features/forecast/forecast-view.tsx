import { Button, Select, Switch } from '@fluentui/react-components'
import { DataTrendingRegular } from '@fluentui/react-icons'
import { useMemo, useState, type FormEvent } from 'react'
import { create } from 'zustand'
import type { ProjectState, WorkOutcome, WorkProgressView } from '../../../shared/ipc/views'
import { FORECAST } from '../../texts/forecast'
import { Banner } from '../../ui/banner'
import type { Navigate } from '../../ui/navigation'
import { ScreenFrame } from '../../ui/screen'
import { useProvidedCommands } from '../../ui/screen-commands'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import { useCommand, useRequest } from '../../use-request'
import { datedAttributes, isDated } from './forecast-days'
import './forecast.css'
import { ForecastProgress } from './forecast-progress'
import { ForecastResult } from './forecast-result'

interface Props {
  readonly project: ProjectState
  readonly navigate: Navigate
  readonly running: boolean
  readonly works: readonly { readonly work: number; readonly text: string; readonly steps: readonly WorkProgressView[] }[]
  readonly ended?: { readonly work: number; readonly outcome: WorkOutcome }
  readonly onCancel: (work: number) => void
}

interface Choices {
  readonly days: number
  readonly full: boolean
}

const DAYS = [30, 90, 365] as const
const MOST_NAMES = 4

/** What was asked for and which work does it, for as long as the window is open: a forecast goes on while another screen is shown. */
const useStarted = create<{
  readonly choices: Choices
  readonly work: number | undefined
  readonly set: (part: { readonly choices?: Choices; readonly work?: number }) => void
}>((set) => ({
  choices: { days: 90, full: false }, work: undefined, set: (part) => { set(part) },
}))

/** What happens on the days to come, and when does a guard trip? */
export function ForecastView({ project, navigate, running, works, ended, onCancel }: Props) {
  const { choices, work: started, set } = useStarted()
  const latest = useRequest('forecast.latest', {})
  const { run: start, failure } = useCommand('work.forecast')
  const [ignored, setIgnored] = useState(false)
  const view = latest.value ?? undefined
  const work = works.find((one) => one.work === started)
  const failed = ended !== undefined && ended.work === started && ended.outcome.kind === 'failed' ? ended.outcome : undefined
  const computing = (work?.steps.at(-1)?.days?.length ?? 0) > 0
  const dated = isDated(project.document)
  const run = useMemo(() => (days: number, full: boolean): void => {
    set({ choices: { days, full } })
    void start({ days, full }).then((answer) => { if (answer !== undefined) set({ work: answer.work }) })
  }, [start, set])
  const commands = useMemo(() => DAYS.map((days) => ({
    id: `forecast.${String(days)}`, title: FORECAST.command(days), run: () => { run(days, choices.full) },
  })), [run, choices.full])
  useProvidedCommands(commands)

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!running) run(choices.days, choices.full)
  }
  const runButton = <Button appearance="primary" disabled={running} onClick={() => { run(choices.days, choices.full) }}>{FORECAST.run}</Button>

  return (
    <ScreenFrame
      title={FORECAST.title}
      context={(
        <form id="forecast-choices" className="forecast-form" onSubmit={submit} aria-label={FORECAST.form}>
          <Select
            size="small" aria-label={FORECAST.days} disabled={running} value={String(choices.days)}
            onChange={(_, data) => { set({ choices: { ...choices, days: Number(data.value) } }) }}
          >
            {DAYS.map((days) => <option key={days} value={String(days)}>{FORECAST.dayCount(days)}</option>)}
          </Select>
          <Switch
            label={FORECAST.full} title={FORECAST.fullWhy} disabled={running} checked={choices.full}
            onChange={(_, data) => { set({ choices: { ...choices, full: data.checked } }) }}
          />
        </form>
      )}
      actions={(
        <Button
          form="forecast-choices" type="submit" appearance={view === undefined ? 'secondary' : 'primary'} icon={<DataTrendingRegular />}
          disabled={running}
        >
          {FORECAST.run}
        </Button>
      )}
    >
      <div className="forecast">
        {failure !== undefined && <FailedState failure={failure} />}
        {failed !== undefined && work === undefined && <FailedState failure={failed} onRetry={() => { run(choices.days, choices.full) }} />}
        {latest.status === 'failed' && <FailedState failure={latest.failure} onRetry={latest.reload} />}
        {work !== undefined && <ForecastProgress document={project.document} work={work} onCancel={() => { onCancel(work.work) }} />}
        {latest.value === undefined && latest.status === 'loading' && <Skeleton />}
        {view?.stale === true && work === undefined && (
          <Banner
            status="info"
            actions={<Button size="small" disabled={running} onClick={() => { run(view.forecast.days, view.forecast.full) }}>{FORECAST.again}</Button>}
          >
            {FORECAST.stale}
          </Banner>
        )}
        {view !== undefined && !computing && (
          <ForecastResult
            key={`${view.madeAt} ${String(view.forecast.days)} ${String(view.forecast.full)}`} forecast={view.forecast} document={project.document}
          />
        )}
        {latest.value === null && work === undefined && failed === undefined && (dated || ignored
          ? <EmptyState title={FORECAST.none} action={runButton}>{FORECAST.noneWhy}</EmptyState>
          : <Undated project={project} navigate={navigate} onAnyway={() => { setIgnored(true); run(choices.days, choices.full) }} />)}
      </div>
    </ScreenFrame>
  )
}

/** No mapping looks at the clock: what would. */
function Undated({ project: { document }, navigate, onAnyway }: {
  readonly project: ProjectState
  readonly navigate: Navigate
  readonly onAnyway: () => void
}) {
  const [job] = document.jobs
  const profile = useRequest('systems.profile', job?.objectMappings[0] === undefined ? null : { system: job.source, type: job.objectMappings[0].sourceType })
  const names = datedAttributes(profile.value ?? []).slice(0, MOST_NAMES)
  return (
    <EmptyState
      title={FORECAST.undated}
      action={(
        <>
          <Button appearance="primary" onClick={() => { navigate('mappings') }}>{FORECAST.openMappings}</Button>
          <Button onClick={onAnyway}>{FORECAST.anyway}</Button>
        </>
      )}
    >
      <p>{FORECAST.undatedWhy}</p>
      {names.length > 0 && <p>{FORECAST.dates(document.systems.find((system) => system.id === job?.source)?.name ?? '', names)}</p>}
    </EmptyState>
  )
}
