import type { StepCounts, WorkProgress } from '../../shared/model/cycle'
import type { Job } from '../../shared/model/project'
import type { MappingSteps } from '../engine/mapping-steps'
import type { MappingInput } from '../engine/ports'
import type { ObjectTable } from '../mirror/object-table'
import { stampOf } from '../mirror/rehearsal-tables'
import type { JobCounter } from './job-counter'
import type { Work } from './run-import'

const TELL_EVERY_MS = 100

interface Options {
  readonly work: Work
  readonly job: Job
  readonly run: number
  /** Source objects of all object mappings. */
  readonly objects: number
  readonly counter: JobCounter
}

export interface JobProgress {
  /** An object mapping begins: what it is to be told with. */
  readonly begin: (source: ObjectTable) => MappingInput['onProgress']
  /** The plan of the job is saved; `decided` counts everybody in it. */
  readonly saved: (decided: number) => void
}

/** Tells how far a job is, its object mappings together: ten times a second, and when everybody is decided. */
export function jobProgress({ work, job, run, objects, counter }: Options): JobProgress {
  const started = performance.now()
  let toldAt = -Infinity
  let read = 0
  let made = 0
  const mappings = new Set<MappingSteps>()
  const about = { label: job.name ?? job.id, job: job.id, unit: job.objectMappings.length > 1 ? 'objects' : 'people' } satisfies Partial<WorkProgress>

  function counts(): StepCounts {
    const sum = (of: keyof MappingSteps): number => [...mappings].reduce((total, steps) => total + steps[of], 0)
    return {
      read, made, lookedAt: sum('lookedAt'), evaluated: sum('evaluated'), inScope: sum('inScope'), outOfScope: sum('outOfScope'),
      matched: sum('matched'), ambiguous: sum('ambiguous'), mapped: sum('mapped'), resolved: sum('resolved'), waiting: sum('waiting'),
      decided: counter.decided(),
    }
  }

  return {
    begin: (source) => {
      read += source.anchors.length
      made += madeIn(run, source)
      return (_done, _total, steps) => {
        mappings.add(steps)
        const at = performance.now()
        const told = counts()
        const done = told.mapped - told.waiting
        if (at - toldAt < TELL_EVERY_MS && done !== objects) return
        toldAt = at
        work.onProgress({ ...about, step: 'plan', done, total: objects, steps: told, planned: counter.planned() })
      }
    },
    saved: (decided) => {
      work.onProgress({
        ...about, step: 'save', done: decided, planned: counter.planned(), durationMs: Math.round(performance.now() - started),
        ...(mappings.size === 0 ? {} : { steps: counts() }),
      })
    },
  }
}

/** Objects that an earlier job of the run has made: no read brought them. */
function madeIn(run: number, { stamps, fromReads }: ObjectTable): number {
  if (!stamps) return 0
  const first = stampOf(run, 0)
  let made = 0
  for (let row = 0; row < stamps.length; row++) if (fromReads[row] === 0 && (stamps[row] as number) >= first) made++
  return made
}
