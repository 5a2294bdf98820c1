import { invariant } from '../../shared/assert'
import type { ActionKind, ActionStatus } from '../../shared/model/plan'
import { ascendingOrder } from '../../shared/sorted'
import { type ActionFacts, LINE, rowOf } from './action-page'

/** What counts and orders a run's actions, in the order of seq: a number each instead of an object, for there may be millions. */
export interface Facts {
  readonly seqs: Int32Array
  readonly combinationOf: Uint16Array
  readonly combinations: readonly Omit<ActionFacts, 'seq'>[]
  /** On which page, and which of its lines. */
  readonly pageNumbers: Int32Array
  readonly places: Uint16Array
}

/** Numbers that fit before room is made for twice as many. */
const FIRST_ROOM = 4096
const ZERO = 48

/** Every line of facts: what follows a seq is one of some fifty texts. */
export function readFacts(rows: Iterable<{ readonly page_no: number; readonly facts: string }>): Facts {
  let seqs = new Int32Array(FIRST_ROOM)
  let combinationOf = new Uint16Array(FIRST_ROOM)
  let pageNumbers = new Int32Array(FIRST_ROOM)
  let places = new Uint16Array(FIRST_ROOM)
  const numberOf = new Map<string, number>()
  let count = 0
  let ascending = true
  for (const { page_no: page, facts } of rows) {
    for (let start = 0, place = 0; start < facts.length; place++) {
      let seq = 0
      let at = start
      for (let digit = facts.charCodeAt(at) - ZERO; digit >= 0; digit = facts.charCodeAt(++at) - ZERO) seq = seq * 10 + digit
      const next = facts.indexOf(LINE, at)
      const end = next < 0 ? facts.length : next
      const rest = facts.slice(at + 1, end)
      let number = numberOf.get(rest)
      if (number === undefined) numberOf.set(rest, number = numberOf.size)
      if (count > 0 && seq < (seqs[count - 1] as number)) ascending = false
      if (count === seqs.length) {
        const room = count * 2
        seqs = copyInto(new Int32Array(room), seqs)
        combinationOf = copyInto(new Uint16Array(room), combinationOf)
        pageNumbers = copyInto(new Int32Array(room), pageNumbers)
        places = copyInto(new Uint16Array(room), places)
      }
      seqs[count] = seq
      combinationOf[count] = number
      pageNumbers[count] = page
      places[count++] = place
      start = end + 1
    }
  }
  const order = ascending ? undefined : ascendingOrder(seqs.subarray(0, count))
  return {
    seqs: inOrder(seqs, count, order), combinationOf: inOrder(combinationOf, count, order), pageNumbers: inOrder(pageNumbers, count, order), places: inOrder(places, count, order),
    combinations: [...numberOf.keys()].map(parseFacts),
  }
}

function copyInto<N extends Int32Array | Uint16Array>(room: N, numbers: N): N {
  room.set(numbers)
  return room
}

/** The first `count` numbers, in an order. */
function inOrder<N extends Int32Array | Uint16Array>(numbers: N, count: number, order: Uint32Array | undefined): N {
  const picked = numbers.slice(0, count) as N
  order?.forEach((from, to) => { picked[to] = numbers[from] as number })
  return picked
}

/** The facts of a run with those of one that was planned again laid over them: the later has no seq that the earlier lacks. */
export function laidOver(under: Facts, own: Facts): Facts {
  const combinations = [...under.combinations]
  const base = { ...under, combinationOf: under.combinationOf.slice(), pageNumbers: under.pageNumbers.slice(), places: under.places.slice() }
  const numbers = own.combinations.map((facts) => {
    const same = combinations.findIndex((other) => JSON.stringify(other) === JSON.stringify(facts))
    return same >= 0 ? same : combinations.push(facts) - 1
  })
  own.seqs.forEach((seq, i) => {
    const at = rowOf(base.seqs, seq)
    invariant(at >= 0, `Action ${seq} is in the run that was planned again.`)
    base.combinationOf[at] = numbers[own.combinationOf[i] as number] as number
    base.pageNumbers[at] = own.pageNumbers[i] as number
    base.places[at] = own.places[i] as number
  })
  return { ...base, combinations }
}

function parseFacts(text: string): Omit<ActionFacts, 'seq'> {
  const [job, kind, status, match, reason] = text.split(' ') as [string, ActionKind, ActionStatus, string, string]
  return { job: Number(job), kind, status, match, reason }
}
