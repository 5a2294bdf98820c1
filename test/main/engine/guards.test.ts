import { describe, expect, test } from 'vitest'
import { GuardWatch } from '../../../main/engine/guards'
import { reason } from '../../../shared/model/explain'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { Guards } from '../../../shared/model/project'

function action(kind: ProvisioningAction['kind'], more: Partial<ProvisioningAction> = {}): ProvisioningAction {
  return { job: 'j', objectType: 'user', kind, status: 'planned', changes: [], reason: reason('valuesDiffer'), marks: [], issues: [], ...more }
}

interface Counted {
  readonly action: ProvisioningAction
  readonly ward: string
}

const times = (count: number, of: ProvisioningAction, ward = ''): Counted[] => Array.from({ length: count }, () => ({ action: of, ward }))
const blanked = action('update', { marks: ['blanks'], changes: [{ attribute: 'fax', before: '1' }, { attribute: 'title', before: 'Nurse', after: 'Clerk' }] })
const renamed = action('update', { marks: ['renamed'] })

function watch(guards: Guards | undefined, counted: readonly Counted[]): GuardWatch {
  const watching = new GuardWatch(guards)
  for (const { action: one, ward } of counted) watching.count(one, one.kind !== 'create', () => ward)
  return watching
}

describe('guards', () => {
  test.each([
    { because: 'at most 499 go through by default', guards: undefined, counted: times(499, action('disable')), tripped: [] },
    { because: 'the threshold is reached when the count equals it', guards: undefined, counted: times(500, action('delete')), tripped: ['deletions 500 of 500'] },
    { because: 'disables and deletes count together', guards: { deletions: { enabled: true, value: 3 } }, counted: [...times(2, action('disable')), ...times(1, action('delete'))], tripped: ['deletions 3 of 3'] },
    { because: 'what failed does not count', guards: { deletions: { enabled: true, value: 1 } }, counted: times(2, action('disable', { status: 'failed' })), tripped: [] },
    { because: 'it is off', guards: { deletions: { enabled: false, value: 1 } }, counted: times(9, action('disable')), tripped: [] },
    { because: 'a tenth of twenty accounts is two', guards: { deletions: { enabled: false, value: 1 }, share: { percent: 10 } }, counted: [...times(2, action('disable')), ...times(18, action('skip'))], tripped: ['share 2 of 2'] },
    { because: 'a share of few is at least one', guards: { deletions: { enabled: false, value: 1 }, share: { percent: 1 } }, counted: times(1, action('disable')), tripped: ['share 1 of 1'] },
    { because: 'below the share', guards: { deletions: { enabled: false, value: 1 }, share: { percent: 10 } }, counted: [...times(1, action('disable')), ...times(19, action('skip'))], tripped: [] },
    { because: 'half a ward goes', guards: { slices: [{ attribute: 'ward', percent: 50 }] }, counted: [...times(2, action('disable'), 'Lab'), ...times(2, action('skip'), 'Lab'), ...times(1, action('disable'), 'Ward'), ...times(5, action('skip'), 'Ward')], tripped: ['slice 2 of 2 in Lab'] },
    { because: 'three of any ward are too many', guards: { slices: [{ attribute: 'ward', value: 3 }] }, counted: [...times(3, action('delete'), 'Lab'), ...times(2, action('delete'), 'Ward')], tripped: ['slice 3 of 3 in Lab'] },
    { because: 'too many are created', guards: { creations: { value: 2 } }, counted: times(2, action('create')), tripped: ['creations 2 of 2'] },
    { because: 'too many are renamed', guards: { renames: { value: 2 } }, counted: times(3, renamed), tripped: ['renames 3 of 2'] },
    { because: 'a disable that also renames is counted where it is held, with the removals', guards: { renames: { value: 2 }, deletions: { enabled: true, value: 1 } }, counted: [...times(1, renamed), ...times(1, action('disable', { marks: ['renamed'] }))], tripped: ['deletions 1 of 1'] },
    { because: 'so is one that also clears', guards: { blanks: { value: 1 } }, counted: times(2, { ...blanked, kind: 'disable' }), tripped: [] },
    { because: 'values that are cleared count, values that change do not', guards: { blanks: { value: 3 } }, counted: times(3, blanked), tripped: ['blanks 3 of 3'] },
    { because: 'several trip, what removes first', guards: { blanks: { value: 1 }, deletions: { enabled: true, value: 1 } }, counted: [...times(1, blanked), ...times(1, action('disable'))], tripped: ['deletions 1 of 1', 'blanks 1 of 1'] },
  ])('$because: $tripped', ({ guards, counted, tripped }) => {
    const watching = watch(guards, counted)
    const found = [...watching.trippedByRemovals(), ...watching.trippedByWrites()]
    expect(found.map(({ hold }) => `${hold.guard} ${hold.count} of ${hold.limit}${hold.slice ? ` in ${hold.slice.value}` : ''}`)).toEqual(tripped)
  })

  test('what was counted is told of every guard, tripped or not; of a slice the value nearest to its limit', () => {
    const guards: Guards = { share: { percent: 50 }, slices: [{ attribute: 'ward', percent: 50 }], creations: { value: 9 }, renames: { value: 4 }, blanks: { value: 5 }, protected: ['x'] }
    const watching = watch(guards, [...times(2, action('disable'), 'Lab'), ...times(6, action('skip'), 'Lab'), ...times(1, action('disable'), 'Ward'), ...times(1, renamed, 'Ward'), ...times(2, action('create'), 'Ward')])
    watching.trippedByWrites()
    expect(watching.counted()).toEqual([
      { guard: 'deletions', count: 3, limit: 500 },
      { guard: 'share', count: 3, limit: 5, percent: 50, of: 10 },
      { guard: 'slice', count: 1, limit: 1, of: 2, percent: 50, slice: { attribute: 'ward', value: 'Ward' } },
      { guard: 'creations', count: 2, limit: 9 }, { guard: 'renames', count: 1, limit: 4 }, { guard: 'blanks', count: 0, limit: 5 },
    ])
  })

  test('a slice that tripped holds its own people and no others', () => {
    const [tripped] = watch({ slices: [{ attribute: 'ward', value: 1 }] }, times(1, action('disable'), 'Lab')).trippedByRemovals()
    expect(tripped?.holds(action('disable'), () => 'Lab')).toBe(true)
    expect(tripped?.holds(action('disable'), () => 'Ward')).toBe(false)
    expect(tripped?.holds(action('update'), () => 'Lab')).toBe(false)
  })

  test.each([
    { guards: {}, waiting: action('disable'), free: action('create') },
    { guards: { creations: { value: 5 } }, waiting: action('create'), free: action('update') },
    { guards: { renames: { value: 5 } }, waiting: renamed, free: blanked },
    { guards: { blanks: { value: 5 } }, waiting: blanked, free: renamed },
  ])('only what a guard may hold waits for its word', ({ guards, waiting, free }) => {
    const watching = new GuardWatch(guards)
    expect([watching.waits(waiting), watching.waits(free), watching.waits({ ...waiting, status: 'failed' })]).toEqual([true, false, false])
  })
})
