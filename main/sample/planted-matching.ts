import { accountNameCandidates, addAccount, staffAccount, type Account } from './directory'
import { latinName } from './names'
import { ADMINS_DN, SAVED_DOMAIN } from './organisation'
import { rename, scaled, type Worker } from './people'
import type { Planting } from './planting'
import { plainLatin } from './plain-latin'

/** Who is whose account: further matching attributes, several accounts for one number, several people for one account, near matches. */
export function plantMatching(planting: Planting): void {
  matchedLater(planting)
  severalAccounts(planting)
  severalPeople(planting)
  rowsOfOneNumber(planting)
  nobodyToMatch(planting)
  nearMatches(planting)
}

function matchedLater({ people, takeEstablished, accountOf, add }: Planting): void {
  const byMail = takeEstablished(scaled(60, people), worker => worker.email !== '')
  for (const worker of byMail) {
    const account = accountOf(worker)
    account.employeeId = ''
    account.upn = `${account.sam}@${SAVED_DOMAIN}`
  }
  add('matched-by-mail', 'Their accounts have no employee number; the mail address is what finds them.', byMail, { where: 'noAction', reason: 'unchanged' }, byMail.map(accountOf))
  const byLogin = takeEstablished(scaled(36, people))
  for (const worker of byLogin) {
    const account = accountOf(worker)
    account.employeeId = ''
    worker.email = ''
    account.mail = ''
  }
  add('matched-by-login', 'Their accounts have neither employee number nor mail address; the login name is what finds them.', byLogin, { where: 'noAction', reason: 'unchanged' }, byLogin.map(accountOf))
}

/** An administrator's account that carries its owner's number. */
function severalAccounts({ random, takeEstablished, accountOf, directory, add }: Planting): void {
  const ambiguous = takeEstablished(7)
  const accounts: Account[] = []
  for (const worker of ambiguous) {
    const first = accountOf(worker)
    const second = addAccount(directory, {
      ...staffAccount(random, worker), cn: `${worker.preferred} (second account)`, container: ADMINS_DN, upn: `adm2-${first.sam}@${SAVED_DOMAIN}`,
      mail: '', description: 'Second account with the same employee number',
    }, [`adm2-${first.sam}`.slice(0, 20)])
    accounts.push(first, second)
  }
  add('number-on-two-accounts', 'Their employee number stands on two accounts, so no account can be chosen.', ambiguous, {
    where: 'plan', kind: 'skip', status: 'failed', issue: 'DuplicateTargetEntries',
  }, accounts)
}

function severalPeople({ takeEstablished, takeNewcomers, accountOf, keepsName, add }: Planting): void {
  const failed = { where: 'plan', kind: 'skip', status: 'failed', issue: 'DuplicateSourceEntries' } as const
  const owners = takeEstablished(2, worker => worker.email !== '')
  const doubles = takeNewcomers(2)
  doubles.forEach((double, index) => { double.employeeId = owners[index]!.employeeId })
  add('number-given-twice', 'HR gave the employee number of a colleague to a newcomer; both claim one account.', [...owners, ...doubles], failed, owners.map(accountOf))
  const namesakes = takeEstablished(2, worker => worker.email !== '' && worker.legalFirst === worker.preferredFirst)
  const arrivals = takeNewcomers(2)
  arrivals.forEach((arrival, index) => {
    const namesake = namesakes[index]!
    // Another spelling of the same name, for which HR typed the address by hand.
    rename(arrival, latinName(`${namesake.legalFirst} Kim`, namesake.legalLast))
    keepsName.add(arrival)
    arrival.email = namesake.email
  })
  add('address-of-a-namesake', 'HR typed the mail address of a namesake for a newcomer; both claim one account.', [...namesakes, ...arrivals], failed, namesakes.map(accountOf))
}

function rowsOfOneNumber({ takeEstablished, takeNewcomers, population, accountOf, extraRows, add }: Planting): void {
  const different = takeEstablished(2)
  for (const worker of different) extraRows.push({ ...worker, title: `${worker.title} (secondment)`, partTime: !worker.partTime })
  add('two-different-rows', 'The export has two different rows with the same Worker_ID; neither is taken.', different, [
    { where: 'read', system: 'workday', issue: 'anchorDuplicate' },
    { where: 'match', outcome: 'onlyInTarget' },
  ], different.map(accountOf))
  const repeated = takeEstablished(3)
  for (const worker of repeated) extraRows.push(worker)
  add('same-row-twice', 'The export repeats the row of these people, cell for cell; one is taken.', repeated, [
    { where: 'read', system: 'workday', issue: 'rowRepeated' },
    { where: 'noAction', reason: 'unchanged' },
  ])
  const [template] = takeNewcomers(1)
  const blank: Worker = { ...template!, workerId: '', employeeId: '', userId: '', email: '' }
  rename(blank, population.freshName())
  extraRows.push(blank)
  add('row-without-number', `One row, that of ${blank.preferred}, has no Worker_ID; it cannot be taken.`, [], { where: 'read', system: 'workday', issue: 'anchorMissing' })
}

function nobodyToMatch({ population, add }: Planting): void {
  const volunteers = population.workers.filter(worker => worker.standing === 'volunteer')
  add('nothing-to-match-by', 'Volunteers have no employee number, mail address or login in HR, so there is nothing to find an account by.', volunteers, { where: 'noAction', reason: 'importSkipped' })
}

/** People who have an account under another name and without any key in common. HR does not know, so they would get a second one. */
function nearMatches(planting: Planting): void {
  const { random, population, directory, keepsName, add } = planting
  const near = population.workers.filter(worker => worker.standing === 'elsewhereNamed')
  const names = new Set([...directory.accounts.map(account => account.cn), ...population.workers.map(worker => worker.preferred)])
  const accounts = near.map((worker, index) => {
    while (freeAccountNames(planting, worker).length === 0) rename(worker, population.freshName())
    keepsName.add(worker)
    const account = staffAccount(random, worker)
    const [first, ...form] = otherForm(worker, index, population.freshName().legalLast)
    let [last, shown] = form
    while (names.has(shown)) {
      last += 'h'
      shown = `${first} ${last}`
    }
    names.add(shown)
    account.cn = account.displayName = shown
    account.givenName = first
    account.sn = last
    account.employeeId = ''
    // The scheme of the years before: family name first.
    const old = plainLatin(`${last}${first}`).toLowerCase().replace(/[^a-z0-9]/g, '')
    addAccount(directory, account, [`${old.slice(0, 17)}`])
    account.upn = `${account.sam}.old@${SAVED_DOMAIN}`
    account.mail = `${account.sam}@${SAVED_DOMAIN}`
    account.manager = directory.accountOf.get(worker.managerId)
    return account
  })
  add('same-person-other-name', 'Each has an account already, under a former, transliterated, shortened or misspelt name and without a key in common, and would get a second one.', near, [
    { where: 'plan', kind: 'create', status: 'planned' },
    { where: 'match', outcome: 'nearMatch' },
  ], accounts)
}

/** Another form of the same person's name: first name, family name and how the account shows it. */
function otherForm(worker: Worker, index: number, formerName: string): [string, string, string] {
  const { legalFirst: first, legalLast: last } = worker
  switch (index % 5) {
    case 0: return [first, formerName, `${first} ${formerName}`]
    case 1: {
      const [one, two] = [transliterated(first), transliterated(last)]
      return [one, two, `${one} ${two}`]
    }
    case 2: return [`${first.slice(0, 1)}.`, last, `${first.slice(0, 1)}. ${last}`]
    case 3: return [first, last, `${last}, ${first}`]
    default: {
      const misspelt = plainLatin(last).replace(/([a-z])(?=[a-z]*$)/, '$1$1')
      return [plainLatin(first), misspelt, `${plainLatin(first)} ${misspelt}`]
    }
  }
}

/** The name as another clerk would have spelt it: `Müller` → `Mueller`, `Åsa` → `Aasa`, `Mykhailo` → `Michailo`. */
function transliterated(name: string): string {
  const spelt = name.replace(/[äöüåæøßÄÖÜÅÆØ]/g, letter => TRANSLITERATIONS[letter] ?? letter).replace(/kh/g, 'ch').replace(/y/g, 'i').replace(/ou/g, 'u')
  return plainLatin(spelt)
}

const TRANSLITERATIONS: Readonly<Record<string, string>> = {
  ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', æ: 'ae', ø: 'oe', ß: 'ss', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', Å: 'Aa', Æ: 'Ae', Ø: 'Oe',
}

/** What is left in the directory when everybody else has been planted. */
export function plantOnlyInDirectory({ directory, add }: Planting): void {
  const sentences = {
    service: 'Service accounts, which belong to no person.',
    mailbox: 'Accounts of shared mailboxes, disabled since they were made.',
    administrator: 'Second accounts of administrators, without an employee number.',
    former: 'Accounts of people who left years ago and are no longer in HR.',
  } as const
  for (const kind of ['service', 'mailbox', 'administrator', 'former'] as const) {
    add(`only-in-directory-${kind}`, sentences[kind], [], { where: 'match', outcome: 'onlyInTarget' }, directory.accounts.filter(account => account.kind === kind))
  }
}

/** The account names that are left for the name, besides those of the directory and of newcomers who keep theirs. */
export function freeAccountNames({ directory, keepsName }: Planting, name: Pick<Worker, 'legalFirst' | 'legalLast'>): readonly string[] {
  const promised = new Set([...keepsName].flatMap(kept => accountNameCandidates(kept)))
  return [...new Set(accountNameCandidates(name))].filter(candidate => !directory.takenNames.has(candidate) && !promised.has(candidate))
}
