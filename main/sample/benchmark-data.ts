import { mkdir, open, writeFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { PROJECT_FORMAT_VERSION, type ProjectDocument } from '../../shared/model/project'
import { benchmarkMappings, plainMappings, type PlainRow } from './benchmark-mappings'
import { mixBits } from './random'

export interface BenchmarkManifest {
  readonly document: ProjectDocument
  /** Absolute paths. `changed` is `workers` with other titles in `changedRows` rows. */
  readonly files: { readonly project: string; readonly workers: string; readonly directory: string; readonly changed: string }
  readonly people: number
  readonly accounts: number
  /** What a first cycle plans: people without an account, and people whose account differs in at least one value. */
  readonly creates: number
  readonly updates: number
  readonly changedRows: number
}

/**
 * Writes the benchmark's files into a folder: `workers.csv` of 40 columns, `directory.csv` of 35 attributes with as many accounts,
 * `changed.csv` for an incremental cycle, and `rehearsal.json` with one job of 30 mappings. Nine in ten people have an account, three
 * in ten of those differ in one value. Every row depends on seed and position only, so memory stays the same for any number of people.
 */
export async function generateBenchmark(folder: string, options: { readonly people: number; readonly seed?: number }): Promise<BenchmarkManifest> {
  const { people, seed = 1 } = options
  if (!Number.isInteger(people) || people < 10 || people > MOST_PEOPLE) throw new RangeError(`The benchmark can have 10 to ${MOST_PEOPLE} people, not ${people}.`)
  await mkdir(folder, { recursive: true })
  const files = {
    project: path.join(folder, 'rehearsal.json'),
    workers: path.join(folder, 'workers.csv'),
    directory: path.join(folder, 'directory.csv'),
    changed: path.join(folder, 'changed.csv'),
  }
  const document = benchmarkDocument()
  await writeFile(files.project, `${JSON.stringify(document, null, 2)}\n`)
  const changedRows = await writeWorkers(files, people, seed)
  const { creates, updates } = await writeDirectory(files.directory, people, seed)
  return { document, files, people, accounts: people, creates, updates, changedRows }
}

/** The columns of `workers.csv`, 40. */
export const benchmarkColumns = [
  'Worker_ID', 'Worker_Type', 'User_ID', 'Active', 'Hire_Date', 'Termination_Date', 'On_Leave', 'Legal_First_Name', 'Middle_Name', 'Legal_Last_Name',
  'Preferred_First_Name', 'Preferred_Last_Name', 'Preferred_Name', 'Work_Phone', 'Mobile_Phone', 'Business_Title', 'Job_Code', 'Job_Family', 'Position_ID', 'Department_Code',
  'Department', 'Cost_Center', 'Company', 'Division', 'Supervisory_Organization', 'Manager_ID', 'Location_ID', 'Office', 'Address_Line_1', 'Municipality',
  'Region', 'Postal_Code', 'Country_Code', 'Country', 'Locale', 'FTE', 'Weekly_Hours', 'Pay_Group', 'Union_Code', 'Last_Modified',
] as const

/** The benchmark's project: two delimited systems and one job, nothing that a hand-written loop could not do as well. */
export function benchmarkDocument(): ProjectDocument {
  return {
    formatVersion: PROJECT_FORMAT_VERSION,
    name: 'Benchmark',
    seed: 1,
    systems: [
      {
        id: 'hr',
        name: 'HR export',
        product: 'workday',
        display: ['Preferred_Name'],
        settings: { kind: 'delimited', paths: ['workers.csv'], anchor: 'Worker_ID', objectType: 'worker' },
      },
      {
        id: 'directory',
        name: 'Directory export',
        product: 'activeDirectory',
        display: ['cn'],
        settings: { kind: 'delimited', paths: ['directory.csv'], anchor: 'objectGUID', objectType: 'user' },
      },
    ],
    jobs: [
      {
        id: 'hr-to-directory',
        name: 'HR → Directory',
        service: 'Workday',
        source: 'hr',
        target: 'directory',
        objectMappings: [{ id: 'worker-to-user', sourceType: 'worker', targetType: 'user', container: STAFF, attributeMappings: [...benchmarkMappings] }],
      },
    ],
  }
}

const MOST_PEOPLE = 9_000_000
const STAFF = 'OU=Staff,DC=northwind,DC=example'
/** Of ten people in a row, the last one has no account. */
const CREATES_EVERY = 10
const CHANGES_EVERY = 100
const CHUNK = 4 << 20
const LONGEST_LINE = 1 << 13

const columns: readonly string[] = benchmarkColumns
const QUOTED_OF_WORKERS = [columns.indexOf('Office'), columns.indexOf('Address_Line_1')]
const TITLE = columns.indexOf('Business_Title')
const mappings = plainMappings(columns)
const ownAttributes = ['objectGUID', 'distinguishedName', 'whenCreated', 'description', 'countryCode']
const accountAttributes = [...ownAttributes, ...mappings.map(mapping => mapping.target)]
const QUOTED_OF_ACCOUNTS = ['distinguishedName', 'physicalDeliveryOfficeName', 'streetAddress'].map(attribute => accountAttributes.indexOf(attribute))

async function writeWorkers(files: BenchmarkManifest['files'], people: number, seed: number): Promise<number> {
  let changedRows = 0
  const workers = await openLines(files.workers)
  const changed = await openLines(files.changed)
  try {
    workers.add(columns.join(','))
    changed.add(columns.join(','))
    for (let index = 0; index < people; index++) {
      const row = workerAt(index, seed, people)
      const title = row[TITLE] ?? ''
      const line = csvLine(row, QUOTED_OF_WORKERS)
      workers.add(line)
      if (index % CHANGES_EVERY === 13) {
        changedRows++
        row[TITLE] = `Lead ${title}`
        changed.add(row.join(','))
      } else changed.add(line)
      if (workers.full()) {
        await workers.flush()
        await changed.flush()
      }
    }
  } finally {
    await workers.close()
    await changed.close()
  }
  return changedRows
}

async function writeDirectory(file: string, people: number, seed: number): Promise<{ readonly creates: number; readonly updates: number }> {
  const accounts = await openLines(file)
  const stride = strideFor(people)
  let creates = 0
  let updates = 0
  try {
    accounts.add(accountAttributes.join(','))
    // The directory's order is not that of the HR system.
    for (let step = 0, index = 0; step < people; step++, index = (index + stride) % people) {
      const hasWorker = index % CREATES_EVERY !== CREATES_EVERY - 1
      if (!hasWorker) creates++
      // In the place of each person without an account the directory has one that nobody in HR has.
      const worker = hasWorker ? workerAt(index, seed, people) : workerAt(people + index, seed, people)
      const drift = hasWorker && mixBits(index ^ mixBits(seed + 7)) % 10 < 3 ? mixBits(index + seed) % DRIFTS.length : -1
      if (drift >= 0) updates++
      accounts.add(accountLine(worker, index, seed, DRIFTS[drift]))
      if (accounts.full()) await accounts.flush()
    }
  } finally {
    await accounts.close()
  }
  return { creates, updates }
}

/** What an account can have instead of the wanted value: an older value of one attribute. */
const DRIFTS: readonly { readonly target: string; readonly older: (value: string) => string }[] = [
  { target: 'title', older: value => `Assistant ${value}` },
  { target: 'department', older: value => `4000 ${value}` },
  { target: 'telephoneNumber', older: value => `${value.slice(0, 5)} ${value.slice(5)}` },
  { target: 'physicalDeliveryOfficeName', older: value => `${value} (old)` },
  { target: 'company', older: value => `${value} AB` },
  { target: 'extensionAttribute3', older: value => `${value.slice(0, -1)}X` },
  { target: 'sn', older: value => `${value}-Hale` },
]

function accountLine(worker: PlainRow, index: number, seed: number, drift: (typeof DRIFTS)[number] | undefined): string {
  const cells: (string | null)[] = [guidAt(index, seed), null, '20190411080000.0Z', 'Staff account', '752']
  for (const { target, value } of mappings) {
    const wanted = value(worker)
    cells.push(drift?.target === target ? drift.older(wanted ?? '') : wanted)
    if (target === 'cn') cells[1] = `CN=${wanted ?? ''},${STAFF}`
  }
  return csvLine(cells, QUOTED_OF_ACCOUNTS)
}

const GIVEN = [
  'Anna', 'Björn', 'Ciarán', 'Dorota', 'Elin', 'Fatma', 'Göran', 'Hedda', 'Ines', 'Jonas', 'Katarína', 'Lars', 'Małgorzata', 'Nils', 'Oona', 'Per',
  'Quyên', 'Rosa', 'Søren', 'Tuva', 'Umut', 'Vera', 'Wiktor', 'Ylva', 'Zoë', 'Ida',
]
const FAMILY = [
  'Aalto', 'Berg', 'Ciesla', 'Dahl', "O'Dowd", 'Ekström', 'Fonseca', 'Göransson', 'Holm', 'Iversen', 'Jansson', 'Kowalczyk', 'Lindqvist', 'Møller',
  'Nowak', 'Öberg', 'Pereira', 'Quist', 'Růžička', 'Sørensen', 'Tran', 'Ünal', 'Vestergaard', 'Wójcik', 'Yıldız', 'Zielińska', 'Marsh', 'Hale',
  'Byrne', 'Grant',
]
const TITLES = ['Nurse', 'Senior Nurse', 'Ward Physician', 'Porter', 'Laboratory Analyst', 'Radiographer', 'Pharmacist', 'Physiotherapist', 'Ward Clerk', 'Systems Engineer', 'Cook', 'Midwife']
const DEPARTMENTS = [
  ['4410', 'Cardiology'], ['4420', 'Oncology'], ['4430', 'Neurology'], ['4440', 'Paediatrics'], ['4450', 'Maternity'], ['5510', 'Pathology'],
  ['5520', 'Radiology'], ['6610', 'Catering'], ['6620', 'Cleaning'], ['7710', 'Finance'], ['7720', 'People and Culture'],
] as const
const SITES = [
  ['ALD', '3 Harbour Road', 'Aldermere', 'West', '41101', 'SE', 'Sweden', 'sv-SE'],
  ['BRA', '18, Station Street', 'Brannvik', 'North', '90220', 'SE', 'Sweden', 'sv-SE'],
  ['KEL', '1 Abbey Lane', 'Kelmoor', 'Leinster', 'D04 X2X2', 'IE', 'Ireland', 'en-IE'],
  ['SOL', 'ul. Lipowa 7', 'Solniki', 'Pomorze', '80-001', 'PL', 'Poland', 'pl-PL'],
  ['VES', 'Havnegade 22', 'Vesterlund', 'Jylland', '8000', 'DK', 'Denmark', 'da-DK'],
] as const

/** The cells of one worker in the order of the columns. Ids have the same length at every position, so that no account name is too long. */
function workerAt(index: number, seed: number, people: number): (string | null)[] {
  const bits = mixBits(index ^ mixBits(seed))
  const more = mixBits(bits + 0x9e3779b9)
  const id = String(10_000_000 + index)
  const given = GIVEN[bits % GIVEN.length]!
  const family = FAMILY[(bits >>> 8) % FAMILY.length]!
  const [departmentCode, department] = DEPARTMENTS[(bits >>> 16) % DEPARTMENTS.length]!
  const [site, address, town, region, postalCode, country, countryName, locale] = SITES[more % SITES.length]!
  const year = 1990 + (more >>> 8) % 36
  const number = String(more % 1_000_000).padStart(6, '0')
  const hired = `${year}-${two(1 + ((more >>> 4) % 12))}-${two(1 + ((more >>> 12) % 28))}`
  const left = (bits >>> 3) % 50 === 0
  return [
    id, more % 9 === 0 ? 'Agency' : 'Employee', `User.${number.slice(0, 3)}.${id}`, left ? '0' : '1', hired, left ? '2026-06-30' : null,
    more % 40 === 0 ? '1' : '0', given, more % 3 === 0 ? 'Maria' : null, family, given, family, `${given} ${family}`,
    `+46 (31) 00-${number.slice(0, 2)} ${number.slice(2)}`, more % 5 === 0 ? null : `+4670000${number}`, TITLES[(more >>> 16) % TITLES.length]!,
    `J${1000 + ((more >>> 16) % 900)}`, 'Care', `P-${number}-${id}`, departmentCode, department, `CC-${departmentCode}${site}`,
    'Northwind Hospital Group', more % 2 === 0 ? 'Hospitals' : 'Care in the community', `${department} ${town}`,
    String(10_000_000 + Math.floor(((index % people) / people) * Math.max(1, people / 20))), `L-${site}-${number.slice(0, 2)}`,
    `Building ${'ABCDEF'[more % 6]!}, floor ${more % 9}`, address, town, region, postalCode, country, countryName, locale,
    more % 4 === 0 ? '0.8' : '1', more % 4 === 0 ? '32' : '40', 'Monthly', more % 6 === 0 ? 'U2' : null, '2026-11-20T22:15:00Z',
  ]
}

function guidAt(index: number, seed: number): string {
  const hex = (value: number) => value.toString(16).padStart(8, '0')
  const middle = hex(mixBits(index + seed * 31))
  const end = hex(mixBits(index ^ 0x5bd1e995))
  return `${hex(index)}-${middle.slice(0, 4)}-4${middle.slice(5)}-a${end.slice(1, 4)}-${hex(mixBits(seed ^ index))}${end.slice(4)}`
}

/** A step that visits each of `people` positions once. */
function strideFor(people: number): number {
  for (const prime of [7919, 6007, 4999, 3989]) if (people % prime !== 0) return prime % people === 0 ? 1 : prime
  return 1
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** Cells without quotes in them; those at `quoted` may hold commas. Takes the cells: they are not the same afterwards. */
function csvLine(cells: (string | null)[], quoted: readonly number[]): string {
  for (const index of quoted) cells[index] = `"${cells[index] ?? ''}"`
  // An absent cell is joined as an empty one.
  return cells.join(',')
}

/** A file written in pieces of some megabytes, whose bytes are laid out in place: no long text is ever put together. */
async function openLines(file: string) {
  const handle: FileHandle = await open(file, 'w')
  const piece = Buffer.allocUnsafe(CHUNK + LONGEST_LINE)
  let length = 0
  const flush = async () => {
    await handle.write(piece, 0, length)
    length = 0
  }
  return {
    add: (line: string) => {
      length += piece.write(line, length)
      piece[length++] = 10
    },
    full: () => length >= CHUNK - LONGEST_LINE,
    flush,
    close: async () => {
      await flush()
      await handle.close()
    },
  }
}
