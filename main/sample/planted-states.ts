import type { Account } from './directory'
import { DISABLED_DN, workerTypes } from './organisation'
import { dayFromClock, scaled, type Worker } from './people'
import type { Planting } from './planting'

/** Joining, leaving, being away and coming back, now and in the future; and who is not in scope. */
export function plantStates(planting: Planting): void {
  outOfScope(planting)
  protectedByName(planting)
  leavers(planting)
  away(planting)
  back(planting)
  future(planting)
}

function outOfScope({ population, accountOf, add }: Planting): void {
  const outside = population.workers.filter(worker => worker.standing === 'outside')
  add('out-of-scope', 'They work for the research institute or are students: the saved filter leaves them out.', outside, { where: 'noAction', reason: 'outOfScope' })
  const withAccount = population.workers.filter(worker => worker.standing === 'outsideWithAccount')
  add('out-of-scope-with-account', 'They are out of scope too, and have an account that stays as it is.', withAccount, { where: 'noAction', reason: 'outOfScope' }, withAccount.map(accountOf))
}

/** Who would lose the account by the draft: agency staff, once a first cycle has linked them. To be planted when all else is. */
export function plantDraft({ population, items, accountOf, add }: Planting): void {
  const failing = new Set(items.filter(item => item.shows.some(showing => 'status' in showing && showing.status === 'failed')).flatMap(item => item.people.map(person => person.anchor)))
  const agency = population.workers.filter(worker => worker.standing === 'established' && worker.workerType === workerTypes.agency && worker.active && !failing.has(worker.workerId))
  add('agency-leaves-scope-by-draft', 'They are from an agency: the draft\'s clause takes them out of scope, and the guard holds that.', agency, { where: 'draftPlan', kind: 'disable', status: 'held' }, agency.map(accountOf))
}

function protectedByName({ takeEstablished, accountOf, protectedAccounts, add }: Planting): void {
  const [needed] = takeEstablished(1, worker => worker.workerType === workerTypes.agency)
  const account = accountOf(needed!)
  account.description = 'Signs for the blood bank until a successor is certified: do not disable'
  protectedAccounts.push(account.sam)
  add('agency-account-protected', `${needed!.preferred} is from an agency and would leave scope by the draft, but the account is on the list of protected ones.`, [needed!], {
    where: 'draftPlan', kind: 'disable', status: 'held', issue: 'ProtectedAccount',
  }, [account])
}

function leavers({ random, people, takeEstablished, accountOf, add }: Planting): void {
  const leave = (workers: readonly Worker[], mostDays: number) => {
    for (const worker of workers) {
      worker.active = false
      worker.terminationDate = dayFromClock(-1 - random.below(mostDays))
    }
    return workers
  }
  const forgotten = leave(takeEstablished(Math.max(12, scaled(41, people))), 40)
  add('left-account-on', 'They have left according to HR, and their accounts are still on.', forgotten, { where: 'plan', kind: 'disable', status: 'planned' }, forgotten.map(accountOf))
  const done = leave(takeEstablished(scaled(60, people)), 400)
  for (const worker of done) switchOff(accountOf(worker))
  add('left-account-off', 'They have left and their accounts are off already.', done, { where: 'noAction', reason: 'unchanged' }, done.map(accountOf))
}

function away({ random, people, takeEstablished, accountOf, add }: Planting): void {
  const onLeave = takeEstablished(scaled(85, people))
  for (const worker of onLeave) worker.leaveType = random.pick(['Parental leave', 'Sick leave', 'Study leave', 'Unpaid leave'])
  add('on-leave', 'They are on leave, which is not having left: their accounts stay on.', onLeave, { where: 'noAction', reason: 'unchanged' }, onLeave.map(accountOf))
}

function back({ takeEstablished, accountOf, add }: Planting): void {
  const rehired = takeEstablished(5)
  for (const worker of rehired) {
    worker.hireDate = dayFromClock(-3)
    const account = accountOf(worker)
    switchOff(account)
    account.container = DISABLED_DN
    account.description = 'Left 2024'
  }
  add('rehired', 'They came back with the same number; their accounts are off and among those of people who left.', rehired, { where: 'plan', kind: 'enable', status: 'planned', mark: 'moved' }, rehired.map(accountOf))
  const returned = takeEstablished(4)
  for (const worker of returned) switchOff(accountOf(worker))
  add('back-from-leave', 'They are back from a leave during which somebody switched their accounts off.', returned, {
    where: 'plan', kind: 'enable', status: 'planned', attribute: 'accountDisabled',
  }, returned.map(accountOf))
}

function future({ random, people, takeEstablished, takeNewcomers, accountOf, add }: Planting): void {
  const soon = takeNewcomers(scaled(24, people))
  for (const worker of soon) worker.hireDate = dayFromClock(2 + random.below(28))
  add('starts-soon', 'They start within 30 days: their accounts are created switched off.', soon, { where: 'plan', kind: 'create', status: 'planned', mark: 'bornDisabled' })
  const late = takeNewcomers(scaled(33, people))
  for (const worker of late) worker.hireDate = dayFromClock(35 + random.below(80))
  add('starts-later', 'They start in more than 30 days: nothing is created yet.', late, { where: 'noAction', reason: 'ignoredObject' })
  const leaving = takeEstablished(scaled(19, people))
  for (const worker of leaving) worker.terminationDate = dayFromClock(4 + random.below(60))
  add('leaves-later', 'Their last day is known and still to come: nothing happens yet.', leaving, { where: 'noAction', reason: 'unchanged' }, leaving.map(accountOf))
}

function switchOff(account: Account): void {
  account.disabled = true
  account.lastLogonDaysAgo += 60
}

