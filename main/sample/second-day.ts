import { accountNameCandidates } from './directory'
import { latinName } from './names'
import { departments } from './organisation'
import { byWorkerId, dayFromClock, rename, scaled, type Worker } from './people'
import type { Planting } from './planting'
import type { WorkerRow } from './workday-csv'

const MODIFIED_AT = '2026-11-22T05:10:00Z'

/** The next day's export: everybody again, as the first day's rows say, with what happened since. Adds what it plants. */
export function secondDayRows(planting: Planting, firstDay: readonly WorkerRow[]): readonly WorkerRow[] {
  const changed = new Map<string, Worker>()
  const edit = (worker: Worker, change: (copy: Worker) => void) => {
    const copy = changed.get(worker.workerId) ?? { ...worker }
    change(copy)
    changed.set(worker.workerId, copy)
  }
  leave(planting, edit)
  move(planting, edit)
  comeBack(planting, edit)
  const gone = leaveTheExport(planting)
  const hires = hire(planting)
  const rows = firstDay
    .filter(row => row.worker !== gone)
    .map((row): WorkerRow => {
      const copy = changed.get(row.worker.workerId)
      return copy === undefined ? row : { worker: copy, modifiedAt: MODIFIED_AT }
    })
  return [...rows, ...hires.map(worker => ({ worker, modifiedAt: MODIFIED_AT }))]
}

type Edit = (worker: Worker, change: (copy: Worker) => void) => void

function leave({ people, takeEstablished, accountOf, add }: Planting, edit: Edit): void {
  const leavers = takeEstablished(scaled(11, people))
  for (const worker of leavers) edit(worker, copy => { copy.active = false; copy.terminationDate = dayFromClock(0) })
  add('second-day-leavers', 'They leave on the second day.', leavers, { where: 'secondDayPlan', kind: 'disable', status: 'planned' }, leavers.map(accountOf))
}

function move({ random, people, population, takeEstablished, accountOf, add }: Planting, edit: Edit): void {
  const promoted = takeEstablished(scaled(16, people))
  for (const worker of promoted) edit(worker, copy => { copy.title = `Deputy ${copy.title}` })
  add('second-day-titles', 'They get another title on the second day.', promoted, { where: 'secondDayPlan', kind: 'update', status: 'planned', attribute: 'title' }, promoted.map(accountOf))
  const transferred = takeEstablished(scaled(10, people))
  for (const worker of transferred) {
    const department = random.pick(departments.filter(other => other !== worker.department))
    edit(worker, copy => {
      copy.department = department
      copy.costCenter = `CC-${department.code}-${copy.site.name.slice(0, 3).toUpperCase()}`
    })
  }
  add('second-day-departments', 'They change department on the second day.', transferred, {
    where: 'secondDayPlan', kind: 'update', status: 'planned', attribute: 'department',
  }, transferred.map(accountOf))
  const reassigned = takeEstablished(scaled(12, people))
  for (const worker of reassigned) {
    const managers = population.workers.filter(other => other.manages && other.workerId !== worker.managerId && other.site === worker.site)
    edit(worker, copy => { copy.managerId = random.pick(managers).workerId })
  }
  add('second-day-managers', 'They get another manager on the second day.', reassigned, { where: 'secondDayPlan', kind: 'update', status: 'planned', attribute: 'manager' }, reassigned.map(accountOf))
}

function comeBack({ items, population, accountOf, add }: Planting, edit: Edit): void {
  const find = (item: string) => {
    const anchor = items.find(({ id }) => id === item)?.people[0]?.anchor
    const worker = population.workers.find(({ workerId }) => workerId === anchor)
    if (worker === undefined) throw new RangeError(`Nobody is planted as ${item}.`)
    return worker
  }
  const rehired = find('left-account-off')
  edit(rehired, copy => { copy.active = true; copy.hireDate = dayFromClock(1); copy.terminationDate = '' })
  add('second-day-rehire', `${rehired.preferred} comes back on the second day with the same number.`, [rehired], { where: 'secondDayPlan', kind: 'enable', status: 'planned' }, [accountOf(rehired)])
  const nameless = find('without-name')
  edit(nameless, copy => { rename(copy, latinName(copy.legalFirst, copy.legalLast)) })
  add('second-day-name', 'HR fills the preferred name of one of those who had none, so that the account can be created.', [nameless], { where: 'secondDayPlan', kind: 'create', status: 'planned' })
}

function leaveTheExport({ takeEstablished, accountOf, add }: Planting): Worker {
  const [gone] = takeEstablished(1)
  add('second-day-gone', `${gone!.preferred} is no longer in the second day's export at all.`, [gone!], { where: 'secondDayPlan', kind: 'delete', status: 'planned' }, [accountOf(gone!)])
  return gone!
}

function hire(planting: Planting): Worker[] {
  const { random, people, population, directory, add } = planting
  const last = [...population.workers].sort(byWorkerId).at(-1)!
  const models = population.workers.filter(worker => worker.standing === 'established'
    && !worker.manages
    && worker.active
    && worker.workerType === 'Employee'
    && worker.leaveType === ''
    && worker.terminationDate === '')
  const taken = new Set([...directory.takenNames, ...population.workers.flatMap(worker => (worker.standing === 'newcomer' ? accountNameCandidates(worker) : []))])
  let number = Number(last.workerId.slice(1))
  const hires = Array.from({ length: scaled(14, people) }, () => {
    let name = population.freshName()
    while (accountNameCandidates(name).some(candidate => taken.has(candidate))) name = population.freshName()
    for (const candidate of accountNameCandidates(name)) taken.add(candidate)
    number += 1 + random.below(3)
    const model = random.pick(models)
    return {
      ...model,
      ...name,
      workerId: `W${number}`,
      employeeId: String(number - 99_000).padStart(6, '0'),
      standing: 'newcomer' as const,
      userId: population.freshAddress(name),
      email: '',
      workPhone: '',
      mobile: '',
      company: 'Northwind Hospital Group',
      costCenter: `CC-${model.department.code}-${model.site.name.slice(0, 3).toUpperCase()}`,
      hireDate: dayFromClock(random.below(9)),
    }
  })
  add('second-day-hires', 'They are new in the second day\'s export.', hires, { where: 'secondDayPlan', kind: 'create', status: 'planned' })
  return hires
}
