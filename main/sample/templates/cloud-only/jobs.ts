import type { ConnectedSystem, Job } from '../../../../shared/model/project'
import { constant, direct, expression, scopeOf } from '../draft-mappings'
import { DOMAIN } from './company'
import { ENTERPRISE, SERVICE_DESK } from './systems'

export function systems(files: { readonly entra: readonly string[]; readonly serviceNow: readonly string[] }): ConnectedSystem[] {
  return [
    {
      id: 'hr', name: 'SuccessFactors', settings: { kind: 'delimited', paths: ['data/people.csv'], anchor: 'personIdExternal', objectType: 'person' },
      product: 'successFactors', display: ['displayName'],
      attributes: { startDate: { type: 'DateTime' }, endDate: { type: 'DateTime' }, managerPersonId: { type: 'Reference' } },
    },
    {
      id: 'hr-departments', name: 'SuccessFactors departments',
      settings: { kind: 'delimited', paths: ['data/departments.csv'], anchor: 'externalCode', objectType: 'department' }, product: 'successFactors',
      display: ['name'],
    },
    { id: 'entra', name: 'Entra ID', settings: { kind: 'graph-json', paths: [...files.entra] }, product: 'entraId', display: ['displayName'] },
    { id: 'servicenow', name: 'ServiceNow', settings: { kind: 'scim-json', paths: [...files.serviceNow] }, product: 'scim', display: ['displayName'] },
  ]
}

/** `ada.lovelace`: a name as it stands in addresses. */
const LOCAL = 'Replace(ToLower(NormalizeDiacritics(Join(".", [firstName], [lastName]))), , "[^a-z0-9.-]", , "", , )'
const ADDRESS = `Join("@", ${LOCAL}, "${DOMAIN}")`

/** The jobs in their order; `guard` is how many disables and deletes of one job are too many. */
export function jobs(guard: number): Job[] {
  const guards: Job['guards'] = { deletions: { enabled: true, value: guard } }
  return [departmentsToEntra(guards), peopleToEntra(guards), entraToServiceNow(guards), entraToHr(guards)]
}

/** Departments as objects: each one a group of Entra ID whose members a rule finds. */
function departmentsToEntra(guards: Job['guards']): Job {
  return {
    id: 'departments-to-entra', name: 'SuccessFactors departments → Entra ID', service: 'SuccessFactors', source: 'hr-departments', target: 'entra', ...(guards ? { guards } : {}),
    objectMappings: [{
      id: 'department-to-group', name: 'Departments to groups', sourceType: 'department', targetType: 'group',
      attributeMappings: [
        expression('Join("-", "dept", ToLower([externalCode]))', 'mailNickname', { matchingPriority: 1 }),
        direct('name', 'displayName'),
        expression('Join(" ", "Department", [externalCode])', 'description'),
        constant('DynamicMembership', 'groupTypes', { apply: 'ObjectAddOnly' }),
        expression('Join("", "user.department -eq \\"", [name], "\\"")', 'membershipRule', { apply: 'ObjectAddOnly', note: 'Entra ID finds the members by itself.' }),
        constant('True', 'securityEnabled'),
        constant('False', 'mailEnabled'),
      ],
    }],
  }
}

function peopleToEntra(guards: Job['guards']): Job {
  return {
    id: 'hr-to-entra', name: 'SuccessFactors → Entra ID', service: 'SuccessFactors', source: 'hr', target: 'entra', ...(guards ? { guards } : {}),
    objectMappings: [{
      id: 'person-to-user', name: 'People to users', sourceType: 'person', targetType: 'user',
      attributeMappings: [
        direct('personIdExternal', 'employeeId', { matchingPriority: 1 }),
        expression(ADDRESS, 'userPrincipalName', { apply: 'ObjectAddOnly', note: 'Entra ID checks no candidates: a name that is taken fails.' }),
        expression(LOCAL, 'mailNickname', { apply: 'ObjectAddOnly' }),
        expression(ADDRESS, 'mail', { apply: 'ObjectAddOnly' }),
        expression('Switch([emplStatus], "False", "A", "True", "U", "True", "P", "True")', 'accountEnabled', {
          note: 'Active and both kinds of leave are on; terminated and whatever else comes is off.',
        }),
        direct('displayName', 'displayName'),
        direct('firstName', 'givenName'),
        direct('lastName', 'surname'),
        direct('jobTitle', 'jobTitle'),
        direct('departmentName', 'department'),
        direct('legalEntity', 'companyName'),
        direct('location', 'officeLocation'),
        direct('country', 'usageLocation'),
        direct('managerPersonId', 'manager'),
      ],
    }],
  }
}

function entraToServiceNow(guards: Job['guards']): Job {
  return {
    id: 'entra-to-servicenow', name: 'Entra ID → ServiceNow', service: 'Application', source: 'entra', target: 'servicenow', ...(guards ? { guards } : {}),
    objectMappings: [
      {
        id: 'user-to-user', name: 'Users', sourceType: 'user', targetType: 'User', scope: scopeOf('Staff', ['employeeId', 'IS NOT NULL']),
        attributeMappings: [
          direct('userPrincipalName', 'userName', { matchingPriority: 1 }),
          expression('IIF([IsSoftDeleted] = "True", "False", [accountEnabled])', 'active', { note: 'Off for whom the job no longer manages, else as in Entra ID.' }),
          direct('displayName', 'displayName'),
          direct('givenName', 'name.givenName'),
          direct('surname', 'name.familyName'),
          direct('mail', 'emails[type eq "work"].value'),
          direct('jobTitle', 'title'),
          expression(`IIF([department] = "${SERVICE_DESK}", "itil", "requester")`, 'roles[primary eq "True"].value', { note: 'Who works on tickets, and who only hands them in.' }),
          direct('department', `${ENTERPRISE}:department`),
          direct('employeeId', `${ENTERPRISE}:employeeNumber`),
          direct('manager', `${ENTERPRISE}:manager`),
        ],
      },
      {
        id: 'group-to-group', name: 'Departments', sourceType: 'group', targetType: 'Group', scope: scopeOf('Groups of departments', ['mailNickname', 'REGEX MATCH', 'dept-.+']),
        attributeMappings: [direct('displayName', 'displayName', { matchingPriority: 1 }), direct('members', 'members')],
      },
    ],
  }
}

/**
 * Mail and user name back to HR. Empty values fail there, so they are not sent; userId goes with every change, for it is how
 * SuccessFactors finds the person (provisioning-cycle.md §9.4). HR makes its own people: this job only updates.
 */
function entraToHr(guards: Job['guards']): Job {
  return {
    id: 'entra-to-hr', name: 'Entra ID → SuccessFactors (write-back)', service: 'Application', source: 'entra', target: 'hr', ...(guards ? { guards } : {}),
    objectMappings: [{
      id: 'user-to-person', name: 'Mail and user name', sourceType: 'user', targetType: 'person', flowTypes: ['Update'], scope: scopeOf('Staff', ['employeeId', 'IS NOT NULL']),
      attributeMappings: [
        direct('employeeId', 'personIdExternal', { matchingPriority: 1 }),
        direct('employeeId', 'userId', { flowBehavior: 'FlowAlways' }),
        expression('IgnoreFlowIfNullOrEmpty([mail])', 'email'),
        expression('IgnoreFlowIfNullOrEmpty([userPrincipalName])', 'username'),
      ],
    }],
  }
}
