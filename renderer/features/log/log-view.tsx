import { useState } from 'react'
import { LOG } from '../../texts/log'
import { JobPicker } from '../../ui/job-picker'
import { titleOfJob } from '../../ui/names'
import type { ScreenParams } from '../../ui/navigation'
import { NoRun } from '../../ui/no-run'
import { nounIn, ObjectNoun } from '../../ui/object-noun'
import { RunPicker } from '../../ui/run-picker'
import type { RunScreenProps } from '../../ui/run-screen'
import { ScreenFrame } from '../../ui/screen'
import { LogExport } from './log-export'
import { LogList } from './log-list'
import './log.css'

interface Props extends RunScreenProps {
  readonly params: ScreenParams
}

/** No job has an empty id. */
const ALL = ''

/** What would the service have logged for this object? */
export function LogView({ project: { document }, runs, run, runsLoading, params, navigate, onPickRun, onRehearse }: Props) {
  const [picked, setPicked] = useState(() => (typeof params['job'] === 'string' ? params['job'] : ALL))
  const job = run?.jobs.some((one) => one.id === picked) === true ? picked : ALL
  const titleOf = (id: string): string => titleOfJob(id, document)
  return (
    <ScreenFrame
      title={LOG.title}
      context={run === undefined ? undefined : (
        <>
          <RunPicker runs={runs} run={run} onPick={onPickRun} />
          {run.jobs.length > 1 && (
            <JobPicker
              label={LOG.jobs} job={job} onPick={setPicked}
              jobs={[{ id: ALL, title: LOG.allJobs }, ...run.jobs.map((one) => ({ id: one.id, title: titleOf(one.id) }))]}
            />
          )}
        </>
      )}
      actions={run === undefined ? undefined : <LogExport run={run.run} />}
    >
      {run === undefined && <NoRun loading={runsLoading} title={LOG.noRun} onRehearse={onRehearse}>{LOG.noRunWhy}</NoRun>}
      {run !== undefined && (
        <ObjectNoun.Provider value={nounIn(document.jobs.filter(({ id }) => run.jobs.some((one) => one.id === id) && (job === ALL || id === job)))}>
          <LogList key={`${String(run.run)} ${job}`} run={run.run} job={job === ALL ? undefined : job} navigate={navigate} />
        </ObjectNoun.Provider>
      )}
    </ScreenFrame>
  )
}
