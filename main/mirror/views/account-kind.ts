import type { OnlyTargetKind } from '../../../shared/ipc/only-target-views'
import { holdsNoAccounts, type AccountState } from '../../../shared/constraints/target-constraints'
import { parentOf } from '../../../shared/directory-name'
import type { AttributeBag, AttributeValue } from '../../../shared/model/attribute'

/** What is known of an account that nobody in the source has. */
export interface LoneAccount {
  readonly type: string
  readonly attributes: AttributeBag
  readonly state: AccountState | undefined
  /** The name by which a job protects it; absent where none does. */
  readonly protectedAs?: string
  /** Who looks like it and has no account; absent where nobody does, or the pair was rejected. */
  readonly near?: { readonly display: string; readonly score: number }
  /** Attributes by which the job matches. */
  readonly matchedBy: readonly string[]
}

export interface SortedAccount {
  readonly kind: OnlyTargetKind
  /** Why, as a sentence. */
  readonly note: string
}

/** First words of names that no person has, as directories of this kind use them. [ours: no page lists any] */
const SERVICE = /^(?:(?:sa|app)(?=[-_])|(?:svc|srv|service|sql|bot|robot|batch|task|daemon|system|backup|scan|scanner|print|printer|monitor|monitoring|sync|msol|krbtgt|guest|test|adm|admin|administrator|root|break-?glass)(?=[-_.\s\d@$]|$))/iu
const SHARED = /^(?:mbx|mailbox|shared|room|meeting|equipment|resource|conf|no-?reply|donotreply|info|helpdesk|reception|kiosk)(?=[-_.\s\d@]|$)/iu
const SERVICE_END = /[-_.](?:svc|service|adm|admin|test)$/iu
/** The same of the container that an account stands in. */
const CONTAINER = /(?:service|shared|resource|mailbox|room|equipment|kiosk|admin|system|managed)/iu

const SERVICE_CLASSES: ReadonlySet<string> = new Set(['computer', 'msds-groupmanagedserviceaccount', 'msds-managedserviceaccount', 'applicationprocess'])
/** msExchRecipientTypeDetails of mailboxes that are nobody's own. */
const MAILBOXES: Readonly<Record<string, string>> = { 4: 'a shared mailbox', 16: 'a room', 32: 'equipment' }
const NAMES = ['sAMAccountName', 'uid', 'userName', 'userPrincipalName', 'cn', 'displayName']
const PASSWORD_NEVER_EXPIRES = 0x1_0000

/** Sorts an account that is only in the target: what somebody decided about it first, then what it looks like. */
export function accountKind(account: LoneAccount): SortedAccount {
  const read = reader(account.attributes)
  if (account.protectedAs !== undefined) return { kind: 'protected', note: `The job protects it, as ${account.protectedAs}.` }
  const service = holdsNoAccounts(account.type) ? undefined : serviceSign(read)
  if (service !== undefined) return { kind: 'service', note: service }
  if (account.near) return { kind: 'near', note: `It looks like ${account.near.display}, who has no account: score ${account.near.score.toFixed(2)}.` }
  if (isOff(account.state, read)) return { kind: 'disabled', note: 'It was turned off already when it was read.' }
  return { kind: 'other', note: factsOf(account, read) }
}

type Read = (name: string) => AttributeValue | undefined

/** Attributes are found without case, as directories do. */
function reader(attributes: AttributeBag): Read {
  const byName = new Map(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]))
  return (name) => byName.get(name.toLowerCase())
}

function serviceSign(read: Read): string | undefined {
  const objectClass = listOf(read('objectClass')).find((name) => SERVICE_CLASSES.has(name.toLowerCase()))
  if (objectClass !== undefined) return `Its objectClass is ${objectClass}.`
  if (listOf(read('servicePrincipalName')).length > 0) return 'It has a servicePrincipalName, as services have.'
  const mailbox = MAILBOXES[textOf(read('msExchRecipientTypeDetails'))]
  if (mailbox !== undefined) return `Its mailbox is ${mailbox}, by msExchRecipientTypeDetails.`
  for (const name of NAMES) {
    const value = textOf(read(name))
    const word = (SERVICE.exec(value) ?? SHARED.exec(value))?.[0] ?? SERVICE_END.exec(value.split('@')[0] ?? '')?.[0].slice(1)
    if (word !== undefined) return `${name} “${value}” has the word “${word}”, as names of services and shared accounts do.`
  }
  const dn = textOf(read('distinguishedName')) || textOf(read('dn'))
  const container = dn === '' ? undefined : parentOf(dn)?.split(',')[0]
  if (container !== undefined && CONTAINER.test(container)) return `It stands under ${container}.`
  const neverExpires = (Number(textOf(read('userAccountControl'))) & PASSWORD_NEVER_EXPIRES) !== 0
  return neverExpires && !hasPersonName(read) ? 'Its password never expires, and it has no first and last name.' : undefined
}

function isOff(state: AccountState | undefined, read: Read): boolean {
  if (!state) return false
  const own = textOf(read(state.attribute))
  if (own !== '') return own.toLowerCase() === state.off.toLowerCase()
  return state.flag !== undefined && (Number(textOf(read(state.flag.attribute))) & state.flag.bit) !== 0
}

/** What an administrator would look at next: nothing to match it by, no name of a person, never used. */
function factsOf({ matchedBy }: LoneAccount, read: Read): string {
  const absent = matchedBy.filter((name) => listOf(read(name)).length === 0)
  const facts = [
    ...(absent.length > 0 ? [`no value in ${absent.join(' or ')}`] : []),
    ...(hasPersonName(read) ? [] : ['no first and last name']),
    ...(read('userAccountControl') !== undefined && read('lastLogonTimestamp') === undefined && read('lastLogon') === undefined ? ['no sign-in noted'] : []),
  ]
  if (facts.length === 0) return 'It has values to match it by, and nobody in the source has them.'
  return `It has ${facts.length < 2 ? facts.join('') : `${facts.slice(0, -1).join(', ')} and ${facts.at(-1) ?? ''}`}.`
}

function hasPersonName(read: Read): boolean {
  return ['givenName', 'name.givenName'].some((name) => textOf(read(name)) !== '') && ['sn', 'surname', 'name.familyName'].some((name) => textOf(read(name)) !== '')
}

function textOf(value: AttributeValue | undefined): string {
  return listOf(value)[0] ?? ''
}

function listOf(value: AttributeValue | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
