import type { GuardId } from '../../shared/model/cycle'
import { COMMON, KIND_WORDS, OBJECT, PERSON } from './common'
import { counted, plural, type Noun } from './plural'

const JOB: Noun = { one: 'job', other: 'jobs' }
const MAPPING: Noun = { one: 'mapping', other: 'mappings' }
const REMOVAL: Noun = { one: 'removal is', other: 'removals are' }
const ACTION: Noun = { one: 'action is', other: 'actions are' }
/** Object types that have a word of their own. */
const TYPE_WORDS: Readonly<Record<string, Noun>> = { user: { one: 'user', other: 'users' }, group: { one: 'group', other: 'groups' }, row: PERSON, worker: PERSON, employee: PERSON, person: PERSON }
/** Guards that hold more than removals. */
const WRITES: ReadonlySet<GuardId> = new Set(['creations', 'renames', 'blanks'])
const CAUSE: Noun = { one: 'cause', other: 'causes' }

export const OVERVIEW = {
  title: 'Overview',
  sample: 'sample',
  context: (jobs: number, mappings: number): string => `${counted(jobs, JOB)} · ${counted(mappings, MAPPING)}`,
  readAll: 'Read all systems',
  openFolder: 'Open folder',
  topology: 'Systems and jobs',
  job: (position: number): string => `Job ${String(position)}`,
  openPlan: (job: string): string => `Open the plan of ${job}`,
  openMappings: (job: string): string => `Open the mappings of ${job}`,
  jobsTable: 'Jobs in order, with what the last run planned',
  jobColumn: 'Job',
  fromTo: 'From → to',
  errors: (count: number): string => counted(count, { one: 'error', other: 'errors' }),
  warnings: (count: number): string => counted(count, { one: 'warning', other: 'warnings' }),
  ofSystem: (system: string): string => `of ${system}`,
  showProblemsOf: (system: string): string => `Show the problems of ${system}`,
  openSystem: (system: string): string => `Open ${system}`,
  neverRead: 'Not read yet',
  readAt: (time: string): string => `Read ${time}`,
  readPart: 'Read in part',
  rowsToLookAt: (count: number): string => counted(count, { one: 'row to look at', other: 'rows to look at' }),
  kinds: { delimited: 'Delimited text', ldif: 'LDIF export', ldap: 'LDAP directory', 'graph-json': 'Microsoft Graph pages', 'scim-json': 'SCIM pages' } as Readonly<Record<string, string>>,
  objectsOf: (type: string, count: number): string => plural(count, TYPE_WORDS[type.toLowerCase()] ?? OBJECT),
  next: 'Next',
  nextCount: (shown: number, all: number): string => (all > shown ? `${String(shown)} of ${counted(all, { one: 'thing', other: 'things' })} to decide` : counted(all, { one: 'thing to decide', other: 'things to decide' })),
  nothingNext: 'Nothing waits for a decision.',
  nothingNextWhy: 'No guard holds anything, nothing would fail, and everybody is matched.',
  held: (held: number, guard: GuardId): string => `${counted(held, WRITES.has(guard) ? ACTION : REMOVAL)} held by a guard`,
  heldWhy: (sentence: string, others: number): string => `${sentence}${others > 0 ? ` ${counted(others, { one: 'other guard trips', other: 'other guards trip' })} as well.` : ''} Is that many meant?`,
  failed: (count: number): string => `${counted(count, PERSON)} would fail`,
  failedWhy: (causes: number, largest: string): string => `${counted(causes, CAUSE)}. The largest: ${largest}`,
  failedWhyUnknown: 'Their accounts would not be created or changed.',
  ambiguous: (count: number): string => (count === 1 ? '1 person has several accounts' : `${counted(count, PERSON)} have several accounts`),
  ambiguousWhy: 'No rule tells which account is theirs, so nothing would be done for them.',
  stale: 'The configuration changed after the last run',
  staleWhy: 'What is shown here is from before the last edits.',
  reviewImpact: 'Review impact',
  showProblems: 'Show problems',
  showMatching: 'Show matches',
  showPeople: 'Show people',
  rehearse: 'Rehearse',
  recentRuns: 'Recent runs',
  allRuns: 'All runs',
  run: 'Run',
  cycle: 'Cycle',
  asOf: 'As of',
  status: 'Status',
  cycles: { initial: 'Initial', incremental: 'Incremental' } as Readonly<Record<string, string>>,
  laterRound: (round: number, of: number): string => `Round ${String(round)} of run ${String(of)}`,
  runStates: { done: 'done', cancelled: 'cancelled', failed: 'failed' } as Readonly<Record<string, string>>,
  noRuns: 'No runs yet',
  removals: 'Disables and deletes by run, held ones included',
  guard: (limit: string): string => `Guard: ${limit} in one job`,
  removalsBar: (run: number, count: number): string => `Run ${String(run)}: ${counted(count, { one: 'disable or delete', other: 'disables and deletes' })}`,
  outcome: (population: number, job: string): string => `Where ${counted(population, PERSON)} end up: ${job}`,
  scope: 'Scope',
  matching: 'Matching',
  outcomeRow: 'Outcome',
  inScope: 'in scope',
  outOfScope: 'out of scope',
  notRead: 'import skipped',
  matched: 'matched',
  unmatched: 'new',
  ambiguousWord: 'ambiguous',
  words: { ...KIND_WORDS, held: COMMON.held, failed: COMMON.failed, noAction: COMMON.noAction },
  empty: 'Nothing has been rehearsed yet',
  emptyWhy: (jobs: number): string => (jobs === 1
    ? 'A rehearsal runs the job against everybody and shows what it would create, update, disable, enable and delete, and why.'
    : `A rehearsal runs the ${String(jobs)} jobs in order against everybody and shows what each would create, update, disable, enable and delete, and why.`),
  emptyNote: 'Nothing is written to any system. You can cancel at any moment.',
  rehearseFirst: 'Rehearse first cycle',
  mappingsFirst: 'Look at the mappings first',
  noSystems: 'No system is connected yet',
  noSystemsWhy: 'Connect an export of your people and a directory, and Rehearsal shows what provisioning would do.',
  addSystem: 'Add system',
  chartTable: 'Table',
  chart: 'Chart',
  count: 'Count',
} as const
