import { describe, expect, test } from 'vitest'
import { draftOf, editedSince, placeIn, reduceDraft, sameJson, validateMapping, type DraftAction, type MappingDraft, type MappingEdit, type Place } from '../../renderer/draft/mapping-draft'
import { withSettings, withType } from '../../renderer/features/mappings/mapping-settings'
import { moved, sharedAttributes, withOrder, writersOf } from '../../renderer/features/mappings/precedence-orders'
import type { AttributeMapping, ProjectDocument } from '../../shared/model/project'

const place: Place = { job: 'hr', objectMapping: 'workers' }
const direct = (target: string, source: string): AttributeMapping => ({ type: 'Direct', target, source })
const document: ProjectDocument = {
  formatVersion: '1.0', name: 'Project', systems: [],
  jobs: [
    { id: 'hr', service: 'Workday', source: 'workday', target: 'ad', objectMappings: [{ id: 'workers', sourceType: 'worker', targetType: 'user', attributeMappings: [direct('employeeID', 'WorkerID'), direct('mail', 'Email'), direct('sn', 'LastName')] }] },
    { id: 'other', service: 'Workday', source: 'workday', target: 'ad', objectMappings: [{ id: 'workers', sourceType: 'worker', targetType: 'user', attributeMappings: [direct('mail', 'Email')] }] },
  ],
}

function after(...edits: readonly (MappingEdit | 'undo' | 'redo')[]): MappingDraft {
  const actions = edits.map((edit): DraftAction => (typeof edit === 'string' ? { kind: edit } : { kind: 'edit', place, edit }))
  return actions.reduce(reduceDraft, draftOf(document))
}

function targets({ document: edited }: MappingDraft): readonly string[] {
  return placeIn(edited, place)?.objectMapping.attributeMappings.map((mapping) => mapping.target) ?? []
}

describe('the precedence of jobs', () => {
  test('is offered for attributes that more than one of the writing jobs feeds, whatever the case', () => {
    const writers = writersOf(document, 'ad', 'user')
    expect(writers.map(({ id }) => id)).toEqual(['hr', 'other'])
    expect(sharedAttributes(writers, 'user')).toEqual(['mail'])
    expect(writersOf(document, 'ad', 'group')).toEqual([])
  })

  test('is moved one place at a time, and not over its ends', () => {
    expect([moved(['a', 'b', 'c'], 2, -1), moved(['a', 'b', 'c'], 0, 1), moved(['a', 'b'], 0, -1), moved(['a', 'b'], 1, 1)]).toEqual([['a', 'c', 'b'], ['b', 'a', 'c'], ['a', 'b'], ['a', 'b']])
  })
})

describe('the draft of mappings', () => {
  test.each([
    { edits: [{ kind: 'add', mapping: direct('c', 'Country') }], result: ['employeeID', 'mail', 'sn', 'c'], because: 'a new mapping is evaluated last' },
    { edits: [{ kind: 'add', mapping: direct('c', 'Country'), at: 1 }], result: ['employeeID', 'c', 'mail', 'sn'], because: 'a deleted one comes back to its place' },
    { edits: [{ kind: 'delete', index: 1 }], result: ['employeeID', 'sn'], because: 'the index says which' },
    { edits: [{ kind: 'deleteSeveral', indexes: new Set([0, 2]) }], result: ['mail'], because: 'several go at once' },
    { edits: [{ kind: 'deleteSeveral', indexes: new Set([0, 2]) }, 'undo'], result: ['employeeID', 'mail', 'sn'], because: 'and are one step to undo' },
    { edits: [{ kind: 'deleteSeveral', indexes: new Set([0, 2]) }, { kind: 'addSeveral', mappings: [direct('employeeID', 'WorkerID'), direct('sn', 'LastName')], at: [0, 2] }], result: ['employeeID', 'mail', 'sn'], because: 'each comes back to its place' },
    { edits: [{ kind: 'addSeveral', mappings: [direct('c', 'Country'), direct('l', 'City')] }], result: ['employeeID', 'mail', 'sn', 'c', 'l'], because: 'copies come last' },
    { edits: [{ kind: 'changeSeveral', changes: new Map([[0, direct('employeeNumber', 'WorkerID')], [2, direct('surname', 'LastName')]]) }], result: ['employeeNumber', 'mail', 'surname'], because: 'each index has its own mapping' },
    { edits: [{ kind: 'move', index: 0, to: 2 }], result: ['mail', 'sn', 'employeeID'], because: 'the index is that of afterwards' },
    { edits: [{ kind: 'move', index: 2, to: 0 }], result: ['sn', 'employeeID', 'mail'], because: 'up is as good as down' },
    { edits: [{ kind: 'move', index: 0, to: 3 }], result: ['employeeID', 'mail', 'sn'], because: 'there is no place behind the last' },
    { edits: [{ kind: 'delete', index: 1 }, 'undo'], result: ['employeeID', 'mail', 'sn'], because: 'undo takes the last edit back' },
    { edits: [{ kind: 'delete', index: 1 }, 'undo', 'redo'], result: ['employeeID', 'sn'], because: 'redo does it again' },
    { edits: [{ kind: 'delete', index: 1 }, 'undo', { kind: 'delete', index: 0 }, 'redo'], result: ['mail', 'sn'], because: 'a new edit leaves nothing to redo' },
    { edits: ['undo', 'redo'], result: ['employeeID', 'mail', 'sn'], because: 'there is nothing to undo' },
  ] as const satisfies readonly { readonly edits: readonly (MappingEdit | 'undo' | 'redo')[]; readonly result: readonly string[]; readonly because: string }[])('maps $result, because $because', ({ edits, result }) => {
    expect(targets(after(...edits))).toEqual(result)
  })

  test('renames an attribute in all jobs that read it, as one step that undo names and takes back', () => {
    const rename: MappingEdit = { kind: 'rename', attribute: { system: 'workday', type: 'worker', name: 'Email' }, to: 'WorkEmail' }
    const draft = after(rename)
    expect(draft.document.jobs.flatMap((job) => job.objectMappings.flatMap(({ attributeMappings }) => attributeMappings.filter(({ target }) => target === 'mail')))).toEqual([direct('mail', 'WorkEmail'), direct('mail', 'WorkEmail')])
    expect(draft.past.map(({ name }) => name)).toEqual([{ kind: 'rename', target: 'Email' }])
    expect(after(rename, 'undo').document).toEqual(document)
  })

  test('sets the precedence of a system as one step, and leaves no key behind when there is none any more', () => {
    const base = { ...document, systems: [{ id: 'ad', name: 'AD', settings: { kind: 'ldif' as const, paths: ['ad.ldif'] } }] }
    const set = (before: MappingDraft, attribute: string, order: readonly string[] | undefined): MappingDraft => reduceDraft(before, {
      kind: 'edit', place, edit: { kind: 'precedence', system: 'ad', precedence: withOrder(before.document.systems[0]?.precedence, 'user', attribute, order), attribute },
    })
    const both = set(set(draftOf(base), '*', ['hr', 'other']), 'mail', ['other', 'hr'])
    expect(both.document.systems[0]?.precedence).toEqual({ user: { '*': ['hr', 'other'], mail: ['other', 'hr'] } })
    expect(both.past.at(-1)?.name).toEqual({ kind: 'precedence', target: 'mail' })
    expect(set(set(both, '*', undefined), 'mail', undefined).document).toEqual(base)
  })

  test('leaves other jobs and the saved document alone', () => {
    const draft = after({ kind: 'delete', index: 1 })
    expect(draft.document.jobs[1]).toBe(document.jobs[1])
    expect(targets(draftOf(document))).toEqual(['employeeID', 'mail', 'sn'])
  })

  test('names what is undone, and keeps no step for an edit that changes nothing', () => {
    expect(after({ kind: 'delete', index: 1 }).past.at(-1)?.name).toEqual({ kind: 'delete', target: 'mail' })
    expect(after({ kind: 'change', index: 1, mapping: direct('mail', 'Email') }).past).toEqual([])
  })

  test('has nothing to undo in a document that was changed elsewhere', () => {
    const draft = reduceDraft(after({ kind: 'delete', index: 1 }), { kind: 'replace', document })
    expect(draft.past).toEqual([])
    expect(targets(draft)).toEqual(['employeeID', 'mail', 'sn'])
  })

  test('writes a setting at its default as an absent key', () => {
    const off = after({ kind: 'flowTypes', flowTypes: ['Add', 'Update'] }, { kind: 'skipOutOfScope', skip: true })
    expect(off.document.jobs[0]).toMatchObject({ skipOutOfScopeDeletions: true, objectMappings: [{ flowTypes: ['Add', 'Update'] }] })
    const on = after({ kind: 'flowTypes', flowTypes: ['Add', 'Update'] }, { kind: 'skipOutOfScope', skip: true }, { kind: 'flowTypes', flowTypes: ['Add', 'Update', 'Delete'] }, { kind: 'skipOutOfScope', skip: false })
    expect(on.document).toEqual(document)
    expect(withSettings({ ...direct('a', 'b'), apply: 'ObjectAddOnly', default: 'x' }, { apply: 'Always', default: '' })).toEqual(direct('a', 'b'))
  })

  test('says which mappings differ from the saved version', () => {
    const draft = after({ kind: 'change', index: 1, mapping: direct('mail', 'WorkEmail') }, { kind: 'add', mapping: direct('c', 'Country') }, { kind: 'move', index: 0, to: 2 })
    expect([...editedSince(document, draft.document, place)]).toEqual([['mail', 'changed'], ['c', 'added']])
  })

  test('takes two documents for the same whatever the order of keys, and a key without value for none', () => {
    expect(sameJson({ a: 1, b: [1, { c: undefined }] }, { b: [1, {}], a: 1 })).toBe(true)
    expect(sameJson([1, 2], [2, 1])).toBe(false)
    expect(sameJson({ a: '' }, {})).toBe(false)
  })
})

describe('a mapping', () => {
  const others = [direct('mail', 'Email'), { ...direct('employeeID', 'WorkerID'), matchingPriority: 1 }]
  test.each([
    { mapping: direct('sn', 'LastName'), problems: [] },
    { mapping: direct('', 'LastName'), problems: ['noTarget'] },
    { mapping: direct('Mail', 'LastName'), problems: ['targetTaken'] },
    { mapping: direct('sn', ' '), problems: ['noSource'] },
    { mapping: { type: 'Expression', target: 'sn', expression: '' } as const, problems: ['noExpression'] },
    { mapping: { ...direct('sn', 'LastName'), matchingPriority: 1 }, problems: ['priorityTaken'] },
  ])('with $mapping.target has the problems $problems', ({ mapping, problems }) => {
    expect(validateMapping(mapping, others)).toEqual(problems)
  })

  test.each([
    { from: direct('mail', 'Email'), type: 'Expression', to: { type: 'Expression', target: 'mail', expression: '[Email]' } },
    { from: { type: 'Expression', target: 'mail', expression: '[Email]' }, type: 'Direct', to: direct('mail', 'Email') },
    { from: { type: 'Constant', target: 'c', value: 'a "b"' }, type: 'Expression', to: { type: 'Expression', target: 'c', expression: '"a \\"b\\""' } },
    { from: { type: 'Expression', target: 'c', expression: '"GB"' }, type: 'Constant', to: { type: 'Constant', target: 'c', value: 'GB' } },
    { from: { ...direct('mail', 'Email'), matchingPriority: 2, note: 'n' }, type: 'None', to: { type: 'None', target: 'mail', matchingPriority: 2, note: 'n' } },
  ] as const)('of type $from.type becomes $type with what carries over', ({ from, type, to }) => {
    expect(withType(from, type)).toEqual(to)
  })
})
