import { addFormer, accountNameCandidates } from './directory'
import { latinName } from './names'
import { companies } from './organisation'
import { moveToNewSite, rename, type Worker } from './people'
import type { Planting, Showing } from './planting'
import { freeAccountNames } from './planted-matching'

/** Values that the directory would refuse, names that are taken, and texts that cannot be computed. */
export function plantValues(planting: Planting): void {
  companiesTooLong(planting)
  withoutName(planting)
  namesTaken(planting)
  accountNamesInOrder(planting)
  missingContainer(planting)
  oneWordNames(planting)
  refusedTexts(planting)
}

function companiesTooLong({ takeEstablished, takeNewcomers, accountOf, add }: Planting): void {
  const established = takeEstablished(10)
  const newcomers = takeNewcomers(2)
  for (const worker of established) {
    worker.company = companies.tooLong
    accountOf(worker).company = companies.diagnostics
  }
  for (const worker of newcomers) worker.company = companies.tooLong
  const sentence = `Their company, ${companies.tooLong}, is ${companies.tooLong.length} characters long; the directory takes 64.`
  add('company-too-long', sentence, established, failure('update', 'ValueTooLong', 'company'), established.map(accountOf))
  add('company-too-long-of-newcomers', sentence, newcomers, failure('create', 'ValueTooLong', 'company'))
}

function withoutName({ takeNewcomers, keepsName, add }: Planting): void {
  const nameless = takeNewcomers(8)
  for (const worker of nameless) {
    rename(worker, { legalFirst: worker.legalFirst, legalLast: worker.legalLast, preferredFirst: '', preferredLast: '', preferred: '' })
    keepsName.add(worker)
  }
  add('without-name', 'Nobody has asked them yet what they want to be called: Preferred_Name is blank, and an account cannot be without cn.', nameless, failure('create', 'MandatoryFieldsMissing', 'cn'))
}

function namesTaken(planting: Planting): void {
  const { random, directory, population, takeEstablished, takeNewcomers, accountOf, keepsName, add } = planting
  // Every account name of six newcomers belongs to somebody else, mostly to people who left years ago.
  const unlucky = takeNewcomers(6)
  for (const worker of unlucky) {
    const last = population.freshName().legalLast
    rename(worker, latinName(worker.legalFirst, last))
    keepsName.add(worker)
    accountNameCandidates(worker).forEach((candidate, index) => {
      if (directory.takenNames.has(candidate)) return
      const former = latinName(`${worker.legalFirst} ${'ABC'[index]!}.`, last)
      addFormer(random, directory, former, [candidate])
    })
  }
  add('every-account-name-taken', 'All three account names that the mapping tries for them are taken.', unlucky, failure('create', 'UniqueValueExhausted', 'sAMAccountName'))

  const holders = takeEstablished(4, worker => worker.preferredFirst === worker.legalFirst && !worker.legalFirst.includes(' ') && freeAccountNames(planting, worker).length > 0)
  const arrivals = takeNewcomers(4)
  arrivals.forEach((arrival, index) => {
    const holder = holders[index]!
    callLike(arrival, holder)
    keepsName.add(arrival)
    arrival.site = holder.site
  })
  add('name-taken-at-the-site', 'Somebody at the same site has their name already, and two accounts of one container cannot have one cn.', arrivals, failure('create', 'EntryConflict', 'cn'), holders.map(accountOf))

  const [first, second] = takeNewcomers(2, worker => worker.preferredFirst === worker.legalFirst && freeAccountNames(planting, worker).length > 1)
  callLike(second!, first!)
  keepsName.add(first!).add(second!)
  second!.site = first!.site
  add('newcomers-of-one-name', `${first!.preferred} comes twice to ${first!.site.name} in one cycle: ${first!.workerId} gets the name, the other would fail.`, [second!], failure('create', 'EntryConflict', 'cn'))
}

/** The same name in daily use, another one in the papers: so account name and addresses differ. */
function callLike(worker: Worker, other: Worker): void {
  rename(worker, { ...latinName(`${other.legalFirst} Alex`, other.legalLast), preferredFirst: other.preferredFirst, preferredLast: other.preferredLast, preferred: other.preferred })
}

function accountNamesInOrder({ takeNewcomers, keepsName, add }: Planting): void {
  const family = takeNewcomers(3)
  const names = ['Tilde', 'Tobias', 'Thea']
  family.forEach((worker, index) => {
    rename(worker, latinName(names[index]!, 'Ravnskov'))
    keepsName.add(worker)
  })
  add('account-names-in-order', 'Three newcomers want one account name; it is handed out in the order of their anchors and the others take their next choice.', family, {
    where: 'plan', kind: 'create', status: 'planned', attribute: 'sAMAccountName',
  })
}

function missingContainer({ takeNewcomers, add }: Planting): void {
  const pioneers = takeNewcomers(3)
  for (const worker of pioneers) moveToNewSite(worker)
  add('container-missing', 'They start at Halmora, for which the directory has no organizational unit yet.', pioneers, failure('create', 'ContainerMissing'))
}

function oneWordNames({ takeNewcomers, takeEstablished, accountOf, keepsName, add }: Planting): void {
  const newcomers = takeNewcomers(2)
  const names = ['Suharti', 'Widodari']
  newcomers.forEach((worker, index) => {
    rename(worker, latinName('', names[index]!))
    keepsName.add(worker)
  })
  add('one-word-names', 'They have one name only: there is no given name to flow.', newcomers, { where: 'plan', kind: 'create', status: 'planned' })
  const [established] = takeEstablished(1)
  rename(established!, latinName('', 'Prameswari'))
  const account = accountOf(established!)
  account.cn = account.displayName = account.sn = 'Prameswari'
  account.givenName = 'N.N.'
  add('stale-given-name', 'HR has no given name for this person, the directory has one: absent does not clear it.', [established!], { where: 'noAction', reason: 'unchanged' }, [account])
}

function refusedTexts({ takeEstablished, takeNewcomers, accountOf, add }: Planting): void {
  const blankEstablished = takeEstablished(2)
  const blankNewcomer = takeNewcomers(1)
  for (const worker of [...blankEstablished, ...blankNewcomer]) worker.costCenter = 'CC-'
  const blank = 'Their cost centre is CC- with nothing after it, so the expression gives an empty text, which the directory refuses.'
  add('empty-text', blank, blankEstablished, failure('update', 'InvalidAttributeSyntax', 'extensionAttribute1'), blankEstablished.map(accountOf))
  add('empty-text-of-a-newcomer', blank, blankNewcomer, failure('create', 'InvalidAttributeSyntax', 'extensionAttribute1'))
  const spaced = takeNewcomers(2, worker => worker.userId.includes('.'))
  for (const worker of spaced) worker.userId = worker.userId.replace('.', ' ')
  add('blank-in-login', 'Somebody typed a blank into their login name, which the directory refuses.', spaced, failure('create', 'InvalidCharacters', 'userPrincipalName'))
  const misdated = takeEstablished(2)
  for (const worker of misdated) worker.hireDate = worker.hireDate.split('-').reverse().join('.')
  add('date-in-another-form', 'Their hire date is written day first, so the expression that compares it with today fails.', misdated, { where: 'plan', kind: 'skip', status: 'failed', issue: 'ExpressionFailed' }, misdated.map(accountOf))
}

function failure(kind: 'create' | 'update', issue: NonNullable<Extract<Showing, { kind: unknown }>['issue']>, attribute?: string): Showing {
  return { where: 'plan', kind, status: 'failed', issue, ...(attribute === undefined ? {} : { attribute }) }
}
