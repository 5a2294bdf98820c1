import { expect, test } from 'vitest'
import type { ConnectedSystem, Job } from '../../../shared/model/project'
import { checkProject } from '../../../shared/schema/check-project'
import { direct, expression, job, objectMapping, projectOf, scope, targetSystem } from '../../support/project'

const entra: ConnectedSystem = { id: 'entra', name: 'Entra ID', product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json'] } }
const guests = (attribute: string): Job => job([objectMapping([direct('mail', 'mail', { matchingPriority: 1 }), direct('displayName', 'cn'), direct('mail', 'sAMAccountName')], { sourceType: 'user', scope: scope([[attribute, 'INCLUDES', '#EXT#']]) })], { id: 'guests', service: 'Application', source: 'entra', target: 'ad' })
const states = (attribute: string): Job => job([objectMapping([direct('employeeID', 'employeeId', { matchingPriority: 1 }), expression(`Not([${attribute}])`, 'accountEnabled')], { sourceType: 'user' })], { id: 'sync', service: 'CloudSync', source: 'ad', target: 'entra' })
const KNOWN = { entra: { user: ['id', 'mail', 'displayName', 'userPrincipalName'] }, ad: { user: ['objectGUID', 'employeeID', 'userAccountControl'] } }
const unknown = (one: Job, known = KNOWN): readonly string[] => checkProject(projectOf([entra, targetSystem()], [one]), known).filter(({ code }) => code === 'S13' || code === 'S22').map(({ message }) => message)

test('what the service computes of an object may be named although no read has it', () => {
  expect(unknown(guests('originalUserPrincipalName'))).toEqual([])
  expect(unknown(states('accountDisabled'))).toEqual([])
})

test('it has to have what it is computed from, and its name', () => {
  expect(unknown(guests('originalUserName'))).toEqual(['The source object has no attribute originalUserName.'])
  expect(unknown(guests('originalUserPrincipalName'), { ...KNOWN, entra: { user: ['id', 'mail', 'displayName'] } })).toEqual(['The source object has no attribute originalUserPrincipalName.'])
  expect(unknown(states('accountDisabled'), { ...KNOWN, ad: { user: ['objectGUID', 'employeeID'] } })).toEqual(['The source object has no attribute accountDisabled.'])
})
