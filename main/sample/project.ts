import { PROJECT_FORMAT_VERSION, type AttributeMapping, type FilterClause, type GoldenRecord, type ProjectDocument } from '../../shared/model/project'
import { companies, DRAFT_DOMAIN, newSite, SAVED_DOMAIN, siteDn, sites, STAFF_DN, workerTypes } from './organisation'

/** A saved version of the sample's project. */
export interface SampleVersion {
  readonly version: number
  readonly savedAt: string
  readonly note: string
  readonly document: ProjectDocument
}

export interface SampleSettings {
  readonly seed: number
  /** How many disables and deletes are too many. */
  readonly guard: number
  readonly protectedAccounts: readonly string[]
  readonly tests: readonly GoldenRecord[]
}

/** What the sample's project has been, oldest first; the last one is what `rehearsal.json` holds. */
export function sampleVersions(given: SampleSettings): readonly SampleVersion[] {
  return [
    { version: 1, savedAt: '2026-10-02T08:15:00Z', note: 'First mappings, departments with their code', document: firstVersion(given) },
    {
      version: 2, savedAt: '2026-11-12T14:40:00Z', note: 'Departments without code, students out of scope, late hires wait, a closer guard', document: savedVersion(given),
    },
  ]
}

/** The draft: the new mail domain, and agency staff out of scope. */
export function sampleDraft(document: ProjectDocument): ProjectDocument {
  const draft = structuredClone(document)
  for (const mapping of draft.jobs[0]?.objectMappings ?? []) {
    mapping.scope = { groups: (mapping.scope?.groups ?? []).map(group => ({ ...group, clauses: [...group.clauses, notEqual('Worker_Type', workerTypes.agency)] })) }
    mapping.attributeMappings = mapping.attributeMappings.map((attribute): AttributeMapping => attribute.target === 'mail'
      ? { type: 'Expression', expression: `Replace([Email_Work], "@${SAVED_DOMAIN}", , , "@${DRAFT_DOMAIN}", , )`, target: 'mail', matchingPriority: 2 }
      : attribute)
  }
  return draft
}

function savedVersion({ seed, guard, protectedAccounts, tests }: SampleSettings): ProjectDocument {
  return documentWith({
    seed, tests,
    clauses: [notEqual('Company', companies.research), notEqual('Worker_Type', workerTypes.student)],
    guards: { deletions: { enabled: true, value: guard }, protected: [...protectedAccounts] },
    attributeMappings: savedMappings,
  })
}

function firstVersion({ seed, guard }: SampleSettings): ProjectDocument {
  return documentWith({
    seed,
    clauses: [notEqual('Company', companies.research)],
    guards: { deletions: { enabled: true, value: guard * 5 } },
    attributeMappings: savedMappings.filter(mapping => mapping.target !== 'objectFilter').map(mapping => mapping.target === 'department'
      ? { type: 'Expression', expression: 'Join(" ", [Department_Code], [Department])', target: 'department' }
      : mapping),
  })
}

function documentWith(given: {
  readonly seed: number
  readonly clauses: FilterClause[]
  readonly guards: NonNullable<ProjectDocument['jobs'][number]['guards']>
  readonly attributeMappings: readonly AttributeMapping[]
  readonly tests?: readonly GoldenRecord[]
}): ProjectDocument {
  return {
    formatVersion: PROJECT_FORMAT_VERSION,
    name: 'Northwind Hospital Group',
    sample: true,
    seed: given.seed,
    defaultDomain: SAVED_DOMAIN,
    systems: [
      {
        id: 'workday',
        name: 'Workday',
        settings: { kind: 'delimited', paths: ['data/workers.csv'], anchor: 'Worker_ID', objectType: 'worker' },
        product: 'workday',
        display: ['Preferred_Name'],
        attributes: { Hire_Date: { type: 'DateTime' }, Termination_Date: { type: 'DateTime' }, Manager_ID: { type: 'Reference' } },
      },
      {
        id: 'ad',
        name: 'Active Directory',
        settings: { kind: 'ldif', paths: ['data/directory.ldif'] },
        product: 'activeDirectory',
        display: ['cn'],
      },
    ],
    jobs: [
      {
        id: 'workday-to-ad',
        name: 'Workday → Active Directory',
        service: 'Workday',
        source: 'workday',
        target: 'ad',
        guards: given.guards,
        objectMappings: [
          {
            id: 'worker-to-user',
            name: 'Workers to users',
            sourceType: 'worker',
            targetType: 'user',
            scope: { groups: [{ name: 'Staff of the hospitals', clauses: given.clauses }] },
            container: STAFF_DN,
            attributeMappings: [...given.attributeMappings],
          },
        ],
      },
    ],
    ...(given.tests === undefined ? {} : { tests: [...given.tests] }),
  }
}

function notEqual(attribute: string, value: string): FilterClause {
  return { attribute, operator: 'NOT EQUALS', value }
}

/** Initial letters and family name, without anything that an account name may not hold. */
function accountName(letters: number): string {
  return `Mid(Replace(ToLower(NormalizeDiacritics(Join("", Mid([Legal_First_Name], 1, ${letters}), [Legal_Last_Name]))), , "[^a-z0-9]", , "", , ), 1, 20)`
}

const places = [...sites, newSite].map(site => `"${site.name}", "${siteDn(site.name)}"`).join(', ')

const savedMappings: readonly AttributeMapping[] = [
  {
    type: 'Expression', expression: 'IIF(DateDiff("d", Now(), CDate([Hire_Date])) > 30, IgnoreObjectFlow, IgnoreAttributeFlow)',
    target: 'objectFilter', note: 'Who starts in more than 30 days gets no account yet.',
  },
  { type: 'Direct', source: 'Employee_ID', target: 'employeeID', apply: 'ObjectAddOnly', matchingPriority: 1 },
  { type: 'Direct', source: 'Email_Work', target: 'mail', matchingPriority: 2 },
  { type: 'Expression', expression: 'ToLower([User_ID])', target: 'userPrincipalName', apply: 'ObjectAddOnly', matchingPriority: 3 },
  { type: 'Direct', source: 'Preferred_Name', target: 'cn', apply: 'ObjectAddOnly' },
  { type: 'Expression', expression: `SelectUniqueValue(${[1, 2, 3].map(accountName).join(', ')})`, target: 'sAMAccountName', apply: 'ObjectAddOnly' },
  {
    type: 'Expression', expression: `Switch([Active], "True", "1", IIF(DateDiff("d", CDate([Hire_Date]), Now()) < 0, "True", "False"))`,
    target: 'accountDisabled', note: 'On from the day before the first day of work, off as soon as somebody has left.',
  },
  { type: 'Direct', source: 'Preferred_First_Name', target: 'givenName' },
  { type: 'Direct', source: 'Preferred_Last_Name', target: 'sn' },
  { type: 'Direct', source: 'Preferred_Name', target: 'displayName' },
  { type: 'Direct', source: 'Company', target: 'company' },
  { type: 'Direct', source: 'Department', target: 'department' },
  { type: 'Direct', source: 'Business_Title', target: 'title' },
  { type: 'Direct', source: 'Manager_ID', target: 'manager' },
  { type: 'Direct', source: 'Address_Line_1', target: 'streetAddress' },
  { type: 'Direct', source: 'Municipality', target: 'l' },
  { type: 'Direct', source: 'Postal_Code', target: 'postalCode' },
  { type: 'Direct', source: 'Country_Code', target: 'c' },
  { type: 'Direct', source: 'Country', target: 'co' },
  { type: 'Direct', source: 'Office', target: 'physicalDeliveryOfficeName' },
  { type: 'Expression', expression: 'Replace([Work_Phone], , "[()\\\\s-]+", , "", , )', target: 'telephoneNumber' },
  { type: 'Direct', source: 'Mobile_Phone', target: 'mobile' },
  { type: 'Direct', source: 'Worker_Type', target: 'employeeType' },
  { type: 'Direct', source: 'Locale', target: 'preferredLanguage' },
  { type: 'Expression', expression: 'Mid([Cost_Center], 4, 10)', target: 'extensionAttribute1' },
  { type: 'Expression', expression: `Switch([Location], "${STAFF_DN}", ${places})`, target: 'parentDistinguishedName' },
]
