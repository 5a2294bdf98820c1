import { expect, test } from 'vitest'
import { accountKind, type LoneAccount } from '../../../../main/mirror/views/account-kind'
import { accountStateAttribute } from '../../../../shared/constraints/target-constraints'

const AD = accountStateAttribute('activeDirectory')
const PERSON = { sAMAccountName: 'aberg', givenName: 'Ann', sn: 'Berg', employeeID: '7', userAccountControl: '512', lastLogonTimestamp: '1', distinguishedName: 'CN=Ann Berg,OU=Staff,DC=x' }

function kindOf(attributes: LoneAccount['attributes'], more: Partial<LoneAccount> = {}): string {
  const { kind, note } = accountKind({ type: 'user', attributes, state: AD, matchedBy: ['employeeID'], ...more })
  return `${kind}: ${note}`
}

test.each<[LoneAccount['attributes'], string]>([
  [{ ...PERSON, objectClass: ['top', 'msDS-GroupManagedServiceAccount'] }, 'service: Its objectClass is msDS-GroupManagedServiceAccount.'],
  [{ ...PERSON, servicePrincipalName: ['HTTP/x'] }, 'service: It has a servicePrincipalName, as services have.'],
  [{ ...PERSON, msExchRecipientTypeDetails: '16' }, 'service: Its mailbox is a room, by msExchRecipientTypeDetails.'],
  [{ sAMAccountName: 'svc-backup-010' }, 'service: sAMAccountName “svc-backup-010” has the word “svc”, as names of services and shared accounts do.'],
  [{ samaccountname: 'MBX_lab' }, 'service: sAMAccountName “MBX_lab” has the word “MBX”, as names of services and shared accounts do.'],
  [{ userPrincipalName: 'ann.berg-adm@x.example' }, 'service: userPrincipalName “ann.berg-adm@x.example” has the word “adm”, as names of services and shared accounts do.'],
  [{ userName: 'noreply@x.example' }, 'service: userName “noreply@x.example” has the word “noreply”, as names of services and shared accounts do.'],
  [{ userName: 'sa-lab' }, 'service: userName “sa-lab” has the word “sa”, as names of services and shared accounts do.'],
  [{ ...PERSON, distinguishedName: 'CN=Front desk,OU=Shared Mailboxes,DC=x' }, 'service: It stands under OU=Shared Mailboxes.'],
  [{ userAccountControl: '66048' }, 'service: Its password never expires, and it has no first and last name.'],
  [{ ...PERSON, userAccountControl: '66048' }, 'other: It has values to match it by, and nobody in the source has them.'],
  [{ ...PERSON, userAccountControl: '514' }, 'disabled: It was turned off already when it was read.'],
  [{ ...PERSON, accountDisabled: 'true' }, 'disabled: It was turned off already when it was read.'],
  [{ userAccountControl: '512' }, 'other: It has no value in employeeID, no first and last name and no sign-in noted.'],
])('%j is %s', (attributes, expected) => {
  expect(kindOf(attributes)).toBe(expected)
})

test.each(['samuel', 'testa', 'adminah', 'roomes', 'sara', 'robotham', 'taskin', 'infante', 'systemas', 'apple', 'sa'])('somebody who is called %s is no service', (name) => {
  expect(kindOf({ ...PERSON, sAMAccountName: name, cn: `${name} Berg`, displayName: `${name} Berg` })).toMatch(/^other/u)
})

test('what somebody decided comes first, then what it looks like, then whom', () => {
  const service = { ...PERSON, sAMAccountName: 'svc-x' }
  const near = { display: 'Ann Berg', score: 0.9 }
  expect(kindOf(service, { protectedAs: 'SVC-X', near })).toBe('protected: The job protects it, as SVC-X.')
  expect(kindOf(service, { near })).toMatch(/^service/u)
  expect(kindOf({ ...PERSON, userAccountControl: '514' }, { near })).toBe('near: It looks like Ann Berg, who has no account: score 0.90.')
})

test('groups are no services, and none is turned off', () => {
  expect(kindOf({ cn: 'admin', userAccountControl: '514' }, { type: 'group', state: undefined })).toMatch(/^other/u)
})
