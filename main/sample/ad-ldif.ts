import { distinguishedName, type Account, type Directory, type Group } from './directory'
import { DOMAIN_DN, REFERENCE_CLOCK } from './organisation'
import { guidSource, writeEntry, type LdifAttribute as Attribute } from './ldif-text'
import type { Random } from './random'

/** The directory as a full export writes it: organizational units, groups, users; RFC 2849, folded, values beyond ASCII in base64. */
export function directoryLdif(random: Random, directory: Directory): string {
  const lines: string[] = ['version: 1', '']
  const dns = new Map<Account | Group, string>()
  for (const object of [...directory.groups, ...directory.accounts]) dns.set(object, distinguishedName(object))
  const dnOf = (object: Account | Group) => dns.get(object) ?? ''
  const domain = Array.from({ length: 3 }, () => random.below(0x7fff_ffff) + 1)
  const guids = guidSource(random)
  let rid = 1103
  for (const dn of directory.organizationalUnits) {
    const name = dn.slice(3, dn.indexOf(','))
    writeEntry(lines, dn, [
      ['objectClass', 'top'], ['objectClass', 'organizationalUnit'], ['ou', name], ['distinguishedName', dn], ['name', name], ['objectGUID', guids()],
      ['whenCreated', generalizedTime(6200)], ['whenChanged', generalizedTime(6200)],
    ])
  }
  for (const group of directory.groups) writeEntry(lines, dnOf(group), groupAttributes(group, { dnOf, guid: guids(), sid: sidOf(domain, rid++) }))
  for (const account of directory.accounts) writeEntry(lines, dnOf(account), accountAttributes(account, { dnOf, guid: guids(), sid: sidOf(domain, rid++) }))
  return lines.join('\n')
}

interface Identity {
  readonly dnOf: (object: Account | Group) => string
  readonly guid: Buffer
  readonly sid: Buffer
}

function accountAttributes(account: Account, { dnOf, guid, sid }: Identity): Attribute[] {
  const staff = account.kind === 'staff' || account.kind === 'former'
  const passwordNeverExpires = account.kind === 'service' ? 0x1_0000 : 0
  const control = 512 + (account.disabled ? 2 : 0) + passwordNeverExpires
  const attributes: Attribute[] = [
    ['objectClass', 'top'], ['objectClass', 'person'], ['objectClass', 'organizationalPerson'], ['objectClass', 'user'],
    ['cn', account.cn],
  ]
  const add = (name: string, value: string) => {
    if (value !== '') attributes.push([name, value])
  }
  add('sn', account.sn)
  add('c', account.countryCode)
  add('l', account.town)
  add('title', account.title)
  add('description', account.description)
  add('postalCode', account.postalCode)
  add('physicalDeliveryOfficeName', account.office)
  add('telephoneNumber', account.phone)
  add('givenName', account.givenName)
  add('distinguishedName', dnOf(account))
  add('whenCreated', generalizedTime(account.createdDaysAgo))
  add('whenChanged', generalizedTime(Math.min(account.createdDaysAgo, 30)))
  add('displayName', account.displayName)
  for (const group of account.groups) add('memberOf', dnOf(group))
  add('co', account.country)
  add('department', account.department)
  add('company', account.company)
  add('streetAddress', account.street)
  add('employeeType', account.employeeType)
  add('employeeID', account.employeeId)
  add('preferredLanguage', account.locale)
  add('name', account.cn)
  attributes.push(['objectGUID', guid])
  add('userAccountControl', String(control))
  add('countryCode', account.countryNumber === '' ? '0' : account.countryNumber)
  add('pwdLastSet', fileTime(Math.min(account.createdDaysAgo, 45 + (account.createdDaysAgo % 60))))
  add('primaryGroupID', '513')
  attributes.push(['objectSid', sid])
  add('accountExpires', '9223372036854775807')
  add('sAMAccountName', account.sam)
  add('sAMAccountType', '805306368')
  add('userPrincipalName', account.upn)
  add('objectCategory', `CN=Person,CN=Schema,CN=Configuration,${DOMAIN_DN}`)
  if (account.kind !== 'mailbox') add('lastLogonTimestamp', fileTime(account.lastLogonDaysAgo))
  add('mail', account.mail)
  if (account.mail !== '') {
    add('proxyAddresses', `SMTP:${account.mail}`)
    if (staff) add('proxyAddresses', `smtp:${account.sam}@old.${account.mail.slice(account.mail.indexOf('@') + 1)}`)
  }
  if (account.manager !== undefined) add('manager', dnOf(account.manager))
  add('mobile', account.mobile)
  add('extensionAttribute1', account.costCentre)
  return attributes
}

function groupAttributes(group: Group, { dnOf, guid, sid }: Identity): Attribute[] {
  return [
    ['objectClass', 'top'], ['objectClass', 'group'], ['cn', group.name], ['description', group.description],
    ...group.members.map((member): Attribute => ['member', dnOf(member)]),
    ['distinguishedName', dnOf(group)], ['whenCreated', generalizedTime(4000)], ['whenChanged', generalizedTime(12)],
    ...group.groups.map((holder): Attribute => ['memberOf', dnOf(holder)]),
    ['name', group.name], ['objectGUID', guid], ['objectSid', sid], ['sAMAccountName', group.name], ['sAMAccountType', group.security ? '268435456' : '268435457'],
    ['groupType', group.security ? '-2147483646' : '2'], ['objectCategory', `CN=Group,CN=Schema,CN=Configuration,${DOMAIN_DN}`],
    ...(group.managedBy === undefined ? [] : [['managedBy', dnOf(group.managedBy)] as const]),
  ]
}

const NOW = Date.parse(REFERENCE_CLOCK)
const DAY = 86_400_000

function generalizedTime(daysAgo: number): string {
  return `${new Date(NOW - daysAgo * DAY).toISOString().slice(0, 19).replace(/[-:T]/g, '')}.0Z`
}

/** 100-nanosecond ticks since 1601, as text: they are beyond what a number holds. */
function fileTime(daysAgo: number): string {
  return `${NOW - daysAgo * DAY + 11_644_473_600_000}0000`
}

/** `S-1-5-21-…-rid` in the directory's own form. */
function sidOf(domain: readonly number[], rid: number): Buffer {
  const bytes = Buffer.alloc(28)
  bytes.set([1, 5, 0, 0, 0, 0, 0, 5])
  ;[21, ...domain, rid].forEach((part, index) => bytes.writeUInt32LE(part, 8 + index * 4))
  return bytes
}
