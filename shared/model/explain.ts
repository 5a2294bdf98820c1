import { assertNever } from '../assert'
import type { AttributeValue } from './attribute'
import type { ActionIssue, ActionIssueCode, ActionKind, Reason, ReasonCode } from './plan'

/*
 * The sentences shown beside actions and issues. One place, so that the plan view, the log and every exporter say the same.
 */

const REASONS: Readonly<Record<ReasonCode, string>> = {
  noMatch: 'No object in the target matches; a new one is created.',
  firstMatch: 'An object that already exists was matched for the first time, and its values are overwritten where they differ.',
  valuesDiffer: 'The mappings give other values than the target holds.',
  mappedToDisabled: 'The mappings turn the account off.',
  mappedToEnabled: 'The mappings turn the account on.',
  leftScope: 'The person is no longer in scope.',
  goneFromSource: 'The source no longer has this object, and its read was complete.',
  softDeleted: 'The user is disabled or soft-deleted in the source, and the target has no account state to turn off.',
  hardDeleted: 'The source deleted this object 30 days ago, so that it is gone for good.',
  backInScope: 'The person is in scope again, so the account is turned on.',
  unchanged: 'The target already holds every mapped value.',
  outOfScope: 'The object is out of scope.',
  importSkipped: 'No matching attribute has a value, so the import is skipped.',
  notDecided: 'Scope or matching cannot be worked out for this object, so it is left alone.',
  ambiguous: 'Several objects in the target match; none is chosen.',
  duplicateSources: 'Several source objects stand for the same target object; none is chosen.',
  createOff: 'Create is switched off for this mapping.',
  updateOff: 'Update is switched off for this mapping, and a disable is an update.',
  deleteOff: 'Delete is switched off for this mapping.',
  ignoredObject: 'An expression gave IgnoreObjectFlow, so the object is not created.',
  skipOutOfScope: 'The person left scope; SkipOutOfScopeDeletions leaves the account as it is.',
  notADeletion: 'The source no longer has this object; for this service that is not a deletion.',
  targetGone: 'The linked object is no longer in the target.',
  takenOver: 'Another source object stands for the account now; the link goes to it.',
  inactiveProfile: 'Another profile of the same worker is active and stands for the account; this one is left alone.',
  takesOver: 'The profile that held the link is no longer active; this one, of the same worker, takes its account over.',
  noDisableInTarget: 'The target has no account state to turn off, and Delete is switched off.',
  alreadyDisabled: 'The person is out of scope and the account is already off.',
  disabledInSource: 'The user is disabled in the source; who is disabled is never created, nor linked where the account could not be turned off.',
  filteredAtRead: 'An input filter drops the object when it is read, and nothing happens to its account.',
  withoutEffect: 'The values that differ are taken only when an account is created; the update is logged and changes nothing.',
  outranked: 'Another job has precedence for the values that differ.',
}

/** The sentence of a reason without what is particular to one object: what its group is called. */
export function reasonSentence(code: ReasonCode): string {
  return REASONS[code]
}

/** A reason with its sentence; a scoping clause is named in it. */
export function reason(code: ReasonCode, clause?: string): Reason {
  if (clause === undefined) return { code, text: REASONS[code] }
  return { code, text: `${REASONS[code].replace(/\.$/, '')}: ${clause}.`, clause }
}

const textOf = (value: AttributeValue): string => (typeof value === 'string' ? value : value.join(', '))
const listed = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`)
const shown = (value: string): string => (value.length > 60 ? `${value.slice(0, 57)}…` : value)

export const failures = {
  tooLong: (attribute: string, value: string, limit: number, target: string): ActionIssue => ({
    code: 'ValueTooLong', severity: 'failure', attribute, value, limit,
    message: `${attribute} would be ${value.length} characters long; ${target} allows ${limit}. Shorten it at the source or cut it with Mid().`,
  }),
  characters: (attribute: string, value: string, target: string): ActionIssue => ({
    code: 'InvalidCharacters', severity: 'failure', attribute, value,
    message: `${target} does not accept ${attribute} “${shown(value)}” because of its characters. Replace them in the mapping.`,
  }),
  userPrincipalName: (attribute: string, value: string, target: string): ActionIssue => ({
    code: 'AzureActiveDirectoryInvalidUserPrincipalName', severity: 'failure', attribute, value,
    message: `${target} does not accept ${attribute} “${shown(value)}”: it takes letters without accents, digits and ' . - _ ! # ^ ~ before the at sign, and a domain behind it. Replace the others in the mapping.`,
  }),
  emptyText: (attribute: string): ActionIssue => ({
    code: 'InvalidAttributeSyntax', severity: 'failure', attribute, value: '',
    message: `${attribute} would be an empty text, which the target rejects. Guard the mapping with IgnoreFlowIfNullOrEmpty().`,
  }),
  otherType: (attribute: string, value: string, wanted: string, target: string): ActionIssue => ({
    code: 'InvalidCharacters', severity: 'failure', attribute, value,
    message: `${attribute} of ${target} takes ${wanted}, and would be “${shown(value)}”. Convert it in the mapping.`,
  }),
  missing: (attribute: string, source: string | undefined): ActionIssue => ({
    code: 'MandatoryFieldsMissing', severity: 'failure', attribute,
    message: `${attribute} is required and ${source === undefined ? 'no mapping feeds it' : `${source} gives no value`}. Fill it at the source, or give the mapping a default.`,
  }),
  taken: (attribute: string, value: string, owner: string): ActionIssue => ({
    code: 'EntryConflict', severity: 'failure', attribute, value,
    message: `${attribute} “${shown(value)}” is already taken by ${owner}. Give the mapping another candidate, or change one of the two.`,
  }),
  exhausted: (attribute: string): ActionIssue => ({
    code: 'UniqueValueExhausted', severity: 'failure', attribute,
    message: `Every candidate that SelectUniqueValue gives for ${attribute} is taken. Add a candidate that cannot collide.`,
  }),
  noCandidate: (attribute: string): ActionIssue => ({
    code: 'CandidateMissing', severity: 'failure', attribute,
    message: `No candidate that SelectUniqueValue gives for ${attribute} has a value: each is null or empty. Fill what they are made of at the source, or add a candidate that always has a value.`,
  }),
  expression: (attribute: string, code: string, detail: string): ActionIssue => ({
    code: 'ExpressionFailed', severity: 'failure', attribute,
    message: `The expression for ${attribute} fails for this object (${code}): ${detail}`,
  }),
  scope: (detail: string): ActionIssue => ({
    code: 'ExpressionFailed', severity: 'failure',
    message: `A scoping clause cannot be tested for this object: ${detail}`,
  }),
  several: (attribute: string, count: number): ActionIssue => ({
    code: 'SchemaPropertyCanOnlyAcceptValue', severity: 'failure', attribute,
    message: `${attribute} takes one value and the mapping gives ${count}. Pick one with Item() or join them.`,
  }),
  readOnly: (attribute: string): ActionIssue => ({
    code: 'ReadOnlyAttribute', severity: 'failure', attribute,
    message: `${attribute} cannot be written at the target. Remove the mapping.`,
  }),
  neverProvisioned: (attribute: string): ActionIssue => ({
    code: 'ReadOnlyAttribute', severity: 'failure', attribute,
    message: `${attribute} cannot be provisioned: photos never can, and passwords only as an initial one whose mapping uses Redact(). Remove the mapping.`,
  }),
  container: (attribute: string, dn: string): ActionIssue => ({
    code: 'ContainerMissing', severity: 'failure', attribute, value: dn,
    message: `The container ${dn} does not exist, and the service does not create containers. Create it, or map another one.`,
  }),
  containerLater: (attribute: string, dn: string): ActionIssue => ({
    code: 'ContainerMissing', severity: 'failure', attribute, value: dn,
    message: `The container ${dn} gets there later in this cycle, for objects are taken in the order of their anchors, so that this one fails now. It finds the container when it is tried again; nothing need be done.`,
  }),
  containerNotEmpty: (name: string): ActionIssue => ({
    code: 'ContainerNotEmpty', severity: 'failure', value: name,
    message: `${name} still holds objects, and a directory deletes no container that is not empty (notAllowedOnNonLeaf). Move or delete what stands in it first.`,
  }),
  withinItself: (attribute: string, dn: string): ActionIssue => ({
    code: 'ContainerMissing', severity: 'failure', attribute, value: dn,
    message: `The container ${dn} is the object itself or stands beneath it, and a directory moves nothing into itself. Map another container.`,
  }),
  duplicateTargets: (on: string, value: string, candidates: readonly string[]): ActionIssue => ({
    code: 'DuplicateTargetEntries', severity: 'failure', attribute: on, value, candidates,
    message: `${candidates.length} objects in the target have ${on} “${shown(value)}”; the service acts on none of them. Correct all but one.`,
  }),
  duplicateSources: (on: string, value: string, candidates: readonly string[]): ActionIssue => ({
    code: 'DuplicateSourceEntries', severity: 'failure', attribute: on, value, candidates,
    message: `${candidates.length} source objects have ${on} “${shown(value)}” and would share one target object (${candidates.slice(0, 5).join(', ')}${candidates.length > 5 ? ', …' : ''}). Correct all but one.`,
  }),
  invalidAnchor: (target: string): ActionIssue => ({
    code: 'InvalidAnchor', severity: 'failure', value: target,
    message: `The linked target object ${target} is no longer there. Restore it, or remove the link with a full restart.`,
  }),
  referenceMissing: (attribute: string, value: string): ActionIssue => ({
    code: 'ReferenceNotFound', severity: 'warning', attribute, value,
    message: `${attribute} names ${value}, who stands for no object in the target; the attribute is left out. It is not repaired before a restart.`,
  }),
  referenceOutOfScope: (attribute: string, value: string): ActionIssue => ({
    code: 'ReferenceOutOfScope', severity: 'warning', attribute, value,
    message: `${attribute} names ${value}, who is out of scope of this job; the attribute is left out. It is not repaired before a restart.`,
  }),
  protectedAccount: (display: string): ActionIssue => ({
    code: 'ProtectedAccount', severity: 'warning', value: display,
    message: `${display} is on the list of protected accounts and is held. Take it off the list, or correct the cause.`,
  }),
  withoutEffect: (attribute: string, value: AttributeValue | null, target: string): ActionIssue => ({
    code: 'UpdateWithoutEffect', severity: 'warning', attribute, ...(value === null ? {} : { value }),
    message: `${attribute} would be ${value === null ? 'cleared' : `“${shown(textOf(value))}”`}, which ${target} takes only when the account is created; the update is logged and has no effect. Map it only during creation.`,
  }),
  outranked: (attribute: string, value: AttributeValue, winner: NonNullable<ActionIssue['winner']>, jobName: string): ActionIssue => ({
    code: 'PrecedenceConflict', severity: 'warning', attribute, value, winner,
    message: `${attribute} would be “${shown(textOf(value))}”; ${jobName} has precedence and gives “${shown(textOf(winner.value))}”, which stays. Correct the value at one of the two sources, or change the precedence.`,
  }),
  stillProvisioned: (kind: ActionKind, jobs: readonly string[]): ActionIssue => ({
    code: 'StillProvisioned', severity: 'warning', candidates: jobs,
    message: `${listed(jobs)} still ${jobs.length === 1 ? 'provisions' : 'provision'} this account, which is ${kind === 'delete' ? 'deleted' : 'turned off'} all the same, because jobs do not know each other. ${kind === 'delete' ? 'Switch Delete off in this job, or give the account to one job alone by scoping filters.' : 'Switch SkipOutOfScopeDeletions on in this job, or give the account to one job alone by scoping filters.'}`,
  }),
  omittedClears: (attribute: string, source: string | undefined): ActionIssue => ({
    code: 'OmittedClears', severity: 'warning', attribute,
    message: `${source ?? 'The source'} is empty or not in the upload, and with null flow on ${attribute} is cleared. Send every attribute of each person, or switch null flow off.`,
  }),
  patternDoubtful: (clause: string, value: string): ActionIssue => ({
    code: 'PatternDoubtful', severity: 'warning', value,
    message: `The clause ${clause} is decided by the whole value “${shown(value)}”; a search within the value would decide otherwise. Write .* around the pattern, or ^ and $, to say what is meant.`,
  }),
} as const

/** What several objects with the same issue have in common, for a row that stands for all of them. */
export function issueSummary(code: ActionIssueCode, attribute: string | undefined, limit: number | undefined): string {
  const name = attribute ?? 'a value'
  switch (code) {
    case 'ValueTooLong': return `${name} would be longer than the ${limit ?? ''} characters that the target allows.`
    case 'MandatoryFieldsMissing': return `${name} is required and would have no value.`
    case 'InvalidCharacters': return `${name} would have characters that the target does not accept.`
    case 'AzureActiveDirectoryInvalidUserPrincipalName': return `${name} would be no user principal name that the target accepts.`
    case 'InvalidAttributeSyntax': return `${name} would be an empty text, which the target rejects.`
    case 'EntryConflict': return `${name} would have a value that somebody else already has.`
    case 'UniqueValueExhausted': return `Every candidate that SelectUniqueValue gives for ${name} is taken.`
    case 'CandidateMissing': return `No candidate that SelectUniqueValue gives for ${name} has a value.`
    case 'ExpressionFailed': return `The expression for ${name} cannot be computed.`
    case 'SchemaPropertyCanOnlyAcceptValue': return `${name} takes one value and would get several.`
    case 'ReadOnlyAttribute': return `${name} cannot be written at the target.`
    case 'ContainerMissing': return 'The container for the account does not exist.'
    case 'ContainerNotEmpty': return 'Containers would be deleted that still hold objects.'
    case 'DuplicateTargetEntries': return `Several objects in the target have the same ${name} as one person; the service acts on none of them.`
    case 'DuplicateSourceEntries': return `Several source objects have the same ${name} and would share one target object.`
    case 'InvalidAnchor': return 'The linked target object is no longer there.'
    case 'ImportSkipped': return 'No matching attribute has a value.'
    case 'ReferenceNotFound': return `${name} names somebody who stands for no object in the target; the attribute is left out.`
    case 'ReferenceOutOfScope': return `${name} names somebody who is out of scope of the job; the attribute is left out.`
    case 'ProtectedAccount': return 'A protected account would be turned off or deleted.'
    case 'UpdateWithoutEffect': return `${name} differs, and the target takes it only when an account is created.`
    case 'OmittedClears': return `${name} is cleared, because the upload leaves it out and null flow is on.`
    case 'PatternDoubtful': return 'A clause decides by the whole value, and a search within it would decide otherwise.'
    case 'StillProvisioned': return 'Accounts are deleted or turned off that another job still provisions.'
    case 'PrecedenceConflict': return `${name} has another value in a job that has precedence, which stays.`
    default: return assertNever(code)
  }
}
