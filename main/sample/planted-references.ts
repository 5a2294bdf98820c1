import { workerTypes } from './organisation'
import type { Worker } from './people'
import type { Planting } from './planting'

/** Managers who are missing, out of scope, themselves, or in a circle. */
export function plantReferences(planting: Planting): void {
  missingManagers(planting)
  circles(planting)
  managerOutOfScope(planting)
  managerWhoLeavesScope(planting)
}

function missingManagers(planting: Planting): void {
  const { takeEstablished, takeNewcomers, accountOf, add } = planting
  const established = takeEstablished(5)
  const newcomers = takeNewcomers(4)
  for (const [index, worker] of [...established, ...newcomers].entries()) worker.managerId = `W9990${String(index + 1).padStart(2, '0')}`
  const sentence = 'Their manager\'s number is not in the export.'
  for (const worker of established) outdateTitle(planting, worker)
  add('manager-missing', sentence, established, { where: 'plan', kind: 'update', status: 'planned', issue: 'ReferenceNotFound', attribute: 'title' }, established.map(accountOf))
  add('manager-missing-of-newcomers', sentence, newcomers, { where: 'plan', kind: 'create', status: 'planned', issue: 'ReferenceNotFound' })
}

function circles({ takeEstablished, accountOf, add }: Planting): void {
  const circle = takeEstablished(3)
  circle.forEach((worker, index) => {
    worker.managerId = circle[(index + 1) % circle.length]!.workerId
    accountOf(worker).manager = undefined
  })
  const [first, second, third] = circle
  const changed = { where: 'plan', kind: 'update', status: 'planned', attribute: 'manager' } as const
  add('manager-cycle', `${first!.preferred} reports to ${second!.preferred}, who reports to ${third!.preferred}, who reports to ${first!.preferred}.`, circle, changed, circle.map(accountOf))
  const [own] = takeEstablished(1)
  own!.managerId = own!.workerId
  accountOf(own!).manager = undefined
  add('own-manager', `${own!.preferred} is, as HR has it, the manager of ${own!.preferred}.`, [own!], changed, [accountOf(own!)])
}

function managerOutOfScope(planting: Planting): void {
  const { population, takeEstablished, takeNewcomers, accountOf, add } = planting
  const manager = population.workers.find(worker => worker.standing === 'outsideWithAccount' && worker.workerType === workerTypes.employee)
  if (manager === undefined) return
  const established = takeEstablished(4)
  const newcomers = takeNewcomers(2)
  for (const worker of [...established, ...newcomers]) worker.managerId = manager.workerId
  for (const worker of established) {
    accountOf(worker).manager = accountOf(manager)
    outdateTitle(planting, worker)
  }
  const sentence = `Their manager ${manager.preferred} (${manager.workerId}) works for the research institute, which is out of scope.`
  add('manager-out-of-scope', sentence, established, { where: 'plan', kind: 'update', status: 'planned', issue: 'ReferenceOutOfScope', attribute: 'title' }, established.map(accountOf))
  add('manager-out-of-scope-of-newcomers', sentence, newcomers, { where: 'plan', kind: 'create', status: 'planned', issue: 'ReferenceOutOfScope' })
}

/** An agency team lead: in scope as saved, out of it by the draft. */
function managerWhoLeavesScope({ takeEstablished, takeNewcomers, accountOf, add }: Planting): void {
  const [lead] = takeEstablished(1, worker => worker.workerType === workerTypes.agency)
  const reports = takeEstablished(8, worker => worker.workerType === workerTypes.employee && worker.email !== '')
  const newcomers = takeNewcomers(2, worker => worker.workerType === workerTypes.employee)
  for (const worker of [...reports, ...newcomers]) worker.managerId = lead!.workerId
  for (const worker of reports) accountOf(worker).manager = accountOf(lead!)
  const sentence = `Their manager ${lead!.preferred} (${lead!.workerId}) is from an agency and leaves scope with the draft's clause.`
  add('manager-leaves-scope-by-draft', sentence, reports, { where: 'draftPlan', kind: 'update', status: 'planned', issue: 'ReferenceOutOfScope' }, reports.map(accountOf))
}

function outdateTitle({ accountOf }: Planting, worker: Worker): void {
  accountOf(worker).title = `Acting ${worker.title}`
}
