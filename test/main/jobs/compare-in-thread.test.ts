import path from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { comparer } from '../../../main/engine/comparer'
import type { Comparison } from '../../../main/engine/comparison'
import { type OpenComparing, ROWS_AT_ONCE, compareInThread } from '../../../main/jobs/compare-in-thread'
import { GrowingTexts } from '../../../main/mirror/spilled-texts'
import { packCells } from '../../../shared/model/packed'
import type { Texts } from '../../../shared/model/texts'
import { type Bundle, bundle } from '../../support/bundle'
import { temporaryFolder } from '../../support/folders'
import { cellsOf, heldTexts } from '../../support/texts'

/** Of every third row the title differs; every seventh has no account. */
const ROWS = 4 * ROWS_AT_ONCE + 100
const sources = Array.from({ length: ROWS }, (_, row) => packCells([String(row), row % 3 === 0 ? 'Doctor' : 'Nurse']))
const targets = Array.from({ length: ROWS }, (_, row) => packCells([String(row), 'nurse']))
const targetOf = Int32Array.from({ length: ROWS }, (_, row) => (row % 7 === 0 ? -1 : row))

const comparison: Comparison = {
  flows: ['walk', {
    mapping: { type: 'Direct', source: 'title', target: 'title' }, expression: '[title]', field: { kind: 'cell', position: 1 }, inputs: [{ name: 'title', slot: 1 }], slot: 1, copies: true, targetPosition: 1,
    default: undefined, unread: false, clears: false, empties: false, multiValued: false, caseExact: false, reference: false,
  }],
  namePosition: -1, now: '2026-11-21T00:00:00Z', seed: 1, defaultDomain: undefined,
}

let built: Bundle
let open: OpenComparing

beforeAll(async () => {
  built = await bundle({ 'compare-worker': 'main/jobs/compare-worker.ts' })
  open = compareInThread(path.join(built.folder, 'compare-worker.cjs'), { from: 1000 })
}, 60_000)
afterAll(() => built.remove())

/** The same texts in a file. */
function inFile(texts: readonly string[]): Texts {
  const growing = new GrowingTexts(path.join(temporaryFolder(), 'mirror.sqlite'), 0)
  for (const text of texts) growing.push(text)
  return growing.texts()
}

/** What a walk that begins after some time learns, row by row. */
async function walk(waitMs: number, [own, others]: readonly [Texts, Texts] = [heldTexts(sources), heldTexts(targets)]): Promise<readonly (number | undefined)[]> {
  const thread = open(own, others)
  if (!thread) throw new Error('There are enough rows for a thread.')
  try {
    const bitsOf = thread.begin(comparison, targetOf)
    await after(waitMs)
    return sources.map((_, row) => bitsOf(row))
  } finally {
    thread.close()
  }
}

describe('the comparing thread', () => {
  test.each<[string, () => readonly [Texts, Texts]]>([
    ['in memory', () => [heldTexts(sources), heldTexts(targets)]],
    ['on one side in memory, on the other in a file', () => [heldTexts(sources), inFile(targets)]],
    ['in files', () => [inFile(sources), inFile(targets)]],
    ['in files, brought into the order of the walk', () => {
      const [own, others] = [inFile(sources), inFile(targets)]
      others.expect?.(targetOf.toReversed())
      return [own, others]
    }],
  ])('knows what its comparer says, row by row, or nothing, of objects %s', async (_, objects) => {
    const compare = comparer(comparison)
    let known: number[] = []
    for (let waitMs = 50; known.length === 0 && waitMs < 10_000; waitMs *= 2) {
      const bits = await walk(waitMs, objects())
      known = [...bits.keys()].filter((row) => bits[row] !== undefined && targetOf[row] !== -1)
      for (const row of known) expect(bits[row]).toBe(compare(cellsOf(sources[row] as string), cellsOf(targets[row] as string)))
    }
    expect(known.length).toBeGreaterThan(ROWS_AT_ONCE / 2)
    expect(new Set(known.map((row) => compare(cellsOf(sources[row] as string), cellsOf(targets[row] as string))))).toEqual(new Set([0b01, 0b11]))
  })

  test('keeps nobody waiting who comes before it', async () => {
    const bits = await walk(0)
    expect(bits).toHaveLength(ROWS)
  })

  test('is not started for few', () => {
    expect(open(heldTexts(sources.slice(0, 999)), heldTexts(targets))).toBeUndefined()
  })

  test('leaves everything to the walk where it cannot run', async () => {
    const missing = compareInThread(path.join(built.folder, 'missing.cjs'), { from: 1000 })(heldTexts(sources), heldTexts(targets))
    const bitsOf = missing?.begin(comparison, targetOf)
    await after(300)
    expect(sources.map((_, row) => bitsOf?.(row)).every((bits) => bits === undefined)).toBe(true)
    missing?.close()
  })
})
