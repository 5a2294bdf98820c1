import type { AttributeMapping, ConnectedSystem, Job } from '../../../shared/model/project'
import { SERVICE_NOW_COUNTRY } from './service-now'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const direct = (source: string, target: string, more: Partial<AttributeMapping> = {}): AttributeMapping => ({ type: 'Direct', source, target, ...more }) as AttributeMapping
const expression = (text: string, target: string, more: Partial<AttributeMapping> = {}): AttributeMapping => ({ type: 'Expression', expression: text, target, ...more }) as AttributeMapping

/** Entra ID as Graph's pages hold it, and ServiceNow as its SCIM pages do. */
export function chainSystems(files: { readonly entra: readonly string[]; readonly serviceNow: readonly string[] }): ConnectedSystem[] {
  return [
    { id: 'entra', name: 'Entra ID', settings: { kind: 'graph-json', paths: [...files.entra] }, product: 'entraId', display: ['displayName'] },
    { id: 'servicenow', name: 'ServiceNow', settings: { kind: 'scim-json', paths: [...files.serviceNow] }, product: 'scim', display: ['displayName'] },
  ]
}

/** Active Directory → Entra ID, as Cloud Sync does it: users by user name, then by number; groups by name, with their members. */
export function directoryToEntra(guard: number): Job {
  return {
    id: 'ad-to-entra', name: 'Active Directory → Entra ID', service: 'CloudSync', source: 'ad', target: 'entra',
    guards: { deletions: { enabled: true, value: guard } },
    objectMappings: [
      {
        id: 'user-to-user', name: 'Users', sourceType: 'user', targetType: 'user',
        scope: { groups: [{ name: 'Staff, not services and mailboxes', clauses: [{ attribute: 'employeeType', operator: 'IS NOT NULL' }] }] },
        attributeMappings: [
          direct('userPrincipalName', 'userPrincipalName', { matchingPriority: 1 }),
          direct('employeeID', 'employeeId', { matchingPriority: 2 }),
          expression('IIF(BitAnd("2", [userAccountControl]) = "2", "False", "True")', 'accountEnabled'),
          direct('displayName', 'displayName'),
          direct('sAMAccountName', 'mailNickname', { apply: 'ObjectAddOnly' }),
          direct('givenName', 'givenName'),
          direct('sn', 'surname'),
          direct('mail', 'mail', { apply: 'ObjectAddOnly' }),
          direct('title', 'jobTitle'),
          direct('department', 'department'),
          direct('company', 'companyName'),
          direct('physicalDeliveryOfficeName', 'officeLocation'),
          direct('mobile', 'mobilePhone'),
          direct('employeeType', 'employeeType'),
          direct('c', 'usageLocation'),
          direct('manager', 'manager'),
        ],
      },
      {
        id: 'group-to-group', name: 'Groups', sourceType: 'group', targetType: 'group',
        attributeMappings: [
          direct('cn', 'displayName', { matchingPriority: 1 }),
          expression('Replace(NormalizeDiacritics([cn]), , "[^A-Za-z0-9]+", , "-", , )', 'mailNickname', { apply: 'ObjectAddOnly' }),
          direct('description', 'description'),
          { type: 'Constant', value: 'True', target: 'securityEnabled' },
          { type: 'Constant', value: 'False', target: 'mailEnabled' },
          direct('member', 'members'),
        ],
      },
    ],
  }
}

/** Entra ID → ServiceNow over SCIM: the staff of one country, and the groups of its sites. */
export function entraToServiceNow(guard: number): Job {
  return {
    id: 'entra-to-servicenow', name: 'Entra ID → ServiceNow', service: 'Application', source: 'entra', target: 'servicenow',
    guards: { deletions: { enabled: true, value: guard } },
    objectMappings: [
      {
        id: 'user-to-user', name: 'Users', sourceType: 'user', targetType: 'User',
        scope: { groups: [{ name: 'Staff in Sweden', clauses: [{ attribute: 'usageLocation', operator: 'EQUALS', value: SERVICE_NOW_COUNTRY }] }] },
        attributeMappings: [
          direct('userPrincipalName', 'userName', { matchingPriority: 1 }),
          expression('IIF([IsSoftDeleted] = "True", "False", [accountEnabled])', 'active', { note: 'Off for whom the job no longer manages, else as in Entra ID.' }),
          direct('displayName', 'displayName'),
          direct('givenName', 'name.givenName'),
          direct('surname', 'name.familyName'),
          direct('mail', 'emails[type eq "work"].value'),
          direct('jobTitle', 'title'),
          direct('mobilePhone', 'phoneNumbers[type eq "mobile"].value'),
          direct('department', `${ENTERPRISE}:department`),
          direct('employeeId', `${ENTERPRISE}:employeeNumber`),
          direct('manager', `${ENTERPRISE}:manager`),
        ],
      },
      {
        id: 'group-to-group', name: 'Groups', sourceType: 'group', targetType: 'Group',
        scope: { groups: [{ name: 'Groups of the sites in Sweden', clauses: [{ attribute: 'displayName', operator: 'REGEX MATCH', value: 'GG (Aldermere|Brannvik|Åsmyra) .+' }] }] },
        attributeMappings: [
          direct('displayName', 'displayName', { matchingPriority: 1 }),
          direct('members', 'members'),
        ],
      },
    ],
  }
}
