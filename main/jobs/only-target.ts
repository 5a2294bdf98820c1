import type { NearView } from '../../shared/ipc/near-views'
import { ONLY_TARGET_KINDS, type OnlyTargetCounts, type OnlyTargetKind } from '../../shared/ipc/only-target-views'
import type { MatchingRow, Page } from '../../shared/ipc/views'
import { accountStateOf } from '../../shared/constraints/target-constraints'
import { AppError } from '../../shared/app-error'
import { cellAt } from '../../shared/model/packed'
import type { Job, ProjectDocument } from '../../shared/model/project'
import { protectedNames } from '../../shared/model/protected-names'
import { accountKind, type SortedAccount } from '../mirror/views/account-kind'
import { positionOf, type LiveType } from '../mirror/views/live-objects'
import { targetName } from '../mirror/views/matching-view'
import type { MirrorViews } from '../mirror/views/mirror-views'
import { slices } from '../mirror/views/slices'
import { toAttributes } from '../mirror/views/systems-view'
import type { ProjectContext } from './project-context'

interface Where {
  readonly run: number
  readonly job: string
}

interface Asked extends Where {
  readonly kind?: OnlyTargetKind | undefined
  readonly search?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** The accounts of a run that belong to nobody, sorted by what they look like; within a kind in the order of the read. */
export interface OnlyTarget {
  counts(views: MirrorViews, project: ProjectContext, where: Where): Promise<OnlyTargetCounts>
  rows(views: MirrorViews, project: ProjectContext, asked: Asked): Promise<Page<MatchingRow>>
}

type FindNear = (views: MirrorViews, project: ProjectContext, where: Where) => Promise<NearView>
type Account = ReturnType<MirrorViews['objects']['byIds']>[number]

/** Accounts that are looked at between two pages. */
const AT_ONCE = 1000

/** Sorts them once for a run, a draft's protected names and what was decided of near matches; whom the project protects now counts. */
export function onlyTarget(findNear: FindNear): OnlyTarget {
  let known: { readonly key: string; readonly sorted: Promise<ReadonlyMap<OnlyTargetKind, Int32Array>> } | undefined

  async function sortedOf(views: MirrorViews, project: ProjectContext, where: Where) {
    const { plans, objects } = views
    const near = await findNear(views, project, where)
    const jobNo = plans.jobNo(where.run, where.job)
    if (jobNo === undefined) throw new AppError('jobUnknown', `Run ${where.run} did not run the job ${where.job}.`, { run: where.run, job: where.job })
    const ids = plans.matching(where.run, jobNo)?.onlyTarget ?? new Int32Array(0)
    const kindOf = sorter(plans.document(where.run), project.document, where.job, near)
    const key = JSON.stringify([project.folder, where, jobOf(project.document, where.job)?.guards?.protected, near.pairs.map(({ verdict }) => verdict)])
    if (known?.key !== key) known = { key, sorted: sort(ids) }
    const { sorted } = known
    sorted.catch(() => { known = undefined })
    return { sorted: await sorted, kindOf }

    async function sort(all: Int32Array): Promise<ReadonlyMap<OnlyTargetKind, Int32Array>> {
      const turn = slices()
      const found = new Map<OnlyTargetKind, number[]>(ONLY_TARGET_KINDS.map((kind) => [kind, []]))
      for (let from = 0; from < all.length; from += AT_ONCE) {
        for (const account of objects.byIds(all.subarray(from, from + AT_ONCE))) {
          found.get(kindOf(account).kind)?.push(account.id)
          await turn()
        }
      }
      return new Map([...found].map(([kind, of]) => [kind, Int32Array.from(of)]))
    }
  }

  return {
    async counts(views, project, where) {
      const { sorted } = await sortedOf(views, project, where)
      return Object.fromEntries(ONLY_TARGET_KINDS.map((kind) => [kind, sorted.get(kind)?.length ?? 0])) as Record<OnlyTargetKind, number>
    },
    async rows(views, project, { run, job, kind, search, offset, limit }) {
      const { objects, plans } = views
      const { sorted, kindOf } = await sortedOf(views, project, { run, job })
      const document = plans.document(run)
      const kinds = kind === undefined ? ONLY_TARGET_KINDS : [kind]
      const ids = Int32Array.from(kinds.flatMap((one) => [...sorted.get(one) ?? []]))
      const admitted = search ? objects.holding(ids, search) : ids
      const rows = objects.byIds(admitted.subarray(offset, offset + limit)).map((account): MatchingRow => ({
        target: { system: account.type.system, anchor: account.anchor, display: targetName(document, account.type, account) }, ...kindOf(account),
      }))
      return { total: admitted.length, offset, rows }
    },
  }
}

/** Sorts an account as it was read. */
function sorter(ran: ProjectDocument, now: ProjectDocument, jobId: string, near: NearView): (account: Account) => SortedAccount {
  const job = jobOf(ran, jobId)
  const system = ran.systems.find(({ id }) => id === job?.target)
  const looksLike = new Map(near.pairs.filter(({ verdict }) => verdict !== 'rejected').map(({ source, target, score }) => [target.anchor, { display: source.display, score }]))
  const protectedName = protectedNames(jobOf(now, jobId)?.guards?.protected ?? [])
  const matchedBy = (type: LiveType): readonly string[] => job?.objectMappings.filter(({ targetType }) => targetType === type.name)
    .flatMap(({ attributeMappings }) => attributeMappings.filter(({ matchingPriority }) => matchingPriority !== undefined).map(({ target }) => target)) ?? []
  return ({ type, anchor, body }) => {
    const attributes = toAttributes(body, type.attributes)
    const protectedAs = protectedName([anchor, targetName(ran, type, { anchor, body }), accountName(type, body)])
    const like = looksLike.get(anchor)
    return accountKind({
      type: type.name, attributes, state: system && accountStateOf(system, type.name), matchedBy: matchedBy(type),
      ...(protectedAs === undefined ? {} : { protectedAs }), ...(like === undefined ? {} : { near: like }),
    })
  }
}

function accountName({ attributes }: LiveType, body: string): string | undefined {
  const position = positionOf(attributes, 'sAMAccountName')
  const name = position < 0 ? undefined : cellAt(body, position)
  return typeof name === 'string' ? name : undefined
}

function jobOf({ jobs }: ProjectDocument, id: string): Job | undefined {
  return jobs.find((job) => job.id === id)
}
