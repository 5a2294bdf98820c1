import { expect, test } from 'vitest'
import { compareObjects, signOf } from '../../renderer/features/matching/compare-objects'
import { shortNameOf } from '../../renderer/features/matching/match-columns'
import { withProtected } from '../../renderer/features/matching/use-protect'
import { ruleRows, sumsOf } from '../../renderer/features/matching/matching-sums'
import { objectNoun } from '../../renderer/texts/common'
import { MATCHING } from '../../renderer/texts/matching'
import type { MatchingCounts } from '../../shared/ipc/views'
import { fakeData } from '../support/fake-data'

const [job] = fakeData().project.document.jobs
const counts: MatchingCounts = {
  tabs: { matched: 4311, ambiguous: 7, onlySource: 464, onlyTarget: 724, duplicates: 0, skipped: 2 }, linked: 0, source: 5000, target: 5146,
  rules: [{ attribute: 'mail', priority: 2, decided: 287 }, { attribute: 'employeeID', priority: 1, decided: 4024 }],
}

test('the outcomes sum to everybody in scope; who has no value to be matched by is neither in scope nor out of it', () => {
  expect(sumsOf(counts, 'initial')).toMatchObject({ inScope: 4782, outOfScope: 216, otherAccounts: 111, parts: ['4,311', '7', '464'] })
  expect(sumsOf(counts, 'incremental').otherAccounts).toBe(0)
  expect(MATCHING.sum(['4,311', '7', '464'], 4782, objectNoun('worker'))).toBe('4,311 + 7 + 464 = 4,782 people in scope.')
})

test('an account is protected by its anchor in its job alone, beside those that are', () => {
  const { document } = fakeData().project
  const [first, second] = withProtected(withProtected(document, { id: 'hr-to-ad' }, 'guid-1'), { id: 'hr-to-ad' }, 'guid-2').jobs
  expect(first?.guards?.protected).toEqual([...document.jobs[0]?.guards?.protected ?? [], 'guid-1', 'guid-2'])
  expect(second).toBe(document.jobs[1])
})

test('rules stand in the order in which they are tried, with what they look for', () => {
  expect(ruleRows(counts, job).map(({ attribute, expression }) => [attribute, expression])).toEqual([['employeeID', '[WorkerID]'], ['mail', 'Join("@", [Alias], "nwhg.example")']])
})

test.each([
  ['Håkon Sørlie-Berg', 'Håkon Sørlie-Berg', 'equal'],
  ['Håkon Sørlie-Berg', 'hakon sorlie berg', 'near'],
  ['4410 Cardiology', 'Cardiology', 'near'],
  ['NO', 'Norway', 'different'],
  ['Leeds', 'Galway', 'different'],
  ['Leeds', undefined, 'absent'],
])('%s and %s are %s', (left, right, sign) => {
  expect(signOf(left, right)).toBe(sign)
})

test('one account is compared by what the mappings feed; several also where they differ', () => {
  const source = { WorkerID: '7', LegalFirstName: 'Ann', LegalLastName: 'Li', Title: 'Clerk' }
  const account = { employeeID: '7', displayName: 'Ann Li', title: 'Nurse', memberOf: ['CN=a'] }
  const one = compareObjects(source, [account], job?.objectMappings[0])
  expect(one.map(({ field, signs }) => `${field} ${signs.join()}`)).toEqual(['employeeID equal', 'userPrincipalName absent', 'sAMAccountName absent', 'title different', 'givenName absent', 'sn absent', 'displayName equal'])
  const two = compareObjects(source, [account, { ...account, title: 'Clerk', memberOf: ['CN=b'] }], job?.objectMappings[0])
  expect(two.filter(({ differs }) => differs).map(({ field }) => field)).toEqual(['title', 'memberOf'])
})

test('a distinguished name is called by its first part', () => {
  expect(shortNameOf({ system: 'ad', display: 'CN=Li\\, Ann,OU=Staff,DC=example' })).toBe('Li, Ann')
  expect(shortNameOf({ system: 'ad', display: 'Ann Li' })).toBe('Ann Li')
  expect(shortNameOf({ system: 'ad', anchor: '7', display: '' })).toBe('7')
})
