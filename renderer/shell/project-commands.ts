import { useMemo } from 'react'
import type { ProblemView, ProjectState, RunView } from '../../shared/ipc/views'
import { inSections, neighbour } from '../features/problems/problem-rows'
import { PLAN } from '../texts/plan'
import { COMMAND_TITLES, SHELL, WHY_NOT } from '../texts/shell'
import { useLookedAt } from '../ui/looked-at'
import type { Navigate, Screen } from '../ui/navigation'
import { runTextWithMarks } from '../ui/run-text'
import { useProvidedCommands, type ScreenCommand } from '../ui/screen-commands'
import { COPY_FORMATS, useLastTable } from '../ui/table-clipboard'
import { useToasts } from '../ui/toasts'
import { useCommand } from '../use-request'
import type { Rehearsing } from './use-rehearse'

interface Given {
  readonly project: ProjectState
  /** Newest first. */
  readonly runs: readonly RunView[]
  /** The one that is shown. */
  readonly run: RunView | undefined
  readonly problems: readonly ProblemView[]
  readonly screen: Screen
  readonly running: boolean
  readonly rehearsing: Pick<Rehearsing, 'release' | 'readSystem'>
  readonly navigate: Navigate
}

/**
 * What the palette offers of an open project wherever one is: its systems to read, to test and to add to, its runs to compare, the rows last looked
 * at to copy.
 */
export function useProjectCommands({ project, runs, run, problems, screen, running, rehearsing: { release, readSystem }, navigate }: Given): void {
  const table = useLastTable((state) => state.table)
  const { systems } = project.document
  const commands = useMemo((): readonly ScreenCommand[] => {
    const busy = running ? { unavailable: WHY_NOT.running } : {}
    const holds = run?.jobs.some(({ held }) => held !== null) === true
    return [
      { id: 'rehearseAsOf', title: COMMAND_TITLES.rehearseAsOf, run: () => { navigate('rehearse', { asOf: 1 }) } },
      { id: 'release', title: PLAN.release, ...(holds ? busy : { unavailable: WHY_NOT.nothingHeld }), run: () => { if (run !== undefined) release(run) } },
      ...systems.map(({ id, name }): ScreenCommand => ({ id: `read.${id}`, title: COMMAND_TITLES.readSystem(name), ...busy, run: () => { readSystem(id) } })),
      { id: 'addSystem', title: COMMAND_TITLES.addSystem, run: () => { navigate('connections', { add: 1 }) } },
      ...systems.map(({ id, name }): ScreenCommand => ({
        id: `test.${id}`, title: COMMAND_TITLES.testSystem(name), ...busy, run: () => { navigate('connections', { system: id, test: id }) },
      })),
      ...COPY_FORMATS.map((format): ScreenCommand => ({
        id: `copy.${format}`, title: COMMAND_TITLES.copyRows[format](table?.label), ...(table === undefined && { unavailable: WHY_NOT.noTable }),
        run: () => { void table?.copy(format) },
      })),
      ...(run === undefined ? [] : runs.filter((one) => one.status === 'done' && one.run !== run.run).map((one): ScreenCommand => ({
        id: `compare.${String(one.run)}`, title: COMMAND_TITLES.compareWith(run.run, runTextWithMarks(one)), searchedOnly: true,
        run: () => { navigate('plan', { compare: one.run }) },
      }))),
    ]
  }, [systems, runs, run, running, release, readSystem, navigate, table])
  useProvidedCommands(commands)
  useProblemCommands(problems, screen, navigate)
  useTestCommand((project.document.tests ?? []).length > 0, navigate)
}

/** Walks through the problems from any screen; on their own the list does so itself. */
function useProblemCommands(problems: readonly ProblemView[], screen: Screen, navigate: Navigate): void {
  const step = (by: 1 | -1): void => {
    const next = neighbour(inSections(problems), useLookedAt.getState().problem, by)
    if (next !== undefined) navigate('problems', { problem: next.id })
  }
  useProvidedCommands(screen === 'problems' || problems.length === 0 ? NO_COMMANDS : [
    { id: 'problemNext', title: COMMAND_TITLES.problemNext, run: () => { step(1) } },
    { id: 'problemPrevious', title: COMMAND_TITLES.problemPrevious, run: () => { step(-1) } },
  ])
}

/** Runs the project's golden records over the draft, and leads to the mapping of the first that fails. */
function useTestCommand(hasTests: boolean, navigate: Navigate): void {
  const { run } = useCommand('tests.run')
  const show = useToasts((state) => state.show)
  async function test(): Promise<void> {
    const results = await run({})
    if (results === undefined) return
    const failing = results.filter(({ passed }) => !passed)
    const [first] = failing
    if (first === undefined) show({ text: SHELL.testsPass(results.length) })
    else show({
      text: SHELL.testsFail(failing.length, results.length, `${first.name}, ${first.attribute}`),
      action: { label: SHELL.showTest, run: () => { navigate('mappings', { job: first.job, mapping: first.attribute }) } },
    })
  }
  useProvidedCommands([{ id: 'runTests', title: COMMAND_TITLES.runTests, ...(!hasTests && { unavailable: WHY_NOT.noTests }), run: () => { void test() } }])
}

const NO_COMMANDS: readonly ScreenCommand[] = []
