import { AppError } from '../../../shared/app-error'
import { counted } from '../../../shared/counted'
import { guardSentence } from '../../../shared/model/guard-words'
import type { ChainResult, Oscillation } from '../../../shared/model/chain'
import type { CycleResult, JobCounts, ReadNotes } from '../../../shared/model/cycle'
import { RESTART_SCOPES, parseRestart } from '../../../shared/model/restart'
import { checkPlace } from '../../exporters/text-chunks'
import { checkDocument } from '../../jobs/check-document'
import { runChain } from '../../jobs/run-chain'
import type { CycleOutcome } from '../../jobs/run-cycle'
import { savePlan } from '../../jobs/save-plan'
import { type Command, EXIT, flag, instantOption, option, seedOption } from '../command'
import { DRAFT, NOW, ONE_JOB, SEED, flagged, takes } from '../options'
import { jobOf, openRunnable, showProgress, withSession } from '../project-session'

export const cycleCommand: Command = {
  name: 'cycle',
  usage: 'cycle FOLDER [--type initial|incremental] [--restart SCOPES] [--job ID] [--now INSTANT] [--seed N] [--plan FILE] [--include-skipped] [--discard] [--as-released] [--draft] [--detailed-exitcode]',
  summary: 'Imports what changed, plans, and rehearses on the mirror',
  options: {
    type: takes('initial|incremental', 'everybody, or those who changed since the last cycle; default: initial the first time, then incremental'),
    restart: takes('SCOPES', `restarts the jobs first: ${RESTART_SCOPES.join(', ')}, joined by commas, or "" for what Restart does in the admin centre`),
    job: ONE_JOB, now: NOW, seed: SEED, plan: takes('FILE', 'also writes the plan, as JSON, or as NDJSON or CSV where the name says so'), 'include-skipped': flagged('writes down those for whom nothing happens, too'),
    discard: flagged('leaves the mirror\'s rehearsed state as it was'), 'as-released': flagged('rehearses what a guard holds, in a run marked so'), draft: DRAFT,
    'detailed-exitcode': flagged('exit status 2 where the plan changes anything'),
  },
  examples: [
    'cycle my-project',
    'cycle my-project --plan plan.json --now 2026-11-21T06:00:00Z',
    'cycle my-project --job hr-to-ad --restart Full --discard',
  ],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const type = typeOf(option(args, 'type'))
    const scopes = option(args, 'restart')
    const restart = scopes === undefined ? undefined : parseRestart(scopes)
    const now = instantOption(args, 'now')
    const seed = seedOption(args)
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const job = option(args, 'job')
    if (job !== undefined) jobOf(project.document, job)
    const file = option(args, 'plan')
    if (file !== undefined) await checkPlace(file, 'the plan')
    return withSession(project, async (session) => {
      const startedAt = new Date().toISOString()
      const { runs, chain } = await runChain(session, {
        document: project.document, configHash: project.hash, ...(project.version === undefined ? {} : { version: project.version }), draft: project.draft,
        ...(type === undefined ? {} : { type }), ...(restart === undefined ? {} : { restart }), ...(job === undefined ? {} : { job }), now: now ?? startedAt, seed: seed ?? project.document.seed ?? 1,
        keep: !flag(args, 'discard'), startedAt, ...(flag(args, 'as-released') ? { released: true } : {}),
      }, { signal: context.signal, onProgress: showProgress(context) })
      const [outcome] = runs as [CycleOutcome, ...CycleOutcome[]]
      if (file !== undefined) await savePlan(session, outcome.runNumber, file.endsWith('.ndjson') ? 'ndjson' : file.endsWith('.csv') ? 'csv' : 'json', file, { skipped: flag(args, 'include-skipped') })
      const diagnostics = checkDocument(session.mirror, project.document)
      const errors = diagnostics.filter(({ severity }) => severity === 'error')
      // The plan fails what a mapping leaves empty; what no mapping names it does not know to be missing.
      const unmapped = outcome.summary.create > 0 ? diagnostics.filter(({ code }) => code === 'S24') : []
      if (context.json) {
        context.writeJson({ ...resultOf(outcome), ...(errors.length + unmapped.length === 0 ? {} : { diagnostics: [...errors, ...unmapped] }), ...(chain === undefined ? {} : { chain, rounds: runs.map(resultOf) }) })
      }
      for (const [i, run] of runs.entries()) context.say(i === 0 ? describe(run) : `Round ${i + 1}, on what round ${i} left behind\n${describe(run, { laterRound: true })}`)
      if (chain) context.say(describeChain(chain))
      const [first] = errors
      if (first) context.say(`The configuration has ${errors.length === 1 ? 'an error' : `${errors.length} errors; check lists them. The first`}: ${first.path}: ${first.message}`)
      for (const { path, message } of unmapped) context.say(`Those who are created: ${path}: ${message}`)
      if (file !== undefined) context.say(`Plan written to ${file}.`)
      if (runs.some(({ jobs }) => jobs.some((j) => j.held !== null))) return EXIT.held
      const { summary } = outcome
      const different = summary.create + summary.update + summary.disable + summary.enable + summary.delete + summary.failed + summary.held > 0
      return flag(args, 'detailed-exitcode') && different ? EXIT.difference : EXIT.done
    })
  },
}

function resultOf({ runNumber: _, summary: __, ...result }: CycleOutcome): CycleResult {
  return result
}

/** How the rounds of a chain ended. */
function describeChain(chain: ChainResult): string {
  if (chain.settledAfter !== undefined) return `Settled after round ${chain.settledAfter}: ${chain.settled.map((count, i) => `${counted(count, 'value')} in round ${i + 1}`).join(', ')}.`
  const { oscillation, growing } = chain
  if (!oscillation && !growing) return `Did not settle in ${chain.rounds} rounds: something changes in every one. Look at the plans of the last two runs.`
  return [
    ...(oscillation ? [`Goes back and forth between rounds ${oscillation.from} and ${oscillation.to}: ${counted(oscillation.values, 'value')} that jobs set against each other. Let one job own each.`, ...describeValues(oscillation)] : []),
    ...(growing ? [`Did not settle in ${chain.rounds} rounds: ${counted(growing.values, 'value')} new in every one. Let none be made of what it was.`, ...describeValues(growing)] : []),
  ].join('\n')
}

function describeValues({ examples, from }: Oscillation): readonly string[] {
  return examples.slice(0, 5).map(({ display, attribute, changes }) => `  ${attribute} of ${display}: ${changes.filter(({ round }) => round >= from).map(({ round, job, value }) => `round ${round} ${job} “${value === null ? 'absent' : typeof value === 'string' ? value : value.join(', ')}”`).join(', ')}`)
}

function typeOf(text: string | undefined): 'initial' | 'incremental' | undefined {
  if (text === undefined || text === 'initial' || text === 'incremental') return text
  throw new AppError('usage', `--type is initial or incremental, not ${text}.`)
}

/** The summary that a person reads: one line of counts for each job, then what stands out. In a later round one line names all jobs that nothing came to. */
function describe(outcome: CycleOutcome, { laterRound = false } = {}): string {
  const lines = [`Run ${outcome.run}: ${outcome.type} cycle as of ${outcome.now}, seed ${outcome.seed}${outcome.kept ? '' : ', thrown away'}${outcome.released ? ', as if the guards were released' : ''} (${(outcome.durationMs / 1000).toFixed(1)} s)`]
  if (outcome.typeReason !== undefined) lines.push(`  initial because ${outcome.typeReason}`)
  for (const read of outcome.reads ?? []) lines.push(`  ${describeRead(read)}`)
  const idle = laterRound ? outcome.jobs.filter(isIdle) : []
  for (const job of outcome.jobs) if (!idle.includes(job)) lines.push(...describeJob(job))
  if (idle.length > 0) lines.push(`  nothing to look at for ${idle.map(({ id }) => id).join(', ')}`)
  return lines.join('\n')
}

function isIdle({ sourceObjects, goneFromSource, unevaluated }: JobCounts): boolean {
  return sourceObjects + goneFromSource === 0 && (unevaluated?.clock ?? 0) + (unevaluated?.references ?? 0) === 0
}

function describeRead({ system, complete, issues }: ReadNotes): string {
  const counts = Object.entries(issues).map(([code, count]) => `${code} ${count.toLocaleString('en-US')}`)
  return `reading ${system}: ${[...(complete ? [] : ['not complete, so that nobody counts as missing']), ...counts].join('; ')} (import lists each)`
}

function describeJob(job: JobCounts): string[] {
  const n = (count: number): string => count.toLocaleString('en-US')
  const { actions } = job
  const held = job.held?.actions ?? 0
  const lines = [
    `  ${job.id}: ${n(job.sourceObjects)} source objects; ${n(job.inScope)} in scope, ${n(job.outOfScope)} out, ${n(job.importSkipped)} skipped; ${n(job.matched)} matched, ${n(job.ambiguous)} ambiguous, ${n(job.unmatched)} unmatched`,
    `    + ${n(actions.create)} create   ~ ${n(actions.update)} update   - ${n(actions.disable)} disable   ^ ${n(actions.enable)} enable   x ${n(actions.delete)} delete   | ${n(held)} held   ! ${n(job.failed)} would fail   . ${n(job.noAction)} no action   = ${n(job.sourceObjects + job.goneFromSource)}`,
  ]
  for (const hold of job.guards ?? (job.held ? [job.held] : [])) lines.push(`    held: ${guardSentence(hold)}`)
  for (const hold of job.released ?? []) lines.push(`    released: ${guardSentence(hold)}`)
  if (job.quarantine) lines.push(`    the service would put this job into quarantine: ${job.quarantine.reason}`)
  if (job.givenUp !== undefined) lines.push(`    given up: ${n(job.givenUp)} failed for 28 days and ${job.givenUp === 1 ? 'is' : 'are'} tried no more; the service would disable this job until it is restarted`)
  if (job.nowReal !== undefined) lines.push(`    now real: ${n(job.nowReal)} accounts that an earlier rehearsal created are in the target's export; their links lead to the real ones`)
  if (job.lackingAssigned) lines.push(`    assigned, and not in the source: ${job.lackingAssigned.slice(0, 5).join(', ')}${job.lackingAssigned.length > 5 ? ` and ${n(job.lackingAssigned.length - 5)} more` : ''}; correct the job's assignment`)
  if (job.precedenceUnknown) lines.push(`    not known: what ${job.precedenceUnknown.join(', ')} feeds, which has precedence and whose source was never read; read it with import`)
  const unread = (job.unread ?? []).map(({ attribute, isMatchedBy }) => `${attribute}${isMatchedBy ? ' (nobody is found by it)' : ''}`)
  if (unread.length > 0) lines.push(`    not compared: ${unread.join(', ')}; the target's read did not ask for ${unread.length === 1 ? 'it' : 'them'}`)
  const { clock = 0, references = 0 } = job.unevaluated ?? {}
  if (clock > 0) lines.push(`    not looked at: ${n(clock)} would come out differently because time went on; cycle --restart Watermark evaluates them`)
  if (references > 0) lines.push(`    not looked at: ${n(references)} refer to somebody who has an account by now; cycle --restart Watermark writes their references`)
  const issues = Object.entries(job.issues).map(([code, count]) => `${code} ${n(count)}`)
  if (issues.length > 0) lines.push(`    issues: ${issues.join(', ')}`)
  return lines
}
