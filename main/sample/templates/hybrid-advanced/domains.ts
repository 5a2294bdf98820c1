import { guidSource, writeEntry, type LdifAttribute } from '../../ldif-text'
import type { Random } from '../../random'
import { DOMAIN, plainAddress, type Person, type Region } from './company'

/** A user of one of the two domains; absent texts are empty. */
export interface Account {
  readonly person: Person | undefined
  readonly region: Region
  readonly guid: Buffer
  readonly cn: string
  readonly container: string
  readonly sam: string
  upn: string
  givenName: string
  sn: string
  displayName: string
  title: string
  department: string
  mobile: string
  mail: string
  country: string
  employeeId: string
  employeeType: string
  manager: Account | undefined
  disabled: boolean
}

export interface Group {
  readonly guid: Buffer
  readonly name: string
  readonly description: string
  readonly members: Account[]
  /** Where it came from, if not from the domain itself. */
  readonly info?: string
}

/** One domain as its export shows it. */
export interface Domain {
  readonly region: Region
  readonly accounts: Account[]
  readonly groups: Group[]
}

export interface Domains {
  readonly EMEA: Domain
  readonly AMER: Domain
  readonly accountOf: Map<Person, Account>
  readonly nextGuid: () => Buffer
}

function domainDn(region: Region): string {
  return `DC=${region.toLowerCase()},${DOMAIN.split('.').map((part) => `DC=${part}`).join(',')}`
}

export function domainName(region: Region): string {
  return `${region.toLowerCase()}.${DOMAIN}`
}

export const staffDn = (region: Region): string => `OU=Staff,${domainDn(region)}`
export const guestsDn = `OU=Guests,${domainDn('EMEA')}`
export const groupsDn = (region: Region): string => `OU=Groups,${domainDn(region)}`

/** The domains as they would be if everybody whom they know had been provisioned, each with a group of everybody in it. */
export function createDomains(random: Random, people: readonly Person[]): Domains {
  const nextGuid = guidSource(random)
  const accountOf = new Map<Person, Account>()
  const sams = { EMEA: new Set<string>(), AMER: new Set<string>() }
  for (const person of people) if (person.known) accountOf.set(person, accountLike(person, nextGuid(), sams[person.region]))
  for (const [person, account] of accountOf) account.manager = person.manager && accountOf.get(person.manager)
  const domain = (region: Region): Domain => {
    const accounts = [...accountOf.values()].filter((account) => account.region === region)
    const services = ['Backup', 'Scanner', 'Monitoring', 'Print Server', 'Time Clock'].map((name, index) => serviceAccount(`svc ${name}`, `svc-${region.toLowerCase()}-${index + 1}`, region, nextGuid()))
    return {
      region, accounts: [...accounts, ...services],
      groups: [{ guid: nextGuid(), name: `GG All Staff ${region}`, description: 'Everybody of the domain', members: [...accounts] }],
    }
  }
  return { EMEA: domain('EMEA'), AMER: domain('AMER'), accountOf, nextGuid }
}

/** The account whose every value is what the mappings give for the person. */
export function accountLike(person: Person, guid: Buffer, taken: Set<string>, region = person.region): Account {
  const said = person.workerId === '' ? person.hcm : person.workday
  const base = plainAddress(person.name).replace(/[^a-z0-9]/g, '').slice(0, 16)
  let sam = base
  for (let number = 2; taken.has(sam); number++) sam = `${base}${number}`
  taken.add(sam)
  const address = `${person.local}@${DOMAIN}`
  return {
    person, region, guid, cn: person.name.preferred, container: staffDn(region), sam, upn: address, givenName: person.name.preferredFirst,
    sn: person.name.preferredLast, displayName: person.name.preferred, title: said.title, department: person.department, mobile: said.mobile,
    mail: address, country: person.country, employeeId: person.number, employeeType: 'Employee', manager: undefined, disabled: !said.active,
  }
}

function serviceAccount(name: string, sam: string, region: Region, guid: Buffer): Account {
  return {
    person: undefined, region, guid, cn: name, container: `OU=Services,${domainDn(region)}`, sam, upn: `${sam}@${domainName(region)}`, givenName: '',
    sn: '', displayName: name, title: '', department: '', mobile: '', mail: '', country: '', employeeId: `S-${sam}`, employeeType: 'Service',
    manager: undefined, disabled: false,
  }
}

/** How the mirror calls an account or group: the first three parts of a GUID stand with their bytes turned round. */
export function anchorOf({ guid }: { readonly guid: Buffer }): string {
  const part = (from: number, to: number, turned: boolean): string => {
    const bytes = [...guid.subarray(from, to)].map((byte) => byte.toString(16).padStart(2, '0'))
    return (turned ? bytes.reverse() : bytes).join('')
  }
  return [part(0, 4, true), part(4, 6, true), part(6, 8, true), part(8, 10, false), part(10, 16, false)].join('-')
}

/** A domain as a full export writes it. */
export function domainLdif({ region, accounts, groups }: Domain, nextGuid: () => Buffer): string {
  const lines: string[] = ['version: 1', '']
  for (const dn of [staffDn(region), `OU=Services,${domainDn(region)}`, groupsDn(region), ...(region === 'EMEA' ? [guestsDn] : [])]) {
    writeEntry(lines, dn, [['objectClass', 'top'], ['objectClass', 'organizationalUnit'], ['ou', dn.slice(3, dn.indexOf(','))], ['objectGUID', nextGuid()]])
  }
  for (const group of groups) {
    writeEntry(lines, `CN=${group.name},${groupsDn(region)}`, [
      ['objectClass', 'top'], ['objectClass', 'group'], ['cn', group.name], ['sAMAccountName', group.name], ['description', group.description], ['groupType', '-2147483646'],
      ...(group.info === undefined ? [] : [['info', group.info] as const]), ...group.members.map((member): LdifAttribute => ['member', dnOf(member)]), ['objectGUID', group.guid],
    ])
  }
  for (const account of accounts) writeEntry(lines, dnOf(account), attributesOf(account))
  return lines.join('\n')
}

function dnOf({ cn, container }: Account): string {
  return `CN=${cn.replace(/[\\,+"<>;=]/g, '\\$&')},${container}`
}

function attributesOf(account: Account): readonly LdifAttribute[] {
  const plain: readonly (readonly [string, string])[] = [
    ['cn', account.cn], ['sAMAccountName', account.sam], ['userPrincipalName', account.upn], ['givenName', account.givenName], ['sn', account.sn],
    ['displayName', account.displayName], ['title', account.title], ['department', account.department], ['mobile', account.mobile],
    ['mail', account.mail], ['c', account.country], ['employeeID', account.employeeId], ['employeeType', account.employeeType],
    ['userAccountControl', account.disabled ? '514' : '512'], ['manager', account.manager === undefined ? '' : dnOf(account.manager)],
  ]
  return [
    ...['top', 'person', 'organizationalPerson', 'user'].map((name): LdifAttribute => ['objectClass', name]),
    ...plain.filter(([, value]) => value !== ''), ['objectGUID', account.guid],
  ]
}
