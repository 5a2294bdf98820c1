import type { ConstraintRow } from './constraint'

/** What Active Directory accepts on a group. Source: AD schema reference (win32 ADSchema), one page an attribute. */
export const activeDirectoryGroup: Readonly<Record<string, ConstraintRow>> = {
  cn: { minLength: 1, maxLength: 64, requiredOnCreate: true, unique: 'container', forbidden: '[\\u0000\\r\\n]' },
  name: { minLength: 1, maxLength: 255, readOnly: true },
  distinguishedName: { type: 'Reference', readOnly: true },
  objectClass: { multiValued: true, readOnly: true },
  objectGUID: { type: 'Binary', minLength: 16, maxLength: 16, readOnly: true },
  objectSid: { readOnly: true },
  sAMAccountName: {
    maxLength: 256, requiredOnCreate: true, unique: 'domain', forbidden: '["/\\\\\\[\\]:;|=,+*?<>\\u0000-\\u001f\\u007f@]|\\.$|^\\s*$',
    source: 'AD schema, SAM-Account-Name; Win32, limits of account names',
  },
  groupType: { type: 'Integer', source: 'AD schema, Group-Type: 2 global, 4 domain-local, 8 universal, 0x80000000 security' },
  displayName: { maxLength: 256 },
  description: { maxLength: 1024, source: 'AD schema, Description (multi-valued); SAM keeps one value on users and groups' },
  info: { minLength: 1, maxLength: 1024 },
  mail: { maxLength: 256, allowed: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' },
  mailNickname: { maxLength: 64, unique: 'forest', forbidden: '^\\.|[\\s\\\\"@()<>,;:\\[\\]]', source: 'Microsoft 365, prepare for directory synchronization' },
  proxyAddresses: {
    multiValued: true, minLength: 1, maxLength: 256, unique: 'forest', forbidden: '[\\s<>();,\\[\\]"]',
    allowed: '^(SMTP|smtp|SIP|sip|X500|x500|EUM|eum):.+$',
    source: 'AD schema, Proxy-Addresses (1123); Microsoft 365, prepare for directory synchronization (256, unique)',
  },
  member: { type: 'Reference', multiValued: true },
  memberOf: { type: 'Reference', multiValued: true, readOnly: true },
  managedBy: { type: 'Reference' },
  wWWHomePage: { minLength: 1, maxLength: 2048 },
  gidNumber: { type: 'Integer' },
  whenCreated: { type: 'DateTime', readOnly: true },
  whenChanged: { type: 'DateTime', readOnly: true },
  parentDistinguishedName: { type: 'Reference', source: 'Entra, Workday inbound tutorial: chooses the container, moves on update' },
}
