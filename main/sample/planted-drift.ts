import { placeAt, type Account } from './directory'
import { sites, workerTypes } from './organisation'
import { officeAt, scaled, type Worker } from './people'
import type { Planting } from './planting'
import type { Random } from './random'

/** What HR changed and the directory has not got yet, in groups of different size. One person may be in several. */
export function plantDrift(planting: Planting): void {
  const { random, people, population, accountOf, directory, add } = planting
  const unclaimed = planting.unclaimed()
  const some = (count: number, suits: (worker: Worker) => boolean) => random
    .shuffle(unclaimed.filter(suits))
    .slice(0, scaled(count, people))
    .sort((one, other) => (one.workerId < other.workerId ? -1 : 1))
  const plant = (id: string, sentence: string, attribute: string, workers: readonly Worker[], outdate: (account: Account, worker: Worker) => void) => {
    for (const worker of workers) outdate(accountOf(worker), worker)
    add(id, sentence, workers, { where: 'plan', kind: 'update', status: 'planned', attribute }, workers.map(accountOf))
  }

  plant('department-with-code', 'The directory still has the department with its code in front: 4410 Cardiology.', 'department', some(611, () => true), (account, worker) => {
    account.department = `${worker.department.code} ${worker.department.name}`
  })
  plant('telephone-with-blanks', 'The directory has telephone numbers with blanks and brackets, as they were typed.', 'telephoneNumber', some(298, worker => worker.workPhone !== ''), (account, worker) => {
    account.phone = worker.workPhone
  })
  plant('title-changed', 'They have another title than the directory says.', 'title', some(152, worker => worker.department.titles.includes(worker.title)), (account, worker) => {
    account.title = otherThan(random, worker.department.titles, worker.title)
  })
  const otherManager = managersOf(planting)
  plant('manager-changed', 'They report to somebody else than the directory says.', 'manager', some(118, worker => worker.managerId !== ''), (account, worker) => {
    account.manager = otherManager(worker)
  })
  plant('office-changed', 'They have moved to another building or floor.', 'physicalDeliveryOfficeName', some(87, worker => worker.office !== ''), (account, worker) => {
    account.office = otherOffice(random, worker.office)
  })
  plant('site-changed', 'They work at another site now: their accounts move to its organizational unit and get its address.', 'parentDistinguishedName', some(58, worker => !worker.manages), (account, worker) => {
    placeAt(account, otherThan(random, sites, worker.site))
  })
  const names = new Set([...directory.accounts.map(account => account.cn), ...population.workers.map(worker => worker.preferred)])
  plant('family-name-changed', 'They have a new family name; the directory has the old one, and keeps it in cn, which flows on creation only.', 'sn', some(34, worker => worker.preferredFirst === worker.legalFirst
    && worker.preferredFirst !== ''
    && worker.preferredLast === worker.legalLast), (account, worker) => {
    let former = population.freshName().legalLast
    while (names.has(`${worker.preferredFirst} ${former}`)) former = population.freshName().legalLast
    account.sn = former
    account.displayName = account.cn = `${worker.preferredFirst} ${former}`
    names.add(account.cn)
  })
  plant('mobile-changed', 'They have a new mobile number.', 'mobile', some(46, worker => worker.mobile !== ''), (account, worker) => {
    account.mobile = `${worker.mobile.slice(0, -2)}${String((Number(worker.mobile.slice(-2)) + 50) % 100).padStart(2, '0')}`
  })
  plant('became-employee', 'They came from an agency and are employed now.', 'employeeType', some(21, worker => worker.workerType === workerTypes.employee && !worker.manages), account => {
    account.employeeType = workerTypes.agency
  })
}

/** Another of the values, at random. */
function otherThan<Value>(random: Random, values: readonly Value[], value: Value): Value {
  return random.pick(values.filter(other => other !== value))
}

function otherOffice(random: Random, office: string): string {
  let other = officeAt(random)
  while (other === office) other = officeAt(random)
  return other
}

/** Draws the account of a manager of the same site who is not theirs. */
function managersOf({ random, population, accountOf }: Planting): (worker: Worker) => Account {
  const managers = new Map<Worker['site'], Worker[]>()
  for (const worker of population.workers) {
    if (!worker.manages) continue
    const held = managers.get(worker.site)
    if (held) held.push(worker)
    else managers.set(worker.site, [worker])
  }
  return worker => accountOf(random.pick((managers.get(worker.site) ?? []).filter(other => other.workerId !== worker.managerId && other !== worker)))
}
