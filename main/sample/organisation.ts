/** The sample company: where it works, in what, under which names. Places, people and numbers are invented. */

export const REFERENCE_CLOCK = '2026-11-21T06:00:00Z'
export const SECOND_DAY_CLOCK = '2026-11-22T06:00:00Z'

export const SAVED_DOMAIN = 'northwind.example'
export const DRAFT_DOMAIN = 'nwhg.example'

export const DOMAIN_DN = 'DC=northwind,DC=example'
export const STAFF_DN = `OU=Staff,${DOMAIN_DN}`
export const DISABLED_DN = `OU=Disabled Users,${DOMAIN_DN}`
export const SERVICE_DN = `OU=Service Accounts,${DOMAIN_DN}`
export const ADMINS_DN = `OU=Administrators,${DOMAIN_DN}`
export const MAILBOXES_DN = `OU=Shared Mailboxes,${DOMAIN_DN}`
export const GROUPS_DN = `OU=Groups,${DOMAIN_DN}`

export interface Site {
  readonly name: string
  readonly address: string
  readonly postalCode: string
  readonly region: string
  readonly countryCode: string
  readonly country: string
  /** The country's number in `countryCode` of Active Directory. */
  readonly countryNumber: string
  readonly locale: string
  /** Country and area code, as HR writes them. */
  readonly dialling: string
  /** Of a hundred people, how many work here. */
  readonly share: number
}

export const sites: readonly Site[] = [
  { name: 'Aldermere', address: '3 Harbour Road', postalCode: '411 01', region: 'West', countryCode: 'SE', country: 'Sweden', countryNumber: '752', locale: 'sv-SE', dialling: '+46 (31)', share: 27 },
  {
    name: 'Brannvik', address: '18 Station Street', postalCode: '902 20', region: 'North', countryCode: 'SE', country: 'Sweden', countryNumber: '752',
    locale: 'sv-SE', dialling: '+46 (90)', share: 14,
  },
  {
    name: 'Åsmyra', address: '7 Mill Lane, Building B', postalCode: '681 40', region: 'West', countryCode: 'SE', country: 'Sweden',
    countryNumber: '752', locale: 'sv-SE', dialling: '+46 (550)', share: 8,
  },
  { name: 'Vesterlund', address: 'Havnegade 22', postalCode: '8000', region: 'Jylland', countryCode: 'DK', country: 'Denmark', countryNumber: '208', locale: 'da-DK', dialling: '+45 (86)', share: 12 },
  { name: 'Fjellheim', address: 'Storgata 41', postalCode: '7010', region: 'Midt', countryCode: 'NO', country: 'Norway', countryNumber: '578', locale: 'nb-NO', dialling: '+47 (73)', share: 10 },
  {
    name: 'Kelmoor', address: '1 Abbey Lane', postalCode: 'D04 X2X2', region: 'Leinster', countryCode: 'IE', country: 'Ireland', countryNumber: '372',
    locale: 'en-IE', dialling: '+353 (1)', share: 11,
  },
  { name: 'Solniki', address: 'ul. Lipowa 7', postalCode: '80-001', region: 'Pomorze', countryCode: 'PL', country: 'Poland', countryNumber: '616', locale: 'pl-PL', dialling: '+48 (58)', share: 10 },
  { name: 'Lindenau', address: 'Am Kanal 15', postalCode: '23500', region: 'Holstein', countryCode: 'DE', country: 'Germany', countryNumber: '276', locale: 'de-DE', dialling: '+49 (451)', share: 8 },
]

/** The newest site: HR has it, the directory has no organizational unit for it yet. */
export const newSite: Site = {
  name: 'Halmora', address: '2 Quay Square', postalCode: '301 02', region: 'South', countryCode: 'SE', country: 'Sweden', countryNumber: '752', locale: 'sv-SE', dialling: '+46 (35)', share: 0,
}

export function siteDn(site: string): string {
  return `OU=${site},${STAFF_DN}`
}

export interface Department {
  readonly code: string
  readonly name: string
  readonly family: string
  readonly titles: readonly string[]
  readonly share: number
}

const nursing = ['Nurse', 'Senior Nurse', 'Charge Nurse', 'Healthcare Assistant', 'Ward Physician', 'Consultant', 'Registrar', 'Ward Clerk']
const laboratory = ['Laboratory Analyst', 'Senior Analyst', 'Laboratory Assistant', 'Quality Lead']
const office = ['Officer', 'Senior Officer', 'Analyst', 'Coordinator', 'Assistant']

export const departments: readonly Department[] = [
  { code: '4410', name: 'Cardiology', family: 'Care', titles: nursing, share: 9 },
  { code: '4420', name: 'Oncology', family: 'Care', titles: nursing, share: 9 },
  { code: '4430', name: 'Neurology', family: 'Care', titles: nursing, share: 6 },
  { code: '4440', name: 'Paediatrics', family: 'Care', titles: nursing, share: 8 },
  { code: '4450', name: 'Maternity', family: 'Care', titles: [...nursing, 'Midwife', 'Senior Midwife'], share: 7 },
  { code: '4460', name: 'Emergency', family: 'Care', titles: [...nursing, 'Paramedic'], share: 10 },
  { code: '4470', name: 'Intensive Care', family: 'Care', titles: nursing, share: 6 },
  { code: '4480', name: 'Orthopaedics', family: 'Care', titles: nursing, share: 6 },
  { code: '4490', name: 'Geriatrics', family: 'Care', titles: nursing, share: 7 },
  { code: '5510', name: 'Pathology', family: 'Diagnostics', titles: laboratory, share: 3 },
  { code: '5520', name: 'Radiology', family: 'Diagnostics', titles: ['Radiographer', 'Senior Radiographer', 'Radiologist', 'Imaging Assistant'], share: 4 },
  { code: '5530', name: 'Pharmacy', family: 'Diagnostics', titles: ['Pharmacist', 'Senior Pharmacist', 'Pharmacy Technician'], share: 3 },
  { code: '5540', name: 'Physiotherapy', family: 'Care', titles: ['Physiotherapist', 'Senior Physiotherapist', 'Therapy Assistant'], share: 3 },
  { code: '6610', name: 'Catering', family: 'Facilities', titles: ['Cook', 'Kitchen Assistant', 'Kitchen Lead'], share: 4 },
  { code: '6620', name: 'Cleaning and Linen', family: 'Facilities', titles: ['Cleaner', 'Linen Assistant', 'Shift Lead'], share: 5 },
  { code: '6630', name: 'Buildings and Grounds', family: 'Facilities', titles: ['Electrician', 'Caretaker', 'Gardener', 'Building Engineer'], share: 2 },
  { code: '7710', name: 'Finance', family: 'Administration', titles: office, share: 2 },
  { code: '7720', name: 'People and Culture', family: 'Administration', titles: office, share: 2 },
  {
    code: '7730', name: 'Information Technology', family: 'Administration',
    titles: ['Systems Engineer', 'Service Desk Analyst', 'Network Engineer', 'Application Owner', 'Clinical Systems Trainer'], share: 3,
  },
  { code: '7740', name: 'Communications', family: 'Administration', titles: office, share: 1 },
]

export const companies = {
  group: 'Northwind Hospital Group',
  care: 'Northwind Care Homes',
  diagnostics: 'Northwind Diagnostics',
  /** Has a directory of its own: out of scope. */
  research: 'Northwind Research Institute',
  /** Longer than the 64 characters that `company` takes. */
  tooLong: 'Northwind Shared Clinical Laboratories, Imaging and Pharmacy Services Partnership',
} as const

export const workerTypes = { employee: 'Employee', agency: 'Agency', student: 'Student', volunteer: 'Volunteer' } as const
