import type { Worker } from './people'

/** A row of the export: a worker and when HR last touched the record. */
export interface WorkerRow {
  readonly worker: Worker
  readonly modifiedAt: string
}

/** The report as Workday writes it: comma-separated UTF-8, a row for each worker, absent cells blank, plain ISO dates. */
export function workersCsv(rows: readonly WorkerRow[]): string {
  const lines = [COLUMNS.map(([name]) => name).join(',')]
  for (const row of rows) lines.push(COLUMNS.map(([, cell]) => quoted(cell(row))).join(','))
  return `${lines.join('\n')}\n`
}

/** What a worker's row says, by column; blank cells are absent. */
export function workerRecord(row: WorkerRow): Readonly<Record<string, string>> {
  return Object.fromEntries(COLUMNS.map(([name, cell]) => [name, cell(row)] as const).filter(([, text]) => text !== ''))
}

type Column = readonly [name: string, cell: (row: WorkerRow) => string]

const COLUMNS: readonly Column[] = [
  ['Worker_ID', ({ worker }) => worker.workerId],
  ['Employee_ID', ({ worker }) => worker.employeeId],
  ['Worker_Type', ({ worker }) => worker.workerType],
  ['User_ID', ({ worker }) => worker.userId],
  ['Active', ({ worker }) => (worker.active ? '1' : '0')],
  ['Hire_Date', ({ worker }) => worker.hireDate],
  ['Termination_Date', ({ worker }) => worker.terminationDate],
  ['Last_Day_of_Work', ({ worker }) => worker.terminationDate],
  ['On_Leave', ({ worker }) => (worker.leaveType === '' ? '0' : '1')],
  ['Leave_Type', ({ worker }) => worker.leaveType],
  ['Legal_First_Name', ({ worker }) => worker.legalFirst],
  ['Legal_Last_Name', ({ worker }) => worker.legalLast],
  ['Preferred_First_Name', ({ worker }) => worker.preferredFirst],
  ['Preferred_Last_Name', ({ worker }) => worker.preferredLast],
  ['Preferred_Name', ({ worker }) => worker.preferred],
  ['Email_Work', ({ worker }) => worker.email],
  ['Work_Phone', ({ worker }) => worker.workPhone],
  ['Mobile_Phone', ({ worker }) => worker.mobile],
  ['Business_Title', ({ worker }) => worker.title],
  ['Job_Family', ({ worker }) => worker.department.family],
  ['Position_ID', ({ worker }) => (worker.workerId === '' ? '' : `P-${worker.workerId.slice(1)}`)],
  ['Department_Code', ({ worker }) => worker.department.code],
  ['Department', ({ worker }) => worker.department.name],
  ['Cost_Center', ({ worker }) => worker.costCenter],
  ['Company', ({ worker }) => worker.company],
  ['Supervisory_Organization', ({ worker }) => `${worker.department.name}, ${worker.site.name}`],
  ['Manager_ID', ({ worker }) => worker.managerId],
  ['Location', ({ worker }) => worker.site.name],
  ['Office', ({ worker }) => worker.office],
  ['Address_Line_1', ({ worker }) => worker.site.address],
  ['Municipality', ({ worker }) => worker.site.name],
  ['Region', ({ worker }) => worker.site.region],
  ['Postal_Code', ({ worker }) => worker.site.postalCode],
  ['Country_Code', ({ worker }) => worker.site.countryCode],
  ['Country', ({ worker }) => worker.site.country],
  ['Locale', ({ worker }) => worker.site.locale],
  ['FTE', ({ worker }) => (worker.partTime ? '0.8' : '1')],
  ['Weekly_Hours', ({ worker }) => (worker.partTime ? '32' : '40')],
  ['Last_Modified', ({ modifiedAt }) => modifiedAt],
]

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
