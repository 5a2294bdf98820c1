import { accountNameCandidates, type Directory } from './directory'
import { byWorkerId, rename, type Population, type Worker } from './people'
import { plantDrift } from './planted-drift'
import { plantGroups } from './planted-groups'
import { plantMatching, plantOnlyInDirectory } from './planted-matching'
import { plantReferences } from './planted-references'
import { plantDraft, plantStates } from './planted-states'
import { plantValues } from './planted-values'
import type { PlantedItem, Planting } from './planting'
import type { Random } from './random'

/** Plants every situation of the first day. */
export function plantSituations(given: { readonly random: Random; readonly people: number; readonly population: Population; readonly directory: Directory }): Planting {
  const planting = createPlanting(given)
  plantMatching(planting)
  plantValues(planting)
  plantReferences(planting)
  plantStates(planting)
  plantDrift(planting)
  plantOnlyInDirectory(planting)
  plantGroups(planting)
  settleAccountNames(planting)
  plantDraft(planting)
  return planting
}

function createPlanting(given: { readonly random: Random; readonly people: number; readonly population: Population; readonly directory: Directory }): Planting {
  const { random, population, directory } = given
  const claimed = new Set<Worker>()
  const established = random.shuffle(population.workers.filter(worker => worker.standing === 'established' && !worker.manages))
  const newcomers = random.shuffle(population.workers.filter(worker => worker.standing === 'newcomer'))
  const take = (from: readonly Worker[], count: number, suits: (worker: Worker) => boolean) => {
    const taken: Worker[] = []
    for (const worker of from) {
      if (taken.length === count) break
      if (claimed.has(worker) || !suits(worker)) continue
      claimed.add(worker)
      taken.push(worker)
    }
    if (taken.length < count) throw new RangeError(`The sample has too few people for its situations: ${taken.length} of ${count}.`)
    return taken.sort(byWorkerId)
  }
  const items: PlantedItem[] = []
  return {
    ...given,
    items,
    extraRows: [],
    protectedAccounts: ['svc-breakglass-01', 'svc-breakglass-02'],
    keepsName: new Set(),
    takeEstablished: (count, suits = () => true) => take(established, count, suits),
    takeNewcomers: (count, suits = () => true) => take(newcomers, count, suits),
    unclaimed: () => population.workers.filter(worker => worker.standing === 'established' && !claimed.has(worker)),
    accountOf: worker => {
      const account = directory.accountOf.get(worker.workerId)
      if (account === undefined) throw new RangeError(`${worker.workerId} has no account.`)
      return account
    },
    add: (id, sentence, people, shows, accounts = []) => {
      items.push({
        id,
        sentence,
        people: people.map(worker => ({ anchor: worker.workerId, name: worker.preferred })),
        accounts: accounts.map(account => account.sam),
        shows: 'where' in shows ? [shows] : shows,
      })
    },
  }
}

/**
 * Gives another name to whoever could find every account name taken without that being planted. Who has to keep a name may use all its
 * account names, whatever the order in which they are handed out.
 */
function settleAccountNames({ population, directory, keepsName }: Planting): void {
  const taken = new Set([...directory.takenNames, ...[...keepsName].flatMap(kept => accountNameCandidates(kept))])
  for (const worker of population.workers) {
    if (worker.standing !== 'newcomer' || keepsName.has(worker)) continue
    let free = accountNameCandidates(worker).find(candidate => !taken.has(candidate))
    while (free === undefined) {
      rename(worker, population.freshName())
      free = accountNameCandidates(worker).find(candidate => !taken.has(candidate))
    }
    taken.add(free)
  }
}
