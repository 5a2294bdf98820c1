import { Button } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useEffect, useMemo, useState } from 'react'
import type { ProblemView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import { PROBLEMS } from '../../texts/problems'
import { COMMAND_TITLES } from '../../texts/shell'
import { Chips } from '../../ui/chips'
import { DataTable } from '../../ui/data-table'
import { JobPicker } from '../../ui/job-picker'
import { useLookedAt } from '../../ui/looked-at'
import { jobChoices } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { nounIn } from '../../ui/object-noun'
import { WithPane } from '../../ui/pane'
import { withOrWithout } from '../../ui/sets'
import { rowsOf } from '../../ui/row-source'
import { useProvidedCommands } from '../../ui/screen-commands'
import { SearchField } from '../../ui/search-field'
import { problemColumns, SectionLabel } from './problem-columns'
import { ProblemPane } from './problem-pane'
import { inSections, neighbour, rowKeyOf, shownProblems, targetOf, toProblemRows, type ProblemListRow, type Section, type Severity } from './problem-rows'

interface Props {
  readonly problems: readonly ProblemView[]
  readonly run: number | undefined
  readonly document: ProjectDocument
  /** Id of the problem to show at first. */
  readonly asked: string | number | undefined
  /** Id of the system whose problems alone are shown at first. */
  readonly ofSystem: string | number | undefined
  readonly navigate: Navigate
}

/** Causes in their sections, narrowed by severity, job and a text, with the chosen one beside them. */
export function ProblemList({ problems, run, document, asked, ofSystem, navigate }: Props) {
  const [severities, setSeverities] = useState<ReadonlySet<Severity>>(new Set())
  const [search, setSearch] = useState('')
  const [job, setJob] = useState(ALL)
  const [system, setSystem] = useState(() => document.systems.find((one) => one.id === ofSystem))
  const [closed, setClosed] = useState<ReadonlySet<Section>>(new Set())
  const [selected, setSelected] = useState(asked)
  const shown = useMemo(() => shownProblems(problems, {
    severities, search, ...(job !== ALL && { job }), ...(system !== undefined && { system: system.id }),
  }), [problems, severities, search, job, system])
  const rows = useMemo(() => toProblemRows(shown, closed), [shown, closed])
  const columns = useMemo(() => problemColumns(document), [document])
  const problem = problems.find((one) => one.id === selected)
  const inOrder = useMemo(() => inSections(shown), [shown])
  const lookAt = useLookedAt((state) => state.lookAt)
  useEffect(() => { if (problem !== undefined) lookAt(problem.id) }, [problem, lookAt])
  const step = (by: 1 | -1): void => {
    const next = neighbour(inOrder, problem?.id, by)
    if (next !== undefined) setSelected(next.id)
  }
  useProvidedCommands([
    { id: 'problemNext', title: COMMAND_TITLES.problemNext, run: () => { step(1) } },
    { id: 'problemPrevious', title: COMMAND_TITLES.problemPrevious, run: () => { step(-1) } },
  ])
  const open = (one: ProblemView): void => {
    const target = targetOf(one, document)
    if (target === undefined) setSelected(one.id)
    else navigate(target.screen, target.params)
  }
  function fold(row: ProblemListRow, expand: boolean): void {
    if (row.kind === 'section') setClosed((before) => withOrWithout(before, row.section, !expand))
  }
  const count = (severity: Severity): number => problems.filter((one) => one.severity === severity).length
  const filtered = severities.size > 0 || search !== '' || job !== ALL || system !== undefined

  return (
    <WithPane
      pane={problem !== undefined && (
        <ProblemPane
          key={problem.id} problem={problem} run={run} document={document} navigate={navigate} onOpen={() => { open(problem) }}
          onClose={() => { setSelected(undefined) }} onNext={() => { step(1) }} onPrevious={() => { step(-1) }}
        />
      )}
    >
      <div className="toolbar">
        <Chips
          label={PROBLEMS.severities} pressed={severities}
          onToggle={(severity) => { setSeverities((before) => withOrWithout(before, severity, !before.has(severity))) }}
          chips={[
            { id: 'error', label: PROBLEMS.errors, count: count('error') },
            { id: 'warning', label: PROBLEMS.warnings, count: count('warning') },
            { id: 'info', label: PROBLEMS.notes, count: count('info') },
          ]}
        />
        <SearchField label={PROBLEMS.find} value={search} onChange={setSearch} />
        {system !== undefined && (
          <Button size="small" icon={<DismissRegular />} iconPosition="after" title={PROBLEMS.removeSystem} onClick={() => { setSystem(undefined) }}>
            {PROBLEMS.onlySystem(system.name)}
          </Button>
        )}
        {document.jobs.length > 1 && (
          <div className="end">
            <JobPicker
              label={PROBLEMS.job} job={job} onPick={setJob}
              jobs={[{ id: ALL, title: PROBLEMS.allJobs }, ...jobChoices(document)]}
            />
          </div>
        )}
      </div>
      <div className="problems">
        <DataTable<ProblemListRow>
          label={PROBLEMS.list} rows={rowsOf(rows)} columns={columns} rowKey={rowKeyOf} selectedKey={problem?.id}
          group={(row) => (row.kind === 'section' ? { expanded: row.expanded, label: <SectionLabel row={row} noun={nounIn(document.jobs)} /> } : undefined)}
          onFold={fold} level={(row) => (row.kind === 'section' ? 1 : 2)}
          onSelect={(row) => { if (row.kind === 'problem') setSelected(row.problem.id) }}
          onOpen={(row) => { if (row.kind === 'problem') open(row.problem); else fold(row, !row.expanded) }}
          empty={{ title: PROBLEMS.emptyNoRun }}
          onClearFilters={filtered ? () => { setSeverities(NO_SEVERITY); setSearch(''); setJob(ALL); setSystem(undefined) } : undefined}
          footer={false}
        />
      </div>
    </WithPane>
  )
}

/** No job has an empty id. */
const ALL = ''
const NO_SEVERITY: ReadonlySet<Severity> = new Set()
