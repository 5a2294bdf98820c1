import { Button, Spinner } from '@fluentui/react-components'
import { Suspense, useEffect, useMemo, useRef, type ReactNode } from 'react'
import type { ProblemView, ProjectState, RunView, Settings } from '../../shared/ipc/views'
import { WithEffect } from '../features/effect/with-effect'
import { ImpactView } from '../features/impact/impact-view'
import { OverviewView } from '../features/overview/overview-view'
import { PlanView } from '../features/plan/plan-view'
import { RehearseView } from '../features/rehearse/rehearse-view'
import { SettingsView } from '../features/settings/settings-view'
import { TourPane } from '../features/tour/tour-pane'
import { shownRun, useSession, type Place } from '../session'
import { COMMON } from '../texts/common'
import { SCREEN_TITLES, SHELL } from '../texts/shell'
import { Banner } from '../ui/banner'
import { daysFromToday } from '../ui/clock'
import type { Navigate, Screen } from '../ui/navigation'
import { WithPane } from '../ui/pane'
import { useToasts } from '../ui/toasts'
import { useRequest, type Requested } from '../use-request'
import { editedClauses, type DraftEdit } from './draft-edits'
import { ErrorBoundary } from './error-boundary'
import { NavigationBar, type Badge } from './navigation-bar'
import { useProjectCommands } from './project-commands'
import { LAZY_SCREENS } from './screens'
import { StatusBar } from './status-bar'
import type { Rehearsing } from './use-rehearse'
import { VersionCommands } from './version-commands'

const LONG_WORK_MS = 3000
const NO_PROBLEMS: readonly ProblemView[] = []

interface Props {
  readonly project: ProjectState
  readonly settings: Settings
  readonly edits: readonly DraftEdit[]
  readonly navigate: Navigate
  readonly rehearsing: Rehearsing
  readonly saveSettings: (settings: Partial<Settings>) => void
  readonly openOwn: () => void
}

/** An open project: navigation, the screen, status. */
export function ProjectWindow(props: Props) {
  const { settings, navigate, rehearsing } = props
  const { works, outcome, places, run: picked, dismiss, pickRun, setProject } = useSession()
  const place = places.at(-1) ?? { screen: 'overview', params: {} }
  const answer = useRequest('runs.list', {})
  const runs = useMemo(() => [...(answer.value ?? [])].sort((a, b) => b.run - a.run), [answer.value])
  const run = shownRun(runs, picked)
  const problems = useRequest('problems.list', answer.status === 'loading' && answer.value === undefined ? null : { run: run?.run })
  useFinishToast(place.screen, navigate)
  useProjectCommands({
    project: props.project, runs, run, problems: problems.value ?? NO_PROBLEMS, screen: place.screen, running: works.length > 0, rehearsing, navigate,
  })

  return (
    <>
      <div className="window-middle">
        <NavigationBar current={openerOf(places)} badges={badgesOf(problems.value ?? [], run)} collapsed={settings.navigationCollapsed} navigate={navigate} />
        <main
          id="main" className={run !== undefined && daysFromToday(run.now) !== 0 ? 'main other-clock' : 'main'} aria-labelledby="screen-title"
          data-region="main" tabIndex={-1}
        >
          {rehearsing.failure !== undefined && (
            <Banner status="failed" actions={<Button size="small" onClick={rehearsing.dismiss}>{COMMON.dismiss}</Button>}>{rehearsing.failure.message}</Banner>
          )}
          {outcome?.kind === 'failed' && works.length === 0 && place.screen !== 'forecast' && (
            <Banner
              status="failed"
              actions={(
                <>
                  <CureButton code={outcome.code} navigate={navigate} />
                  <Button size="small" appearance="subtle" onClick={dismiss}>{COMMON.dismiss}</Button>
                </>
              )}
            >
              <strong>{outcome.message}</strong> {SHELL.nothingChanged}
            </Banner>
          )}
          <ErrorBoundary key={place.screen}>
            <Suspense fallback={<Spinner className="screen-loading" delay={150} label={SHELL.loading} />}>
              <Screen {...props} runs={runs} run={run} problems={problems} runsLoading={answer.value === undefined && answer.status === 'loading'} />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <VersionCommands project={props.project} runs={runs} navigate={navigate} onPickRun={pickRun} onProject={setProject} />
      <StatusBar
        project problems={problems.value ?? []} works={works} outcome={outcome} run={run} navigate={navigate} onCancel={rehearsing.cancelWork}
        onToday={rehearsing.asOfNow}
      />
    </>
  )
}

/** Leads to where it is cured: an invalid configuration among the problems, all else at the systems. */
function CureButton({ code, navigate }: { readonly code: string; readonly navigate: Navigate }) {
  const configuration = code === 'projectInvalid'
  return (
    <Button size="small" onClick={() => { navigate(configuration ? 'problems' : 'connections') }}>
      {configuration ? SHELL.showProblems : SHELL.showSystems}
    </Button>
  )
}

interface ScreenProps extends Props {
  readonly runs: readonly RunView[]
  readonly run: RunView | undefined
  readonly runsLoading: boolean
  readonly problems: Requested<readonly ProblemView[]>
}

function Screen({ project, settings, edits, navigate, rehearsing, saveSettings, openOwn, runs, run, runsLoading, problems }: ScreenProps) {
  const { places, works, outcome, ended, pickRun, setProject, state } = useSession()
  const { screen, params } = places.at(-1) ?? { screen: 'overview', params: {} }
  const editedCauses = useMemo(() => new Set([
    ...edits.flatMap((edit) => (edit.mapping === undefined || edit.job === undefined ? [] : [`${edit.job} ${edit.mapping}`])),
    ...editedClauses(project.saved, project.document),
  ]), [edits, project])
  const pane = settings.tour === 'open' && project.document.sample === true && screen === 'overview'
    ? (
      <TourPane
        project={project} runs={runs} problems={problems.value ?? []} seen={new Set(places.map((place) => place.screen))} running={works.length > 0}
        navigate={navigate}
        onRehearse={rehearsing.again} onOpenOwn={openOwn} onLeave={() => { saveSettings({ tour: 'left' }) }}
      />
    )
    : undefined
  switch (screen) {
    case 'overview': return (
      <WithPane pane={pane}>
        <OverviewView
          project={project} runs={runs} runsLoading={runsLoading} problems={problems.value ?? []} running={works.length > 0} navigate={navigate}
          onRehearse={rehearsing.again} onRehearseEdits={rehearsing.edits} onRead={rehearsing.readAll} onOpen={openOwn} onPickRun={pickRun}
        />
      </WithPane>
    )
    case 'rehearse': return (
      <RehearseView
        key={JSON.stringify(params)} asOf={params['asOf'] !== undefined} project={project} edits={edits.length} runs={runs} runsLoading={runsLoading}
        job={rehearsing.job} work={works[0]} navigate={navigate} onRehearse={rehearsing.start} onCancel={rehearsing.cancelWork} onPickRun={pickRun}
      />
    )
    case 'plan': return (
      <PlanView
        key={`${String(run?.run)} ${JSON.stringify(params)}`} project={project} runs={runs} run={run} runsLoading={runsLoading} params={params}
        editedCauses={editedCauses} navigate={navigate} onPickRun={pickRun} onRehearse={rehearsing.again}
        onRelease={works.length > 0 ? undefined : rehearsing.release}
      />
    )
    case 'impact': return (
      <ImpactView
        key={run?.run} project={project} runs={runs} run={run} runsLoading={runsLoading} navigate={navigate} onPickRun={pickRun}
        onRehearse={rehearsing.again}
      />
    )
    case 'settings': return state === undefined
      ? null
      : (
        <SettingsView
          state={state} settings={settings} project={project} running={works.length > 0} section={params['section']} navigate={navigate}
          onSave={saveSettings}
        />
      )
    default: {
      const Feature = LAZY_SCREENS[screen]
      if (Feature === undefined) return null
      const feature = (effect?: ReactNode): ReactNode => (
        <Feature
          key={`${screen} ${JSON.stringify(params)}`} project={project} navigate={navigate} runs={runs} run={run} runsLoading={runsLoading}
          problems={problems} running={works.length > 0} works={works} params={params}
          {...(outcome !== undefined && ended !== undefined && { ended: { work: ended, outcome } })} onPickRun={pickRun} onRehearse={rehearsing.again} onBackfill={works.length > 0 ? undefined : rehearsing.withBackfill} onProject={setProject} onCancel={rehearsing.cancelWork} effect={effect}
        />
      )
      return AUTHORING.has(screen)
        ? (
          <WithEffect
            key={screen} project={project} edits={edits.map((edit) => edit.what)} hasRun={run !== undefined} title={SCREEN_TITLES[screen]}
            navigate={navigate} onProject={setProject}
          >
            {feature}
          </WithEffect>
        )
        : feature()
    }
  }
}

/** Screens on which the configuration is edited. */
const AUTHORING: ReadonlySet<Screen> = new Set(['mappings', 'scope', 'matching'])

/** A person has no place of their own in the navigation: the screen that opened them stays marked. */
function openerOf(places: readonly Place[]): Screen {
  return places.findLast((place) => place.screen !== 'person')?.screen ?? 'overview'
}

function badgesOf(problems: readonly ProblemView[], run: RunView | undefined): Readonly<Partial<Record<Screen, Badge>>> {
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const ambiguous = run?.jobs.reduce((sum, job) => sum + job.ambiguous, 0) ?? 0
  return {
    ...(errors > 0 && { problems: { text: String(errors), word: SHELL.errorWord(errors), tone: 'failed' } }),
    ...(ambiguous > 0 && { matching: { text: String(ambiguous), word: SHELL.ambiguousWord(ambiguous), tone: 'neutral' } }),
    ...(run !== undefined && (run.held !== null || run.jobs.some((job) => job.held !== null)) && { impact: { text: SHELL.held, word: '', tone: 'held' } }),
  }
}

/** Where what came of a work is looked at. */
const SHOWN_ON = {
  rehearsed: { screen: 'plan', label: SHELL.showPlan }, imported: { screen: 'connections', label: SHELL.showSystems },
  forecast: { screen: 'forecast', label: SHELL.showForecast },
} as const satisfies Readonly<Record<string, { readonly screen: Screen; readonly label: string }>>

/** The end of long work whose screen is not shown. */
function useFinishToast(screen: Screen, navigate: Navigate): void {
  const outcome = useSession((session) => session.outcome)
  const show = useToasts((state) => state.show)
  const latest = useRef({ screen, navigate })
  useEffect(() => { latest.current = { screen, navigate } })
  useEffect(() => {
    if (outcome === undefined || (outcome.kind !== 'rehearsed' && outcome.kind !== 'imported' && outcome.kind !== 'forecast') || outcome.durationMs < LONG_WORK_MS) return
    const { screen: target, label } = SHOWN_ON[outcome.kind]
    if (latest.current.screen === target || (outcome.kind !== 'forecast' && latest.current.screen === 'rehearse')) return
    show({ text: outcome.text, action: { label, run: () => { latest.current.navigate(target) } } })
  }, [outcome, show])
}

