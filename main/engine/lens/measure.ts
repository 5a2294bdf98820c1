import type { LensOddity, LensView } from '../../../shared/ipc/lens-views'
import type { Cell } from '../../../shared/model/attribute'
import { isAddress } from '../decisions'
import { sameValue } from '../diff'
import type { HistogramOptions } from './histogram'
import { type FlowRun, HAPPENS, WRONG } from './run-flow'

/** A mapping as edited with what it is compared with: what the target holds, or a run of the saved version. */
export interface LensComparison {
  readonly edited: FlowRun
  readonly saved: FlowRun | 'nothing' | undefined
}

/** One of HAPPENS for each person; against the saved version everybody either changes or stays the same. */
export function happensOf({ edited, saved }: LensComparison): Uint8Array {
  if (saved === undefined) return edited.happens
  const happens = new Uint8Array(edited.evaluated)
  for (let person = 0; person < edited.evaluated; person++) {
    const before = saved === 'nothing' ? null : saved.values[person]
    happens[person] = sameGiven(before, edited.values[person], edited) ? HAPPENS.same : HAPPENS.changes
  }
  return happens
}

/** The numbers of a lens over those who were evaluated. The parts of `happens` sum to them. */
export function measure(comparison: LensComparison, displayOf: (person: number) => string): Omit<LensView, 'durationMs'> {
  const { edited, saved } = comparison
  const happened = [0, 0, 0, 0]
  const wrong = { collides: 0, characters: 0, blank: 0, tooLong: 0, fails: 0 }
  const happens = happensOf(comparison)
  for (let person = 0; person < edited.evaluated; person++) {
    const what = happens[person] as number
    happened[what] = (happened[what] as number) + 1
    const bits = edited.wrong[person] as number
    if (bits === 0) continue
    if (bits & WRONG.collides) wrong.collides++
    if (bits & WRONG.characters) wrong.characters++
    if (bits & WRONG.blank) wrong.blank++
    if (bits & WRONG.tooLong) wrong.tooLong++
    if (bits & WRONG.fails) wrong.fails++
  }
  const [changes, same, newAccount, unknown] = happened as [number, number, number, number]
  return {
    against: saved === undefined ? 'target' : 'saved', people: edited.population.size, evaluated: edited.evaluated,
    happens: { changes, same, newAccount, unknown },
    wrong: { ...wrong, collidingValues: edited.collisions.differentValues },
    charactersText: charactersText(edited),
    histogram: edited.histogram.bins(histogramOptions(edited)),
    oddest: oddestOf(edited, displayOf),
    failures: failuresOf(edited),
  }
}

/** The limit of a reference counts the characters of a name, not those of the anchor that a mapping gives. */
export function histogramOptions({ flow }: FlowRun): HistogramOptions {
  return { limit: flow.constraint?.type === 'Reference' ? undefined : flow.constraint?.maxLength, redacted: flow.redacted }
}

/** What counts as wrong characters for an attribute. */
function charactersText({ flow, population: { input: { targetSystem } } }: FlowRun): string {
  return isAddress(flow.target) ? 'characters outside ASCII' : `characters that ${targetSystem.product === 'activeDirectory' ? 'AD' : targetSystem.name} refuses`
}

function sameGiven(before: Cell | undefined, after: Cell | undefined, { flow }: FlowRun): boolean {
  if (before === undefined || after === undefined) return before === after
  return after === null ? before === null : sameValue(before, after, flow)
}

function failuresOf(run: FlowRun): LensView['failures'] {
  const codes = new Map<string, { readonly code: string; readonly message: string; people: number }>()
  for (const { code, message } of run.failures.values()) {
    const known = codes.get(code)
    if (known) known.people++
    else codes.set(code, { code, message, people: 1 })
  }
  return [...codes.values()].sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1))
}

/** Where there are but a few values, the histogram shows them all and none is odd. */
const FEW_VALUES = 12

function oddestOf({ flow, histogram, oddities, population: { input, rows }, values }: FlowRun, displayOf: (person: number) => string): LensOddity[] {
  if (flow.redacted || histogram.differentValues <= FEW_VALUES) return []
  return oddities
    .oddest()
    .map(({ person, why }) => ({ anchor: input.source.anchors[rows[person] as number] as string, display: displayOf(person), value: values[person] ?? null, why }))
}
