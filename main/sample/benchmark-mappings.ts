import type { AttributeMapping } from '../../shared/model/project'
import { plainLatin } from './plain-latin'

/** One cell for each name given to `plainMappings`, `null` where the person has no value. */
export type PlainRow = readonly (string | null)[]

/** One of the benchmark's mappings as a program without features would have it. */
export interface PlainMapping {
  readonly target: string
  readonly value: (row: PlainRow) => string | null
}

/** The benchmark's 30 mappings, in the order of `plainMappings`: 22 direct ones and 8 expressions; `employeeID` is the one that matches. */
export const benchmarkMappings: readonly AttributeMapping[] = [
  { type: 'Direct', source: 'Worker_ID', target: 'employeeID', matchingPriority: 1 },
  { type: 'Expression', expression: 'Join(" ", [Preferred_First_Name], [Preferred_Last_Name], [Worker_ID])', target: 'cn' },
  { type: 'Expression', expression: 'ToLower([User_ID])', target: 'sAMAccountName' },
  { type: 'Expression', expression: 'Append([User_ID], "@northwind.example")', target: 'userPrincipalName' },
  { type: 'Expression', expression: 'ToLower(NormalizeDiacritics(Join("", [Legal_First_Name], ".", [Legal_Last_Name], ".", [Worker_ID], "@northwind.example")))', target: 'mail' },
  { type: 'Expression', expression: 'Replace([Work_Phone], , "[()\\\\s-]+", , "", , )', target: 'telephoneNumber' },
  {
    type: 'Expression',
    expression: 'Switch([Department_Code], [Department], "4410", "Heart Centre", "4420", "Cancer Centre", "4430", "Brain and Nerves", "5510", "Laboratories")',
    target: 'department',
  },
  { type: 'Expression', expression: 'IIF([Active]="1", "False", "True")', target: 'accountDisabled' },
  { type: 'Expression', expression: 'Mid([Cost_Center], 4, 8)', target: 'extensionAttribute1' },
  { type: 'Direct', source: 'Preferred_Name', target: 'displayName' },
  { type: 'Direct', source: 'Preferred_First_Name', target: 'givenName' },
  { type: 'Direct', source: 'Preferred_Last_Name', target: 'sn' },
  { type: 'Direct', source: 'Company', target: 'company' },
  { type: 'Direct', source: 'Division', target: 'division' },
  { type: 'Direct', source: 'Business_Title', target: 'title' },
  { type: 'Direct', source: 'Address_Line_1', target: 'streetAddress' },
  { type: 'Direct', source: 'Municipality', target: 'l' },
  { type: 'Direct', source: 'Region', target: 'st' },
  { type: 'Direct', source: 'Postal_Code', target: 'postalCode' },
  { type: 'Direct', source: 'Country_Code', target: 'c' },
  { type: 'Direct', source: 'Country', target: 'co' },
  { type: 'Direct', source: 'Office', target: 'physicalDeliveryOfficeName' },
  { type: 'Direct', source: 'Mobile_Phone', target: 'mobile' },
  { type: 'Direct', source: 'Worker_Type', target: 'employeeType' },
  { type: 'Direct', source: 'Locale', target: 'preferredLanguage' },
  { type: 'Direct', source: 'Position_ID', target: 'employeeNumber' },
  { type: 'Direct', source: 'Hire_Date', target: 'extensionAttribute2' },
  { type: 'Direct', source: 'Manager_ID', target: 'extensionAttribute3' },
  { type: 'Direct', source: 'Job_Code', target: 'extensionAttribute4' },
  { type: 'Direct', source: 'Location_ID', target: 'extensionAttribute5' },
]

/** The same mappings written by hand over rows whose cells have these names. Both give the same value for every row that the benchmark generates. */
export function plainMappings(names: readonly string[]): readonly PlainMapping[] {
  const at = (name: string) => {
    const index = names.indexOf(name)
    if (index < 0) throw new RangeError(`The benchmark's rows have no column ${name}.`)
    return index
  }
  const first = at('Preferred_First_Name')
  const last = at('Preferred_Last_Name')
  const legalFirst = at('Legal_First_Name')
  const legalLast = at('Legal_Last_Name')
  const id = at('Worker_ID')
  const user = at('User_ID')
  const phone = at('Work_Phone')
  const department = at('Department')
  const departmentCode = at('Department_Code')
  const active = at('Active')
  const costCenter = at('Cost_Center')
  const expressions: Readonly<Record<string, PlainMapping['value']>> = {
    cn: row => joinPresent(row[first], row[last], row[id]),
    sAMAccountName: row => row[user]?.toLowerCase() ?? null,
    userPrincipalName: row => `${row[user] ?? ''}@northwind.example`,
    mail: row => plainLatin(`${row[legalFirst] ?? ''}.${row[legalLast] ?? ''}.${row[id] ?? ''}@northwind.example`).toLowerCase(),
    telephoneNumber: row => row[phone]?.replace(PHONE_NOISE, '') ?? null,
    department: row => DEPARTMENT_NAMES.get(row[departmentCode] ?? '') ?? row[department] ?? null,
    accountDisabled: row => (row[active] === '1' ? 'False' : 'True'),
    extensionAttribute1: row => row[costCenter]?.slice(3, 11) ?? null,
  }
  return benchmarkMappings.map(mapping => {
    if (mapping.type === 'Direct') {
      const index = at(mapping.source)
      return { target: mapping.target, value: row => row[index] ?? null }
    }
    const value = expressions[mapping.target]
    if (value === undefined) throw new RangeError(`The benchmark has no plain form of the mapping of ${mapping.target}.`)
    return { target: mapping.target, value }
  })
}

const PHONE_NOISE = /[()\s-]+/g
const DEPARTMENT_NAMES: ReadonlyMap<string, string> = new Map([
  ['4410', 'Heart Centre'],
  ['4420', 'Cancer Centre'],
  ['4430', 'Brain and Nerves'],
  ['5510', 'Laboratories'],
])

function joinPresent(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(part => part !== null && part !== undefined && part !== '').join(' ')
}
