import { KEPT_DELETED_MS } from '../../shared/constraints/entra-id'
import type { Cell } from '../../shared/model/attribute'
import type { ConnectedSystem, Job } from '../../shared/model/project'

/*
 * What the documents leave open, decided here and nowhere else (provisioning-cycle.md §2.4, marked [ours] there), so that a choice
 * can be changed in one place.
 */

const DAY_MS = 86_400_000

/** A linked person missing from a complete read: deleted at the source, unless the service is fed by uploads (§2.4, §12). */
export function missingMeansDeleted(job: Job, source: ConnectedSystem): boolean {
  return source.missingMeansDeleted ?? job.service !== 'ApiDriven'
}

/** HR jobs write the account state off when somebody leaves scope; outbound jobs only by a mapping of IsSoftDeleted (§2.4, §7.1). */
export function leavingScopeDisables(job: Job): boolean {
  return job.service !== 'Application'
}

/** Directories and SCIM applications (RFC 7643 §2.2) compare text without regard to case unless an attribute says otherwise; other targets keep case (§5.2 caseExact). */
export function caseExactByDefault(product: string | undefined): boolean {
  return product !== 'activeDirectory' && product !== 'openLdap' && product !== 'ldap' && product !== 'entraId' && product !== 'scim'
}

/** Directories refuse an empty text (§5.4), and so does writeback to HR (§9.4); others take it as a value. */
export function refusesEmptyText(product: string | undefined): boolean {
  return product === 'activeDirectory' || product === 'openLdap' || product === 'ldap' || product === 'workday' || product === 'successFactors'
}

/** Null flow is a preview for HR and API-driven jobs to AD or Entra ID; elsewhere null is never flowed (§5.4, clear-attribute-values). */
export function nullFlows(job: Job, product: string | undefined): boolean {
  return (job.service === 'Workday' || job.service === 'SuccessFactors' || job.service === 'ApiDriven') && (product === 'activeDirectory' || product === 'entraId')
}

/** Entra ID takes mail when a user is created; later updates are logged and have no effect (§5.5, hr-user-update-issues). */
export function takenOnCreateOnly(product: string | undefined, attribute: string): boolean {
  return product === 'entraId' && attribute.toLowerCase() === 'mail'
}

/** What directories name an object of a type by: organizational units by `ou`, all else by `cn`, where `uid` does not name people. */
export function namingAttribute(type: string): 'cn' | 'ou' {
  return type.toLowerCase() === 'organizationalunit' ? 'ou' : 'cn'
}

/**
 * Types whose objects have others beneath them, which go along when they are renamed or moved (RFC 4511 §4.9): told by the type's name, or by the
 * object classes that the project puts into it. Whatever else has children in a directory, no job provisions them.
 */
export function isContainer({ settings }: Pick<ConnectedSystem, 'settings'>, type: string): boolean {
  const rules = settings.kind === 'ldif' || settings.kind === 'ldap' ? settings.objectTypes ?? [] : []
  const classes = rules.filter(({ name }) => name === type).flatMap(({ objectClasses }) => objectClasses)
  return [type, ...classes].some((name) => CONTAINERS.has(name.toLowerCase()))
}
const CONTAINERS: ReadonlySet<string> = new Set([
  'organizationalunit', 'container', 'domain', 'domaindns', 'builtindomain', 'organization', 'dcobject', 'locality', 'country', 'entry',
])

/** What SuccessFactors writes as the manager of those who have none (source-formats §3): it names nobody. */
export function namesNobody(job: Job, reference: string): boolean {
  return job.service === 'SuccessFactors' && reference === 'NO_MANAGER'
}

/**
 * Where a deleted object vanishes from those that name it; other directories leave a dangling name. A membership that the source took away is
 * planned all the same when its member is deleted by the same job: whether that delete goes through, guards say when the whole job is planned,
 * and a person whose delete is held must not stay in the group (§8: memberships come after users; the pages are silent on the overlap).
 */
export function forgetsDeleted(product: string | undefined): boolean {
  return product === 'activeDirectory' || product === 'entraId' || product === 'scim'
}

/**
 * Whether a read of this kind has everything that was asked for, with or without a value: a column, or a property that Graph answers as null. Of what is not
 * there nobody knows whether anybody has it. Directories and SCIM (RFC 7643 §2.5) leave out what has no value.
 */
export function hasWhatWasAsked({ settings: { kind } }: Pick<ConnectedSystem, 'settings'>): boolean {
  return kind === 'delimited' || kind === 'graph-json'
}

/**
 * Directories and SCIM keep memberships as references of the group: one without members loses those that the target still has (§8: members are
 * replaced; the pages are silent on the last one).
 */
export function keepsReferences(product: string | undefined): boolean {
  return product === 'activeDirectory' || product === 'openLdap' || product === 'ldap' || product === 'entraId' || product === 'scim'
}

/*
 * Deletes come after whatever else a mapping does: the page names them last among a cycle's steps (§2.2), and a guard may yet hold them. So a name or
 * a unique value that a delete frees is free for later jobs and for the next cycle (a mapping never gives it away, plan-gone.ts), and a container is
 * empty for its delete once all others have moved out (container-verdicts.ts).
 */

/** Deletes at AD are final; Entra ID keeps them for 30 days (§7.1). */
export function deletesForGood(product: string | undefined): boolean {
  return product !== 'entraId'
}

/** Whether Entra ID still keeps what was deleted, its names taken (§7.1). What says no instant is taken for kept. */
export function isKeptDeleted(deletedAt: string, now: string): boolean {
  const deleted = Date.parse(deletedAt)
  return Number.isNaN(deleted) || Date.parse(now) - deleted < KEPT_DELETED_MS
}

/** As many members a group may have that is provisioned on demand (§10.3, provision-on-demand). */
export const ON_DEMAND_MEMBERS = 5

/** Default of the accidental deletion threshold: on, 500, reached when the count equals it (§7.3, cloud sync's text). */
export const DELETION_THRESHOLD = { enabled: true, value: 500 } as const

/** Workday and SuccessFactors look people up again whose dates come due: attributes of these names, and whatever a mapping holds against the clock (§2.4). */
export function isDueDateAttribute(name: string): boolean {
  return /(hire|start|terminat|end|last.?day|contract).*date|date.*(hire|start|terminat|end)|last_?day_?of_?work/i.test(name)
}

/** The time zone in which a source's days begin: Workday runs on Pacific time (§9.1), others say so or are taken for UTC. */
export function timeZoneOf(system: Pick<ConnectedSystem, 'timeZone' | 'product'>, service?: Job['service']): string {
  return system.timeZone ?? (service === 'Workday' || system.product === 'workday' ? WORKDAY_TIME_ZONE : 'UTC')
}
const WORKDAY_TIME_ZONE = 'America/Los_Angeles'

/**
 * When a date comes due: the day begins in the source's time zone. Terminations are different in Workday: it finds them by its own clock,
 * Pacific time, hours late for those who live ahead of it, or with the optional look-ahead 24 hours early (§9.1).
 */
export function dueDays(job: Job, source: ConnectedSystem, attribute: string): { readonly timeZone: string; readonly aheadMs: number } {
  const termination = /terminat|end|last.?day/i.test(attribute)
  if (job.service !== 'Workday' || !termination) return { timeZone: timeZoneOf(source, job.service), aheadMs: 0 }
  return { timeZone: WORKDAY_TIME_ZONE, aheadMs: source.lookAhead === true ? DAY_MS : 0 }
}

/** Who is looked up again so soon is not called late by a forecast, whose days begin at another hour than the service's. */
export const LOOKED_AT_SOON_MS = 2 * DAY_MS

/**
 * Which attribute of a Workday export says whether a profile is active, and which of its values do: the first of these names that the
 * source has, without regard to case, blanks, `_` and `-`. Of several profiles of one worker the active one takes the link (§2.4).
 */
export function profileState(attributes: readonly string[]): { readonly position: number; readonly isActive: (cell: Cell) => boolean } | undefined {
  const names = attributes.map((name) => name.toLowerCase().replace(/[\s_-]/g, ''))
  for (const { name, active } of PROFILE_STATES) {
    const position = names.indexOf(name)
    if (position >= 0) return { position, isActive: (cell) => typeof cell === 'string' && active.includes(cell.trim().toLowerCase()) }
  }
  return undefined
}
const ON = ['1', 'true', 'yes', 'y', 'active', 'a']
const PROFILE_STATES: readonly { readonly name: string; readonly active: readonly string[] }[] = [
  ...['active', 'isactive', 'statusactive', 'workeractive', 'workerstatus', 'employmentstatus', 'status'].map((name) => ({ name, active: ON })),
  { name: 'terminated', active: ['0', 'false', 'no', 'n'] },
]

/*
 * How changes are grouped (design.md §7.8): a cause with up to SHAPES_SHOWN shapes shows each that occurs at least
 * SHAPE_SHOWN_FROM times; of one with more, those that make up SHAPE_SHOWN_SHARE of its values. Patterns of the others likewise.
 */
export const SHAPES_SHOWN = 5
export const SHAPE_SHOWN_FROM = 3
export const SHAPE_SHOWN_SHARE = 0.2
export const PATTERNS_SHOWN = 3
export const PATTERN_SHOWN_SHARE = 0.1

/**
 * What names an object at its target, most surely first: by one of these, or by what its job matches by, an object of a later export is
 * known to be the one that a rehearsal created (the pages are silent: the service knows the anchor that the target answered with).
 */
export function identifyingAttributes(): readonly string[] {
  return ['dn', 'userPrincipalName', 'sAMAccountName', 'uid', 'userName']
}

/** Those of some attributes whose name says that they hold how an object is called, most surely first: where a system names none for display. */
export function naturalNames(attributes: readonly string[]): readonly string[] {
  const plain = attributes.map((name) => name.toLowerCase().replace(/[\s_-]/g, ''))
  return NATURAL_NAMES.flatMap((name) => attributes.filter((_, i) => plain[i] === name))
}
const NATURAL_NAMES = ['displayname', 'name', 'name.formatted', 'fullname', 'cn']

/** Addresses: two people with one are a mistake whatever the target enforces, and in transit only ASCII arrives everywhere. */
export function isAddress(attribute: string): boolean {
  return ADDRESSES.has(attribute.toLowerCase())
}
const ADDRESSES: ReadonlySet<string> = new Set(['mail', 'mailnickname', 'userprincipalname', 'proxyaddresses', 'samaccountname', 'uid', 'username', 'emails[type eq "work"].value'])
