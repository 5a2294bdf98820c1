import type { AttributeMapping, ConnectedSystem, Job, ObjectMapping } from '../../../../shared/model/project'
import { constant, direct, expression, scopeOf } from '../draft-mappings'
import { DOMAIN, type Region } from './company'
import { domainName, groupsDn, guestsDn, staffDn } from './domains'
import { EVERYBODY, PEOPLE_DN } from './downstream'

const REGIONS: readonly Region[] = ['EMEA', 'AMER']
const small = (region: Region): string => region.toLowerCase()

/** What marks a group that came from Entra ID, so that it does not go back there. */
export const FROM_CLOUD = 'Provisioned from Entra ID'

export function systems(files: { readonly entra: readonly string[]; readonly intranet: readonly string[] }): ConnectedSystem[] {
  return [
    {
      id: 'workday', name: 'Workday', settings: { kind: 'delimited', paths: ['data/workday.csv'], anchor: 'Worker_ID', objectType: 'worker' }, product: 'workday', display: ['Preferred_Name'],
      attributes: { Hire_Date: { type: 'DateTime' }, Manager_ID: { type: 'Reference' } },
    },
    {
      id: 'hcm', name: 'SAP HCM',
      settings: { kind: 'delimited', paths: ['data/hcm-extract.txt'], encoding: 'windows-1252', delimiter: ';', anchor: 'PERNR', objectType: 'employee' },
      product: 'other', display: ['VORNA', 'NACHN'],
      attributes: { VORGESETZTER: { type: 'Reference' } },
    },
    ...REGIONS.map((region): ConnectedSystem => ({
      id: `ad-${small(region)}`, name: `Active Directory ${domainName(region)}`, settings: { kind: 'ldif', paths: [`data/${small(region)}.ldif`] }, product: 'activeDirectory', display: ['cn'],
      precedence: { user: directoryPrecedence(small(region)) },
    })),
    {
      id: 'entra', name: 'Entra ID', settings: { kind: 'graph-json', paths: [...files.entra] }, product: 'entraId', display: ['displayName'],
      precedence: { user: { '*': ['emea-to-entra', 'amer-to-entra'] }, group: { '*': ['emea-to-entra', 'amer-to-entra'] } },
    },
    { id: 'intranet', name: 'Intranet', settings: { kind: 'scim-json', paths: [...files.intranet] }, product: 'scim', display: ['displayName'] },
    { id: 'badges', name: 'Badge database', settings: { kind: 'delimited', paths: ['data/badges.csv'], anchor: 'badge_no', objectType: 'holder' }, product: 'sql', display: ['full_name'] },
    { id: 'phonebook', name: 'Phone book', settings: { kind: 'ldif', paths: ['data/phonebook.ldif'] }, product: 'openLdap', display: ['cn'] },
  ]
}

/** Workday wins, but for mobile phones, which the plants hand out. */
function directoryPrecedence(region: string): Readonly<Record<string, string[]>> {
  const last = region === 'emea' ? ['guests-to-emea', 'groups-to-emea'] : []
  return { '*': [`workday-to-${region}`, `hcm-to-${region}`, ...last], mobile: [`hcm-to-${region}`, `workday-to-${region}`] }
}

/** The jobs in their order; `guard` is how many disables and deletes of one job are too many. */
export function jobs(guard: number): Job[] {
  const guards: Job['guards'] = { deletions: { enabled: true, value: guard } }
  return [
    ...REGIONS.flatMap((region) => [workdayTo(region), hcmTo(region)]),
    ...REGIONS.map(domainToEntra), guestsToEmea(), groupsToEmea(), entraToIntranet(), entraToBadges(), entraToPhoneBook(),
  ].map((job) => ({ ...job, guards }))
}

/** `ada.lovelace`, with whatever the two sources call first and last name. */
const address = (first: string, last: string): string => `Join("@", Replace(ToLower(NormalizeDiacritics(Join(".", [${first}], [${last}]))), , "[^a-z0-9.-]", , "", , ), "${DOMAIN}")`
const accountName = (first: string, last: string): string => {
  const candidate = (more: string): string => `Mid(Replace(ToLower(NormalizeDiacritics(Join("", [${first}], [${last}]${more}))), , "[^a-z0-9]", , "", , ), 1, 20)`
  return `SelectUniqueValue(${candidate('')}, Mid(Join("", "x", ${candidate('')}), 1, 20), Mid(Join("", "y", ${candidate('')}), 1, 20))`
}

function workdayTo(region: Region): Job {
  return {
    id: `workday-to-${small(region)}`, name: `Workday → ${region}`, service: 'Workday', source: 'workday', target: `ad-${small(region)}`, skipOutOfScopeDeletions: true,
    objectMappings: [{
      id: 'worker-to-user', name: 'Workers to users', sourceType: 'worker', targetType: 'user', container: staffDn(region), scope: scopeOf(`Workers in ${region}`, ['Region', 'EQUALS', region]),
      attributeMappings: [
        direct('Employee_ID', 'employeeID', { matchingPriority: 1 }),
        direct('Preferred_Name', 'cn', { apply: 'ObjectAddOnly' }),
        expression(accountName('First_Name', 'Last_Name'), 'sAMAccountName', { apply: 'ObjectAddOnly' }),
        expression(address('First_Name', 'Last_Name'), 'userPrincipalName', { apply: 'ObjectAddOnly' }),
        expression(address('First_Name', 'Last_Name'), 'mail', { apply: 'ObjectAddOnly' }),
        expression('Switch([Active], "True", "1", "False")', 'accountDisabled'),
        direct('Preferred_First_Name', 'givenName'),
        direct('Preferred_Last_Name', 'sn'),
        direct('Preferred_Name', 'displayName'),
        direct('Business_Title', 'title'),
        direct('Department', 'department'),
        direct('Mobile_Phone', 'mobile'),
        direct('Country_Code', 'c'),
        direct('Manager_ID', 'manager'),
        constant('Employee', 'employeeType'),
      ],
    }],
  }
}

function hcmTo(region: Region): Job {
  return {
    id: `hcm-to-${small(region)}`, name: `SAP HCM → ${region}`, service: 'ApiDriven', source: 'hcm', target: `ad-${small(region)}`, skipOutOfScopeDeletions: true,
    objectMappings: [{
      id: 'employee-to-user', name: 'Employees to users', sourceType: 'employee', targetType: 'user', container: staffDn(region), scope: scopeOf(`Plants in ${region}`, ['MOLGA', 'EQUALS', region]),
      attributeMappings: [
        direct('CENTRALPERSON', 'employeeID', { matchingPriority: 1 }),
        expression('Join(" ", [VORNA], [NACHN])', 'cn', { apply: 'ObjectAddOnly' }),
        expression(accountName('VORNA', 'NACHN'), 'sAMAccountName', { apply: 'ObjectAddOnly' }),
        expression(address('VORNA', 'NACHN'), 'userPrincipalName', { apply: 'ObjectAddOnly' }),
        expression(address('VORNA', 'NACHN'), 'mail', { apply: 'ObjectAddOnly' }),
        expression('Switch([STAT2], "True", "3", "False")', 'accountDisabled', { note: 'Status 3 is active; withdrawn, inactive and retired are off.' }),
        direct('VORNA', 'givenName'),
        direct('NACHN', 'sn'),
        expression('Join(" ", [VORNA], [NACHN])', 'displayName'),
        direct('PLANS_TEXT', 'title'),
        direct('ORGEH_TEXT', 'department'),
        direct('MOBIL', 'mobile'),
        direct('LAND1', 'c'),
        direct('VORGESETZTER', 'manager'),
        constant('Employee', 'employeeType'),
      ],
    }],
  }
}

function domainToEntra(region: Region): Job {
  return {
    id: `${small(region)}-to-entra`, name: `${region} → Entra ID`, service: 'CloudSync', source: `ad-${small(region)}`, target: 'entra',
    objectMappings: [
      {
        id: 'user-to-user', name: 'Users', sourceType: 'user', targetType: 'user', scope: scopeOf('Employees', ['employeeType', 'EQUALS', 'Employee']),
        attributeMappings: [
          direct('employeeID', 'employeeId', { matchingPriority: 1 }),
          direct('userPrincipalName', 'userPrincipalName'),
          expression('IIF(BitAnd("2", [userAccountControl]) = "2", "False", "True")', 'accountEnabled'),
          direct('displayName', 'displayName'),
          direct('sAMAccountName', 'mailNickname', { apply: 'ObjectAddOnly' }),
          direct('givenName', 'givenName'),
          direct('sn', 'surname'),
          direct('mail', 'mail', { apply: 'ObjectAddOnly' }),
          direct('title', 'jobTitle'),
          direct('department', 'department'),
          direct('mobile', 'mobilePhone'),
          direct('employeeType', 'employeeType'),
          direct('c', 'usageLocation'),
          direct('manager', 'manager'),
        ],
      },
      {
        id: 'group-to-group', name: 'Groups', sourceType: 'group', targetType: 'group', ...(region === 'EMEA' ? { scope: scopeOf('Groups of the domain itself', ['info', 'IS NULL']) } : {}),
        attributeMappings: [
          direct('cn', 'displayName', { matchingPriority: 1 }),
          expression('Replace([cn], , "[^A-Za-z0-9]+", , "-", , )', 'mailNickname', { apply: 'ObjectAddOnly' }),
          direct('description', 'description'),
          constant('True', 'securityEnabled'),
          constant('False', 'mailEnabled'),
          direct('member', 'members'),
        ],
      },
    ],
  }
}

/** Guests who need an account in the domain, for applications that know nothing else. */
function guestsToEmea(): Job {
  return {
    id: 'guests-to-emea', name: 'Entra ID guests → EMEA', service: 'Application', source: 'entra', target: 'ad-emea', skipOutOfScopeDeletions: true,
    objectMappings: [{
      id: 'guest-to-user', name: 'Guests to users', sourceType: 'user', targetType: 'user', container: guestsDn, scope: scopeOf('Guests', ['creationType', 'EQUALS', 'Invitation']),
      attributeMappings: [
        direct('mail', 'mail', { matchingPriority: 1 }),
        direct('displayName', 'cn', { apply: 'ObjectAddOnly' }),
        expression('Mid(Replace([mailNickname], , "[^A-Za-z0-9]", , "", , ), 1, 20)', 'sAMAccountName', { apply: 'ObjectAddOnly' }),
        expression(`Join("@", [mailNickname], "${domainName('EMEA')}")`, 'userPrincipalName', { apply: 'ObjectAddOnly' }),
        direct('displayName', 'displayName'),
        direct('givenName', 'givenName'),
        direct('surname', 'sn'),
        expression('IIF([IsSoftDeleted] = "True", "True", "False")', 'accountDisabled'),
        constant('Guest', 'employeeType'),
      ],
    }],
  }
}

/** Groups that were made in the cloud, for what the domain protects. Users are only found, so that members can be named. */
function groupsToEmea(): Job {
  const members: ObjectMapping = {
    id: 'members', name: 'Users, to be found only', sourceType: 'user', targetType: 'user', flowTypes: [],
    scope: scopeOf('Users of the domain', ['onPremisesDomainName', 'EQUALS', domainName('EMEA')]),
    attributeMappings: [direct('employeeId', 'employeeID', { matchingPriority: 1 })],
  }
  return {
    id: 'groups-to-emea', name: 'Entra ID groups → EMEA', service: 'Application', source: 'entra', target: 'ad-emea', skipOutOfScopeDeletions: true,
    objectMappings: [members, {
      id: 'group-to-group', name: 'Cloud groups', sourceType: 'group', targetType: 'group', container: groupsDn('EMEA'),
      scope: scopeOf('Groups for the domain', ['displayName', 'REGEX MATCH', 'SG Share .+']),
      attributeMappings: [
        direct('displayName', 'cn', { matchingPriority: 1 }),
        direct('displayName', 'sAMAccountName', { apply: 'ObjectAddOnly' }),
        direct('description', 'description'),
        constant(FROM_CLOUD, 'info', { note: 'The jobs to Entra ID leave out what carries this.' }),
        direct('members', 'member'),
      ],
    }],
  }
}

const staff = scopeOf('Employees', ['employeeType', 'EQUALS', 'Employee'])

function entraToIntranet(): Job {
  return {
    id: 'entra-to-intranet', name: 'Entra ID → Intranet', service: 'Application', source: 'entra', target: 'intranet',
    objectMappings: [
      {
        id: 'user-to-user', name: 'Users', sourceType: 'user', targetType: 'User', scope: staff,
        attributeMappings: [
          direct('userPrincipalName', 'userName', { matchingPriority: 1 }),
          expression('IIF([IsSoftDeleted] = "True", "False", [accountEnabled])', 'active'),
          direct('displayName', 'displayName'),
          direct('jobTitle', 'title'),
        ],
      },
      {
        id: 'group-to-group', name: 'Everybody', sourceType: 'group', targetType: 'Group', scope: scopeOf('The group of all people', ['displayName', 'EQUALS', EVERYBODY]),
        attributeMappings: [direct('displayName', 'displayName', { matchingPriority: 1 }), direct('members', 'members')],
      },
    ],
  }
}

/** A table of a database, reached by the SQL connector: no groups, no references, and no account state. */
function entraToBadges(): Job {
  return application('entra-to-badges', 'Entra ID → Badge database', 'badges', {
    id: 'user-to-holder', name: 'Badge holders', sourceType: 'user', targetType: 'holder', scope: staff,
    attributeMappings: [direct('employeeId', 'badge_no', { matchingPriority: 1 }), direct('displayName', 'full_name'), direct('department', 'department'), direct('userPrincipalName', 'login')],
  })
}

/** A directory of its own, reached by the LDAP connector. */
function entraToPhoneBook(): Job {
  const attributeMappings: AttributeMapping[] = [
    direct('employeeId', 'employeeNumber', { matchingPriority: 1 }),
    expression('ToLower([employeeId])', 'uid', { apply: 'ObjectAddOnly' }),
    direct('displayName', 'cn'),
    expression('Coalesce([surname], [displayName])', 'sn'),
    direct('mail', 'mail'),
    direct('mobilePhone', 'mobile'),
  ]
  return application('entra-to-phonebook', 'Entra ID → Phone book', 'phonebook', {
    id: 'user-to-entry', name: 'Entries', sourceType: 'user', targetType: 'user', container: PEOPLE_DN, scope: staff, attributeMappings,
  })
}

function application(id: string, name: string, target: string, mapping: ObjectMapping): Job {
  return { id, name, service: 'Application', source: 'entra', target, objectMappings: [mapping] }
}
