import { compileEdited } from '../../../../main/engine/lens/edited-mapping'
import { type LensComparison, measure } from '../../../../main/engine/lens/measure'
import { peopleOf, rowsOf } from '../../../../main/engine/lens/people'
import { lensPopulation, populationMapping } from '../../../../main/engine/lens/population'
import { type FlowRun, runFlow } from '../../../../main/engine/lens/run-flow'
import { displayOf } from '../../../../main/engine/display-of'
import type { LensPart, LensRow, LensView } from '../../../../shared/ipc/lens-views'
import type { AttributeMapping } from '../../../../shared/model/project'
import { mappingInput, type Situation } from '../plan-mapping'

export interface Lens {
  readonly view: Omit<LensView, 'durationMs'>
  readonly run: FlowRun
  /** Of a number, or of a bar by its place. */
  people(number: LensPart | number, search?: string): LensRow[]
}

/** A lens over a situation in memory; `saved` compares with another version of the mapping instead of the target. */
export async function lensOf(situation: Omit<Situation, 'mappings'> & { readonly mappings?: readonly AttributeMapping[] }, edited: AttributeMapping, saved?: AttributeMapping | 'nothing'): Promise<Lens> {
  const others = (situation.mappings ?? []).filter(({ target }) => target !== edited.target)
  const input = mappingInput({ ...situation, mappings: [...others, edited] })
  const population = await lensPopulation({ ...input, mapping: populationMapping(input.mapping, edited) })
  const whole = (mapping: AttributeMapping): FlowRun => {
    const run = runFlow(population, compileEdited(input, mapping), input.mapping)
    while (!run.advance(3)) { /* in small slices, as the thread does */ }
    return run
  }
  const run = whole(edited)
  const comparison: LensComparison = { edited: run, saved: saved === undefined || saved === 'nothing' ? saved : whole(saved) }
  const display = displayOf(input)
  const nameOf = (person: number): string => display(population.rows[person] as number)
  return { view: measure(comparison, nameOf), run, people: (number, search = '') => rowsOf(comparison, peopleOf(comparison, { ...(typeof number === 'number' ? { bin: number } : { part: number }), search }, nameOf), nameOf) }
}
