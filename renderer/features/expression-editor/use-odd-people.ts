import { useEffect, useMemo, useState } from 'react'
import type { LensRow } from '../../../shared/ipc/lens-views'
import { drawBelow, drawStream } from '../../../shared/expression/draw'
import type { Failure } from '../../ui/row-source'
import { ask, toFailure } from '../../use-request'
import { asked, countOf, type LensNumber, placeOf } from './lens-numbers'
import type { Lens, LensQuestion } from './use-lens'

/** Of each number of what is wrong, so many people stand in the table without being asked for. */
const OF_EACH = 2
const CHOSEN = 30
const DRAWN = 5

export interface OddPeople {
  /** Anchors, the most telling first. */
  readonly odd: readonly string[]
  /** Anchors of the chosen number's first people; nothing while they are asked for the first time. */
  readonly chosen: readonly string[] | undefined
  readonly failure?: Failure
}

interface Found {
  readonly question: LensQuestion
  readonly part: LensNumber | undefined
  readonly wrong: readonly (readonly LensRow[])[]
  readonly chosen?: readonly LensRow[]
  readonly failure?: Failure
}

const NOTHING: readonly string[] = []

/**
 * Whom the lens would show beside the pinned people, once its figures have settled: the strangest values, some of all that is wrong, or the people of
 * a number.
 */
export function useOddPeople(lens: Lens, part: LensNumber | undefined): OddPeople {
  const { measured } = lens
  const [found, setFound] = useState<Found>()
  useEffect(() => {
    if (measured === undefined) return undefined
    let current = true
    const people = async (of: LensNumber, limit: number): Promise<readonly LensRow[]> => {
      const page = await ask('lens.people', { ...measured.question, ...asked(of), offset: 0, limit })
      return page.rows
    }
    const wrong = (['collides', 'characters', 'tooLong', 'fails'] as const).filter((of) => countOf(measured.lens, of) > 0)
    void Promise.all([part === undefined ? undefined : people(part, CHOSEN), ...wrong.map((of) => people(of, OF_EACH))]).then(
      ([chosen, ...rows]) => {
        if (current) setFound({ question: measured.question, part, wrong: rows.map((one) => one ?? []), ...(chosen !== undefined && { chosen }) })
      },
      (error: unknown) => { if (current) setFound({ question: measured.question, part, wrong: [], failure: toFailure(error) }) },
    )
    return () => { current = false }
  }, [measured, part])

  const odd = useMemo(() => {
    if (measured === undefined) return NOTHING
    return [...new Set([...(found?.wrong.flatMap((rows) => rows.map((row) => row.anchor)) ?? []), ...measured.lens.oddest.map((one) => one.anchor)])]
  }, [measured, found])
  const chosen = useMemo(() => (part === undefined || found?.part !== part ? undefined : found.chosen?.map((row) => row.anchor)), [part, found])
  return { odd, chosen, ...(found?.failure !== undefined && { failure: found.failure }) }
}

export interface Findings {
  /** What the lens says of people, by anchor; of the question before while the answer to the present one is on its way. */
  readonly byAnchor: ReadonlyMap<string, LensRow>
  /** The figures that they go with. */
  readonly of: Lens['measured']
}

/** What the lens says of the people shown. */
export function useFindings({ measured }: Lens, anchors: readonly string[]): Findings {
  const [findings, setFindings] = useState<Findings>({ byAnchor: new Map(), of: undefined })
  const key = JSON.stringify(anchors)
  useEffect(() => {
    const wanted = JSON.parse(key) as readonly string[]
    if (measured === undefined || wanted.length === 0) return undefined
    let current = true
    void ask('lens.people', { ...measured.question, anchors: [...wanted], offset: 0, limit: wanted.length }).then(
      ({ rows }) => { if (current) setFindings({ byAnchor: new Map(rows.map((row) => [row.anchor, row])), of: measured }) },
      // The rows then say what was computed here; the lens itself reports what fails.
      () => { if (current) setFindings({ byAnchor: new Map(), of: measured }) },
    )
    return () => { current = false }
  }, [measured, key])
  return findings
}

/** Anchors of people at random over everybody in scope: the same for the same seed, figures and number of the draw. */
export async function drawPeople({ question, lens }: NonNullable<Lens['measured']>, seed: number, draw: number): Promise<readonly string[]> {
  const next = drawStream(seed, `people ${question.attribute.target}`, draw)
  const places = new Set<number>()
  while (places.size < Math.min(DRAWN, lens.people)) places.add(drawBelow(next, lens.people))
  const rows = await Promise.all([...places].map(async (index) => {
    const place = placeOf(lens, index)
    return place === undefined ? [] : (await ask('lens.people', { ...question, ...place, limit: 1 })).rows
  }))
  return rows.flat().map((row) => row.anchor)
}
