import type { GoldenExpectation, GoldenRecord } from '../../shared/model/project'
import { accountNameCandidates } from './directory'
import { REFERENCE_CLOCK, siteDn } from './organisation'
import type { Worker } from './people'
import { plainLatin } from './plain-latin'
import type { PlantedItem } from './planting'
import { workerRecord } from './workday-csv'

/**
 * The sample's golden records: people in whom the mappings were once wrong, or could be, with what they have to get. Expectations are
 * worked out here from the company, not by the expressions. A company without somebody of a kind goes without that record.
 */
export function goldenRecords(workers: readonly Worker[], planted: readonly PlantedItem[]): GoldenRecord[] {
  const byId = new Map(workers.map((worker) => [worker.workerId, worker]))
  const first = (item: string): Worker | undefined => byId.get(planted.find(({ id }) => id === item)?.people[0]?.anchor ?? '')
  const inOrder = (worker: Worker): boolean => worker.standing === 'established' && worker.active
  const candidates: readonly (Situation | undefined)[] = [
    situation('hyphenated-name', 'A hyphen is no part of an account name', workers.find((w) => inOrder(w) && w.legalLast.includes('-') && isAscii(w.legalLast)), ['Legal_First_Name', 'Legal_Last_Name'], accountNameOf),
    situation('no-diacritics', 'An account name has no diacritics', workers.find((w) => inOrder(w) && !isAscii(w.legalLast) && isAscii(plainLatin(w.legalLast))), ['Legal_First_Name', 'Legal_Last_Name'], accountNameOf),
    situation('one-word-name', 'Who has one name has no given name', first('one-word-names'), ['Preferred_First_Name', 'Preferred_Last_Name', 'Preferred_Name'], (w) => ({ givenName: null, sn: w.legalLast, cn: w.preferred })),
    situation('rehired', 'Who comes back is on again, at their site', first('rehired'), ['Active', 'Hire_Date', 'Location'], (w) => ({ accountDisabled: 'False', parentDistinguishedName: siteDn(w.site.name) })),
    situation('on-leave', 'On leave is not having left', first('on-leave'), ['Active', 'Hire_Date', 'On_Leave', 'Leave_Type'], () => ({ accountDisabled: 'False', objectFilter: { action: 'IgnoreAttributeFlow' } })),
    situation('has-left', 'Who has left is off', first('left-account-on'), ['Active', 'Hire_Date', 'Termination_Date'], () => ({ accountDisabled: 'True' })),
    situation('starts-later', 'Who starts in more than 30 days gets no account yet', first('starts-later'), ['Active', 'Hire_Date'], () => ({ objectFilter: { action: 'IgnoreObjectFlow' }, accountDisabled: 'True' })),
    situation('date-in-another-form', 'A date written day first is an error, not a guess', first('date-in-another-form'), ['Active', 'Hire_Date'], () => ({ objectFilter: { error: 'InvalidDate' } })),
    situation('telephone-number', 'A telephone number is a plus sign and digits', workers.find((w) => inOrder(w) && w.workPhone.includes('(')), ['Work_Phone'], (w) => ({
      telephoneNumber: [...w.workPhone].filter((character) => /[+\d]/.test(character)).join(''),
    })),
  ]
  return candidates.filter((one) => one !== undefined).map(toRecord)
}

interface Situation {
  readonly id: string
  readonly name: string
  readonly worker: Worker
  /** What the mappings under test read, and what shows the situation. */
  readonly columns: readonly string[]
  readonly expect: Readonly<Record<string, GoldenExpectation>>
}

function situation(id: string, name: string, worker: Worker | undefined, columns: readonly string[], expect: (worker: Worker) => Situation['expect']): Situation | undefined {
  return worker && { id, name: `${name} (${worker.preferred})`, worker, columns, expect: expect(worker) }
}

function toRecord({ id, name, worker, columns, expect }: Situation): GoldenRecord {
  const row = workerRecord({ worker, modifiedAt: REFERENCE_CLOCK })
  return {
    id, name, job: 'workday-to-ad', objectMapping: 'worker-to-user', anchor: worker.workerId,
    record: Object.fromEntries(Object.entries(row).filter(([column]) => columns.includes(column))),
    now: REFERENCE_CLOCK, expect,
  }
}

function accountNameOf(worker: Worker): Situation['expect'] {
  return { sAMAccountName: accountNameCandidates(worker)[0] ?? null }
}

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
  return /^[\x00-\x7f]*$/.test(text)
}
