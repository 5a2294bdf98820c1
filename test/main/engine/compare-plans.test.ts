import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { type ActionList, type ActionPair, mergeActions, sameOutcome } from '../../../main/engine/compare-plans'
import { failures, reason } from '../../../shared/model/explain'
import type { ProvisioningAction } from '../../../shared/model/plan'

const pacer = { turn: () => undefined }

function action(anchor: string, more: Partial<ProvisioningAction> = {}): ProvisioningAction {
  return {
    job: 'j', objectMapping: 'm', objectType: 'user', kind: 'update', status: 'planned', source: { system: 'hr', anchor, display: anchor }, target: { system: 'ad', anchor: `t${anchor}`, display: `CN=${anchor}` },
    changes: [{ attribute: 'title', before: 'a', after: 'b', mapping: 'title' }], reason: reason('valuesDiffer'), marks: [], issues: [], ...more,
  }
}

function list(actions: readonly ProvisioningAction[]): ActionList & { readonly read: number[] } {
  const read: number[] = []
  return { length: actions.length, read, body: (index) => { read.push(index); return JSON.stringify(actions[index]) } }
}

async function merged(a: ActionList, b: ActionList): Promise<ActionPair[]> {
  const pairs: ActionPair[] = []
  await mergeActions(a, b, pacer, (pair) => pairs.push(pair))
  return pairs
}

describe('two plans side by side', () => {
  test('have everybody once, in the order of anchors, and read each action once', async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 })), fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 })), fc.func(fc.boolean()), async (one, other, differs) => {
      const [anchorsA, anchorsB] = [[...one].sort(), [...new Set([...other, ...one.slice(0, 5)])].sort()]
      const a = list(anchorsA.map((anchor) => action(anchor)))
      const b = list(anchorsB.map((anchor) => action(anchor, differs(anchor) ? { kind: 'disable' } : {})))
      const pairs = await merged(a, b)
      const everybody = [...new Set([...anchorsA, ...anchorsB])].sort()
      expect(pairs).toEqual(everybody.map((anchor) => {
        const [at, bt] = [anchorsA.indexOf(anchor), anchorsB.indexOf(anchor)]
        return { a: at, b: bt, same: at >= 0 && bt >= 0 && !differs(anchor) }
      }))
      expect([a.read, b.read]).toEqual([anchorsA.map((_, i) => i), anchorsB.map((_, i) => i)])
    }), { numRuns: 200 })
  })

  test('are stopped by a pacer that was cancelled', async () => {
    await expect(mergeActions(list([action('1')]), list([]), { turn: () => { throw new Error('cancelled') } }, () => undefined)).rejects.toThrow('cancelled')
  })
})

test.each<readonly [what: string, other: Partial<ProvisioningAction>, same: boolean]>([
  ['reason', { reason: reason('firstMatch') }, true],
  ['marks', { marks: ['overwrites'] }, true],
  ['a warning', { issues: [failures.referenceMissing('manager', '9')] }, true],
  ['the name of the account', { target: { system: 'ad', anchor: 't1', display: 'CN=other' } }, true],
  ['the account', { target: { system: 'ad', anchor: 't2', display: 'CN=1' } }, false],
  ['kind', { kind: 'disable' }, false],
  ['status', { status: 'held' }, false],
  ['a value', { changes: [{ attribute: 'title', before: 'a', after: 'c', mapping: 'title' }] }, false],
  ['a failure', { issues: [failures.emptyText('title')] }, false],
])('another outcome: %s', (_, other, same) => {
  expect(sameOutcome(action('1'), action('1', other))).toBe(same)
})
