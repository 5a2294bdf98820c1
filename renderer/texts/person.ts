import type { PersonHop, PersonMatch, PersonView, TriedRule } from '../../shared/ipc/person-views'
import type { FlowGate } from '../../shared/model/gate'
import type { ActionKind } from '../../shared/model/plan'
import { COMMON, KIND_WORDS, VALUE } from './common'
import { counted, plural } from './plural'

const MAPPED = { one: 'mapped value', other: 'mapped values' }
const CHANGE = { one: 'change', other: 'changes' }

/** `12, 13 and 14`; of many the first and the last. */
function listed(texts: readonly string[]): string {
  if (texts.length > 3) return `${texts[0] ?? ''} to ${texts.at(-1) ?? ''}`
  return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`
}

export const PERSON_TEXTS = {
  title: 'Person',
  unknown: 'No job reaches an object of this name',
  job: 'Job',
  onDemand: 'Run on demand',
  onDemandWhy: 'Looks at the systems again and walks this person through the draft, on the mirror. Nothing is written.',
  onDemandDone: (when: string): string => `On demand, ${when}, with the draft`,
  backToRun: 'Back to the run',
  asOfRun: (run: number): string => `Run ${String(run)}`,
  draft: 'Draft',
  tabs: { values: 'Values', links: 'Links', history: 'History' },
  views: 'Parts of the person',
  would: { create: 'Would be created.', update: 'Would be updated.', disable: 'Would be disabled.', enable: 'Would be enabled.', delete: 'Would be deleted.', skip: 'No action.' } as Readonly<Record<ActionKind, string>>,
  failed: 'Would fail.',
  heldWould: (would: string): string => `Held: ${would.charAt(0).toLowerCase()}${would.slice(1)}`,
  differ: (count: number, mapped: number, target: string): string => `${counted(count, MAPPED)} of ${String(mapped)} ${plural(count, { one: 'differs', other: 'differ' })} from ${target}.`,
  given: (count: number): string => `${counted(count, MAPPED)} for a new account.`,
  stopped: (count: number): string => `${counted(count, CHANGE)} ${plural(count, { one: 'was', other: 'were' })} stopped.`,
  same: (count: number): string => `${counted(count, MAPPED)} ${plural(count, { one: 'is', other: 'are' })} the same.`,
  steps: {
    import: 'Import', scoping: 'Scoping', matching: 'Matching', action: 'Action', references: 'References',
  },
  read: 'read',
  from: 'From',
  attributes: (all: number, filled: number): string => `${String(all)} attributes, ${String(filled)} filled`,
  originUnknown: 'its place in the source is not known',
  inScope: 'in scope', outOfScope: 'out of scope', noFilter: 'There is no scoping filter: everybody is in scope.',
  itIs: 'it is',
  match: { linked: 'linked before', matched: 'one account', unmatched: 'no account', ambiguous: 'several accounts', duplicate: 'several people', skipped: 'nothing to match by', outOfScope: 'not reached', gone: 'gone from the source' } as Readonly<Record<PersonMatch, string>>,
  rule: (n: number): string => `Rule ${String(n)}:`,
  ruleOutcome: { hit: 'finds the account', none: 'finds nobody', several: 'finds several', notTried: 'not tried' } as Readonly<Record<TriedRule['outcome'], string>>,
  noRules: 'There is no matching rule.',
  values: (count: number): string => counted(count, VALUE),
  noValues: 'no values',
  columns: { attribute: 'Modified property', before: 'Old value', after: 'New value', mapping: 'Mapping', gate: 'What became of it', run: 'Run', when: 'As of', outcome: 'Outcome', changes: 'Values', why: 'Why' },
  why: 'Why this value',
  whyNot: 'Why not',
  butDoesNot: 'would change but does not',
  keeps: (target: string): string => `${target} keeps`,
  gates: {
    written: 'written', equal: 'the same', equalButCase: 'the same but for its case or spelling', nothing: 'no value on either side', onlyOnCreation: 'only during creation',
    nullFlowOff: 'source is empty, and null flow is off', otherApply: 'the mapping only adds', onlyDefault: 'a default, and there is a value', ignored: 'the expression gave IgnoreAttributeFlow',
    notRead: 'not compared: the target’s read did not ask for it', outranked: 'another job has precedence', noEffect: 'taken only when an account is created', expressionFailed: 'the expression fails', reference: 'a reference',
  } as Readonly<Record<FlowGate, string>>,
  gateOf: { failed: 'not written: the entry would fail', held: 'not written: a guard holds the action', updateOff: 'not written: update is switched off' },
  notInRun: (run: number): string => `Run ${String(run)} did not look at them: this is what its configuration, clock and seed would do with the mirror as it stands now.`,
  movedOn: (run: number, { source, target, runs }: NonNullable<PersonView['movedOn']>): string => `The mirror has moved on since run ${String(run)} (${[
    ...(source ? ['other values were read from the source'] : []), ...(target ? ['other values were read from the target'] : []),
    ...(runs.length > 0 ? [`${runs.length === 1 ? 'run' : 'runs'} ${listed(runs.map(String))} kept`] : []),
  ].join(', ')}): action, matching and changed values are the run’s, the rest is as it stands now.`,
  notReached: 'not reached',
  resolved: 'resolved', unresolved: 'not resolved', none: 'none',
  origin: (attribute: string): string => `Where ${attribute} comes from`,
  originNone: 'This value does not come from an expression.',
  parts: 'Parts of the expression with their values',
  openMapping: 'Open mapping',
  absent: 'absent',
  constant: 'A constant.',
  across: 'Across systems',
  hopMissing: { noLink: 'no account is linked to them', targetGone: 'the linked object is gone' } as Readonly<Record<NonNullable<PersonHop['missing']>, string>>,
  hopSaid: ({ run, kind, status, text }: NonNullable<PersonHop['said']>): string => `Run ${String(run)}: ${status === 'failed' ? COMMON.failed : `${status === 'held' ? `${COMMON.held}, ` : ''}${kind === 'skip' ? COMMON.noAction : KIND_WORDS[kind]}`}. ${text}`,
  hopOutcome: ({ kind, status }: NonNullable<PersonHop['said']>): string => (status === 'failed' ? COMMON.failed : status === 'held' ? COMMON.held : kind === 'skip' ? COMMON.noAction : KIND_WORDS[kind]),
  keptByJob: (job: string, gives: string): string => `Made by ${job}, which has precedence; the mapping gives ${gives}`,
  keptByGate: (gate: string, gives: string): string => `Kept: ${gate}; the mapping gives ${gives}`,
  keptOnly: (gives: string): string => `Kept; the mapping gives ${gives}`,
  keptNothing: 'nothing',
  hop: { made: (n: number): string => `${counted(n, { one: 'value', other: 'values' })}`, lost: (n: number): string => `${counted(n, { one: 'attribute', other: 'attributes' })} lost` },
  sideBySide: 'Values in each system, and where each was lost',
  lost: { notMapped: 'not mapped on', blanked: 'arrives without a value' },
  noSource: 'made on the way',
  noLinks: 'No system is reached',
  openHop: (job: string): string => `Show this person in ${job}`,
  history: 'Outcomes over the runs',
  noHistory: 'No run has planned this person',
  valuesTable: 'Every mapped value, now and after',
  nearest: 'Show in Connections',
} as const
