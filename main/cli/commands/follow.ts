import { AppError } from '../../../shared/app-error'
import type { MadeValue, PersonHop } from '../../../shared/ipc/person-views'
import type { Cell } from '../../../shared/model/attribute'
import { followPerson } from '../../jobs/follow-person'
import type { FlowGate } from '../../../shared/model/gate'
import type { Job } from '../../../shared/model/project'
import { readsTable } from '../../mirror/reads-table'
import { runsTable } from '../../mirror/runs-table'
import { type Command, EXIT, flag, instantOption, option } from '../command'
import { DRAFT, takes } from '../options'
import { jobOf, openRunnable, showProgress, withSession } from '../project-session'
import { visibleLine } from '../visible-text'

export const followCommand: Command = {
  name: 'follow',
  usage: 'follow FOLDER [--job ID] --anchor VALUE [--now INSTANT] [--draft]',
  summary: 'One object through all systems: what each later one holds, which mapping made it, and what was lost on the way',
  options: {
    job: takes('ID', 'the job to begin with; default: the first whose source has the object'),
    anchor: takes('VALUE', 'what identifies the object in the source'), now: takes('INSTANT', 'the clock; default: that of the newest kept run'),
    draft: DRAFT,
  },
  examples: ['follow my-project --anchor 1001'],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const anchor = option(args, 'anchor')
    if (anchor === undefined) throw new AppError('usage', 'follow needs --anchor: the value that identifies the object in the source.')
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const { document } = project
    const jobs = option(args, 'job') === undefined && document.jobs.length > 0 ? document.jobs : [jobOf(document, option(args, 'job'))]
    const nameOf = (id: string): string => document.systems.find((system) => system.id === id)?.name ?? id
    return withSession(project, async (session) => {
      const reads = readsTable(session.mirror.db)
      const now = instantOption(args, 'now') ?? runsTable(session.mirror.db).list().find(({ status, kept }) => status === 'done' && kept)?.now ?? new Date().toISOString()
      const read = jobs.filter(({ source }) => reads.current(source) !== undefined)
      if (read.length === 0) throw new AppError('nothingRead', `${namesOf(jobs, nameOf)} was never read, so nobody can be followed from there; run a cycle first.`)
      const follow = (job: Job): ReturnType<typeof followPerson> => followPerson({
        session, document, job: job.id, anchor, now, seed: document.seed ?? 1, work: { signal: context.signal, onProgress: showProgress(context) },
      })
      const { job, hops } = await firstFollowed(read, follow)
      if (!job) throw new AppError('objectUnknown', `${namesOf(read, nameOf)} has no object with the anchor ${anchor}; look for it with inspect, or read the system again.`, { anchor })
      if (context.json) context.writeJson({ job: job.id, anchor, hops })
      for (const hop of hops) for (const line of linesOf(hop, nameOf)) context.say(visibleLine(line))
      return EXIT.done
    })
  },
}

interface Followed {
  readonly job?: Job
  readonly hops: readonly PersonHop[]
}

/** The first job whose source has the person and whose target has an object that stands for them, else the first whose source has; the way from there. */
async function firstFollowed(jobs: readonly Job[], follow: (job: Job) => Promise<readonly PersonHop[]>): Promise<Followed> {
  let first: Followed = { hops: [] }
  for (const job of jobs) {
    const hops = await follow(job)
    if (hops[0]?.target) return { job, hops }
    if (!first.job && hops.length > 0) first = { job, hops }
  }
  return first
}

/** The sources of jobs by name, each once. */
function namesOf(jobs: readonly Job[], nameOf: (id: string) => string): string {
  return [...new Set(jobs.map(({ source }) => nameOf(source)))].join(' or ')
}

const MISSING = { noLink: 'no object stands for it there', targetGone: 'the linked object is gone' } as const

function linesOf(hop: PersonHop, nameOf: (id: string) => string): readonly string[] {
  const { source, target, missing, said, made, blanked, notMapped } = hop
  const to = target ? `${nameOf(target.system)}: ${target.display}` : `${nameOf(hop.system)}: ${missing ? MISSING[missing] : ''}`
  const rows = [...made.map((one) => ({ ...one, value: textOf(one.value) })), ...blanked.map((one) => ({ ...one, value: '(no value arrives)' }))]
  const [names, values] = [widest(rows.map(({ attribute }) => attribute)), widest(rows.map(({ value }) => value))]
  return [
    `${nameOf(source.system)}: ${source.display} (${source.anchor}) → ${to}   [${hop.job}]`,
    ...(said ? [`  run ${said.run}: ${outcomeOf(said)}`] : missing === 'noLink' ? ['  none of the last kept runs looked at it'] : []),
    ...rows.map((row) => `  ${row.attribute.padEnd(names)}  ${row.value.padEnd(values)}  ← ${madeBy(row)}`),
    ...(missing || notMapped.length === 0 ? [] : [`  not mapped on: ${notMapped.join(', ')}`]),
  ]
}

function outcomeOf({ kind, status, text }: NonNullable<PersonHop['said']>): string {
  if (status === 'failed') return `would fail. ${text}`
  return `${status === 'held' ? 'held: ' : ''}${kind === 'skip' ? 'no action' : kind}. ${text}`
}

/** The mapping that made a value, or why the target keeps another one than the mapping gives. */
function madeBy({ mapping, kept }: Pick<MadeValue, 'mapping' | 'kept'>): string {
  if (!kept) return shortened(mapping)
  const by = kept.gate === 'outranked' && kept.job !== undefined ? `${kept.job}, which has precedence` : `kept${GATES[kept.gate] ?? ''}`
  return `${by}; ${shortened(mapping)} gives ${kept.gives === null ? 'nothing' : `“${textOf(kept.gives)}”`}`
}

const GATES: { readonly [gate in FlowGate]?: string } = {
  onlyOnCreation: ', for the mapping applies only during creation', nullFlowOff: ', for null flow is off', otherApply: ', for the mapping only adds',
  onlyDefault: ', for the mapping gives a default alone', ignored: ', for the expression says IgnoreAttributeFlow',
  notRead: ', for the target\'s read did not ask for it', noEffect: ', for it is taken only when an account is created', expressionFailed: ', for the expression fails',
}

/** A column as wide as its texts, but for the longest, which stand out. */
function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length).filter((length) => length <= 32))
}

/** An expression as a line shows it; --json has it whole. */
function shortened(expression: string): string {
  return expression.length > 90 ? `${expression.slice(0, 89)}…` : expression
}

function textOf(value: Cell): string {
  return value === null ? 'absent' : typeof value === 'string' ? value : value.join('; ')
}
