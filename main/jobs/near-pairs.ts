import { AppError } from '../../shared/app-error'
import type { NearPair, NearView } from '../../shared/ipc/near-views'
import { unpackCells } from '../../shared/model/packed'
import type { ObjectReference } from '../../shared/model/plan'
import type { Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { byScore, nearMatchFinder, type NearMatch } from '../engine/near-matches'
import { displayOf, type LiveObject, type LiveType } from '../mirror/views/live-objects'
import type { MirrorViews } from '../mirror/views/mirror-views'
import { slices } from '../mirror/views/slices'
import { toAttributes } from '../mirror/views/systems-view'
import { readMatchDecisions } from '../project/match-decisions'
import { lookedFor } from './looked-for'
import { matchCandidate } from './match-candidate'
import type { ProjectContext } from './project-context'

type Undecided = Omit<NearPair, 'verdict'>

/** Pairs of a run and job that look alike, with what was decided of each; worked out once for a run, a slice at a time. */
export function nearPairs(): (views: MirrorViews, project: Pick<ProjectContext, 'folder'>, where: { readonly run: number; readonly job: string }) => Promise<NearView> {
  let known: { readonly key: string; readonly pairs: Promise<readonly Undecided[]> } | undefined
  return async (views, project, { run, job }) => {
    const key = JSON.stringify([project.folder, run, job])
    if (known?.key !== key) known = { key, pairs: findPairs(views, run, job) }
    const { pairs } = known
    pairs.catch(() => { known = undefined })
    const verdicts = new Map((await readMatchDecisions(project.folder))
      .filter((one) => one.job === job)
      .map(({ source, target, verdict }) => [`${source}\u0000${target}`, verdict]))
    const decided = (await pairs).map((pair): NearPair => ({ ...pair, verdict: verdicts.get(`${pair.source.anchor ?? ''}\u0000${pair.target.anchor ?? ''}`) ?? null }))
    const count = (verdict: NearPair['verdict']): number => decided.filter((pair) => pair.verdict === verdict).length
    return { pairs: decided, todo: count(null), accepted: count('accepted'), rejected: count('rejected') }
  }
}

async function findPairs(views: MirrorViews, run: number, jobId: string): Promise<readonly Undecided[]> {
  const { plans, objects } = views
  const document = plans.document(run)
  const job = document.jobs.find(({ id }) => id === jobId)
  const jobNo = plans.jobNo(run, jobId)
  const matching = jobNo === undefined ? undefined : plans.matching(run, jobNo)
  if (!job || jobNo === undefined || !matching) throw new AppError('jobUnknown', `Run ${run} did not run the job ${jobId}.`, { run, job: jobId })
  const turn = slices()
  const free = new Map(objects.byIds(matching.onlyTarget).map((object) => [`${object.type.name} ${object.anchor}`, object]))
  const finders = new Map<string, ReturnType<typeof nearMatchFinder>>()
  const found: { readonly match: NearMatch; readonly pair: Undecided }[] = []
  for (const seq of plans.index(run).select({ job: jobNo, matches: ['unmatched'] })) {
    await turn()
    const action = plans.action(run, seq)
    const mapping = job.objectMappings.find(({ id }) => id === action?.objectMapping)
    const type = mapping && objects.type(job.source, mapping.sourceType)
    const source = type && action?.source?.anchor !== undefined ? objects.byAnchor(type, action.source.anchor) : undefined
    if (!mapping || !source || !type) continue
    let find = finders.get(mapping.targetType)
    if (!find) finders.set(mapping.targetType, find = nearMatchFinder([...free].flatMap(([key, object]) => (object.type.name === mapping.targetType
      ? [matchCandidate(key, object.type.attributes, object.body)]
      : []))))
    const match = find(matchCandidate(source.anchor, type.attributes, source.body))
    const target = match && free.get(match.target)
    if (!match || !target) continue
    const named = (key: string): ObjectReference => {
      const object = free.get(key)
      return { system: job.target, anchor: object?.anchor ?? key, display: object ? nameOf(document, object.type, object) : key }
    }
    found.push({
      match,
      pair: {
        source: { system: job.source, anchor: source.anchor, display: nameOf(document, type, source) }, target: named(match.target), score: match.score, parts: match.parts,
        ...(match.runnerUp ? { runnerUp: { target: named(match.runnerUp.target), score: match.runnerUp.score } } : {}),
        ...whyNot(document, job, mapping, { source, sourceType: type, target, now: plans.run(run).now }),
      },
    })
  }
  return found.sort((a, b) => byScore(a.match, b.match)).map(({ pair }) => pair)
}

interface Both {
  readonly source: LiveObject
  readonly sourceType: LiveType
  readonly target: { readonly type: LiveType; readonly body: string }
  readonly now: string
}

/** What each matching attribute looked for and what the account has instead; the first that looks for anything is the one to fill. */
function whyNot(document: ProjectDocument, job: Job, mapping: ObjectMapping, { source, sourceType, target, now }: Both): Pick<NearPair, 'whyNot' | 'backfill'> {
  const record = Object.fromEntries(Object.entries(toAttributes(source.body, sourceType.attributes)).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]))
  const cells = unpackCells(target.body)
  const looked = lookedFor(document, mapping, { anchor: source.anchor, record, now })
  const first = looked.find(({ wanted }) => wanted !== undefined)
  return {
    whyNot: looked.map(({ rule, wanted }) => {
      if (wanted === undefined) return `${rule.target}: ${job.source} has no value to look for.`
      const held = cells[target.type.attributes.findIndex((name) => name.toLowerCase() === rule.target.toLowerCase())] ?? null
      return held === null
        ? `${rule.target}: “${wanted}” is looked for, and the account has no value.`
        : `${rule.target}: “${wanted}” is looked for, and the account has “${typeof held === 'string' ? held : held.join(', ')}”.`
    }),
    ...(first?.wanted === undefined ? {} : { backfill: { attribute: first.rule.target, value: first.wanted } }),
  }
}

function nameOf(document: ProjectDocument, type: LiveType, object: { readonly anchor: string; readonly body: string }): string {
  return displayOf(object, type.attributes, document.systems.find(({ id }) => id === type.system)?.display ?? ['displayName', 'cn', 'name'])
}
