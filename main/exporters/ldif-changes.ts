import type { AccountState } from '../../shared/constraints/target-constraints'
import { childName, leafValue, normalName, parentOf, splitName } from '../../shared/directory-name'
import type { AttributeValue } from '../../shared/model/attribute'
import type { AttributeChange, PlanHeader, ProvisioningAction } from '../../shared/model/plan'

/** What an LDIF of a plan needs to know of the directory. */
export interface LdifDirectory {
  readonly product: string | undefined
  readonly accountState: AccountState | undefined
  /** What the directory holds now in the attribute whose bit is the account state; nothing where it has no such object. */
  readonly accountControl: (action: ProvisioningAction) => string | undefined
}

/**
 * A plan's planned actions on a directory as LDIF change records (RFC 2849), in plan order; references follow in a second part, as the
 * service writes them after everything else, so that a manager is there, under the name that the plan leaves them with, before somebody names them. It is for people to review:
 * Rehearsal never sends it. What is held or would fail is not in it, and values that are not for exports are named but not shown.
 */
export function* ldifChanges(header: PlanHeader, actions: Iterable<ProvisioningAction>, directory: LdifDirectory): Generator<string> {
  yield [
    `${header.project}: plan as of ${header.now}, as change records to review.`,
    'Rehearsal never writes this to a directory: it reads directories, and nothing else.',
    'What is held or would fail is left out.',
  ].map(comment).join('')
  yield 'version: 1\n'
  const following: ProvisioningAction[] = []
  const renamed: Renamed = new Map()
  for (const action of actions) {
    if (action.status !== 'planned' || action.kind === 'skip') continue
    yield recordsOf(action, directory)
    if (!isName(nameOf(action))) continue
    if (nameAfter(action) !== nameOf(action)) renamed.set(normalName(nameOf(action)), { to: nameAfter(action), mapping: action.objectMapping })
    if (action.changes.some(isDeferred)) following.push(action)
  }
  if (following.length > 0) yield `\n${comment('References, after every object that they name is there.')}`
  for (const action of following) yield modification(about(action), nameAfter(action), action.changes
    .filter(isDeferred)
    .map((change) => modifyLines(namedAnew(change, action, renamed))))
}

/** By its normal name, what an action moves or renames. */
type Renamed = Map<string, { readonly to: string; readonly mapping: string | undefined }>

/** A plan calls the objects of an action's own mapping as they are called now, those of other mappings as they will be; what a reference loses is what the directory holds. */
function namedAnew(change: AttributeChange, { objectMapping }: ProvisioningAction, renamed: Renamed): AttributeChange {
  const anew = (value: string, ofOthers: boolean): string => {
    const found = isName(value) ? renamed.get(normalName(value)) : undefined
    return found && (ofOthers || found.mapping === objectMapping) ? found.to : value
  }
  const { after, added, removed } = change
  return {
    ...change,
    ...(after === undefined ? {} : { after: typeof after === 'string' ? anew(after, false) : after.map((value) => anew(value, false)) }),
    ...(added === undefined ? {} : { added: added.map((value) => anew(value, false)) }),
    ...(removed === undefined ? {} : { removed: removed.map((value) => anew(value, true)) }),
  }
}

function isDeferred({ deferred }: AttributeChange): boolean {
  return deferred === true
}

function recordsOf(action: ProvisioningAction, directory: LdifDirectory): string {
  const dn = nameOf(action)
  if (!isName(dn)) return `\n${comment(`${about(action)}: the object has no distinguished name (${dn}).`)}`
  if (action.kind === 'delete') return `\n${comment(about(action))}${line('dn', dn)}changetype: delete\n`
  const changes = action.changes.filter((change) => !isDeferred(change) && !isPlace(change))
  const hidden = changes.filter(isHidden).map(({ attribute }) => attribute)
  const note = hidden.length === 0 ? about(action) : `${about(action)}; not shown: ${hidden.join(', ')}`
  const shown = changes.filter((change) => !isHidden(change))
  if (action.kind === 'create') return addition(note, action, shown, directory)
  const move = movement(note, action)
  const lines = shown.filter((change) => !isLeaf(dn, change)).map((change) => stateLines(change, action, directory) ?? modifyLines(change))
  if (lines.length > 0) return move + modification(note, nameAfter(action), lines)
  return move === '' && hidden.length > 0 ? `\n${comment(note)}` : move
}

function addition(note: string, action: ProvisioningAction, changes: readonly AttributeChange[], { product, accountState }: LdifDirectory): string {
  const classes = objectClassesOf(action.objectType, product).map((name) => line('objectClass', name)).join('')
  const values = changes.map((change) => {
    if (accountState?.flag && sameName(change.attribute, accountState.attribute)) return line(accountState.flag.attribute, controlValue(undefined, change.after === accountState.off, accountState.flag.bit))
    return listOf(change.after).map((value) => line(change.attribute, value)).join('')
  })
  return `\n${comment(note)}${line('dn', nameOf(action))}changetype: add\n${classes}${values.join('')}`
}

/** The record that moves or renames the object; empty where it stays. */
function movement(note: string, action: ProvisioningAction): string {
  const [from, to] = [nameOf(action), nameAfter(action)]
  if (from === to) return ''
  const parent = parentOf(to)
  return `\n${comment(note)}${line('dn', from)}changetype: moddn\n${line('newrdn', splitName(to).rdn)}deleteoldrdn: 1\n${normalName(parent) === normalName(parentOf(from)) ? '' : line('newsuperior', parent)}`
}

function modification(note: string, dn: string, lines: readonly string[]): string {
  return `\n${comment(note)}${line('dn', dn)}changetype: modify\n${lines.join('')}`
}

/** One attribute of a modification, closed by its dash: all of its values anew, or only what comes and goes where that is what is known. */
function modifyLines({ attribute, after, added, removed }: AttributeChange): string {
  const part = (operation: 'add' | 'delete' | 'replace', values: readonly string[]): string => `${line(operation, attribute)}${values.map((value) => line(attribute, value)).join('')}-\n`
  if (after !== undefined) return part('replace', listOf(after))
  const parts = [...(removed && removed.length > 0 ? [part('delete', removed)] : []), ...(added && added.length > 0 ? [part('add', added)] : [])]
  return parts.length > 0 ? parts.join('') : part('delete', [])
}

/** The account state, where the directory keeps it as a bit of another attribute. */
function stateLines(change: AttributeChange, action: ProvisioningAction, { accountState, accountControl }: LdifDirectory): string | undefined {
  if (!accountState?.flag || !sameName(change.attribute, accountState.attribute)) return undefined
  const { attribute, bit } = accountState.flag
  return modifyLines({ attribute, after: controlValue(accountControl(action), change.after === accountState.off, bit) })
}

/** NORMAL_ACCOUNT of userAccountControl (MS-ADTS 2.2.16): what an account has of which nothing is known. */
const NORMAL_ACCOUNT = 512

function controlValue(current: string | undefined, off: boolean, bit: number): string {
  const before = current !== undefined && /^\d+$/.test(current) ? Number(current) : NORMAL_ACCOUNT
  return String(off ? before | bit : before & ~bit)
}

/** The name that an action leaves its object with. */
function nameAfter(action: ProvisioningAction): string {
  const dn = nameOf(action)
  if (action.kind === 'create') return dn
  const parent = action.changes.find(isPlace)?.after
  const leaf = action.changes.find((change) => isLeaf(dn, change))?.after
  if (typeof parent !== 'string' && typeof leaf !== 'string') return dn
  return childName(leafAttribute(dn), typeof leaf === 'string' ? leaf : leafValue(dn), typeof parent === 'string' ? parent : parentOf(dn))
}

function nameOf(action: ProvisioningAction): string {
  return action.target?.display ?? ''
}

function isName(dn: string): boolean {
  return /^[A-Za-z][\w.-]*\s*=/.test(dn)
}

function leafAttribute(dn: string): string {
  return dn.slice(0, dn.indexOf('=')).trim()
}

/** Where an object stands is a part of its name, and no attribute of it. */
function isPlace({ attribute }: AttributeChange): boolean {
  return sameName(attribute, 'parentDistinguishedName')
}

function isLeaf(dn: string, { attribute }: AttributeChange): boolean {
  return sameName(attribute, leafAttribute(dn))
}

function isHidden({ after }: AttributeChange): boolean {
  return after === '[Redact]'
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** Structural classes of what is created; another object type is named as it is. Source: AD schema, class User and Group; RFC 4519, RFC 2798. */
function objectClassesOf(type: string, product: string | undefined): readonly string[] {
  if (product === 'activeDirectory') return type === 'user' ? ['top', 'person', 'organizationalPerson', 'user'] : ['top', type]
  if (type === 'user') return ['top', 'person', 'organizationalPerson', 'inetOrgPerson']
  return ['top', type === 'group' ? 'groupOfNames' : type]
}

function about(action: ProvisioningAction): string {
  return `${action.kind} for ${action.source?.display ?? ''} (${action.source?.anchor ?? ''}): ${action.reason.text}`
}

function listOf(value: AttributeValue | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** A comment may not break its line: what follows would be read. */
function comment(text: string): string {
  return `# ${text.replace(/[\r\n\0]+/g, ' ')}\n`
}

/** `attribute: value`, in base64 where RFC 2849 asks for it: what does not start and go on as SAFE-STRING, or ends with a blank. */
function line(attribute: string, value: string): string {
  return SAFE.test(value) ? `${attribute}: ${value}\n` : `${attribute}:: ${Buffer.from(value).toString('base64')}\n`
}

// eslint-disable-next-line no-control-regex -- SAFE-STRING of RFC 2849 is given by code points
const SAFE = /^(?:[\x01-\x09\x0b\x0c\x0e-\x1f\x21-\x39\x3b\x3d-\x7f](?:[\x01-\x09\x0b\x0c\x0e-\x7f]*[\x01-\x09\x0b\x0c\x0e-\x1f\x21-\x7f])?)?$/
