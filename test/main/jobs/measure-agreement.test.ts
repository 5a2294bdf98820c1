import { expect, test } from 'vitest'
import { type ReadCells, measureAgreement } from '../../../main/jobs/measure-agreement'
import type { Cell } from '../../../shared/model/attribute'

/** One side's people as objects of cells. */
function side(...people: readonly Readonly<Record<string, Cell>>[]): ReadCells {
  return async function* (attributes) {
    for (const person of people) yield await Promise.resolve(attributes.map((name) => person[name] ?? null))
  }
}

const MATCH = { source: 'id', target: 'number' }

test('compares those who are found on both sides and have a value in both', async () => {
  const source = side({ id: '1', name: ' Ann ', mail: 'a@x' }, { id: '2', name: 'Bea' }, { id: '3', name: 'Cy' }, { id: '9', name: 'Nobody' })
  const target = side({ number: '1', cn: 'ANN', proxy: ['b@x', 'A@x'] }, { number: '2', cn: 'Beate' }, { number: '3' }, { number: null, cn: 'Service' })
  expect(await measureAgreement(MATCH, [{ source: 'name', target: 'cn' }, { source: 'mail', target: 'proxy' }], { source, target })).toEqual([
    { compared: 2, same: 1, example: { source: 'Bea', target: 'Beate' } },
    { compared: 1, same: 1 },
  ])
})

test('takes the first of two accounts with one number', async () => {
  const target = side({ number: ['0', '1'], cn: 'Ann' }, { number: '1', cn: 'Other' })
  expect(await measureAgreement(MATCH, [{ source: 'name', target: 'cn' }], { source: side({ id: '1', name: 'Ann' }), target })).toEqual([{ compared: 1, same: 1 }])
})
