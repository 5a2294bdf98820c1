import { useMemo } from 'react'
import type { GoldenResult } from '../../../shared/ipc/lens-views'
import type { EvaluationContext } from '../../../shared/expression/index'
import type { PreviewPerson } from '../../../shared/ipc/views'
import type { AttributeMapping, GoldenRecord } from '../../../shared/model/project'
import type { TestEdit } from '../../draft/mapping-draft'
import { TESTS } from '../../texts/lens'
import type { Failure } from '../../ui/row-source'
import { useToasts } from '../../ui/toasts'
import { useCommand } from '../../use-request'
import { notInRecord, recordOf, resultOf, testsOf, withMissing, withNewValue, withoutExpectation } from './golden-record'

export interface GoldenTests {
  /** Those of this mapping, in the order of the project. */
  readonly tests: readonly GoldenRecord[]
  /** By the id of the test. */
  readonly results: ReadonlyMap<string, GoldenResult>
  readonly failing: number
  readonly save: (person: PreviewPerson) => void
  readonly rename: (test: GoldenRecord, name: string) => void
  /** Takes the present value; what the record has not, but the mapping reads, comes from its person as read last. */
  readonly take: (test: GoldenRecord) => void
  readonly remove: (test: GoldenRecord) => void
  /** Attributes that the mapping reads and the test's record says nothing of. */
  readonly missing: (test: GoldenRecord) => readonly string[]
  readonly failure?: Failure
}

interface Given {
  readonly mapping: AttributeMapping
  readonly place: { readonly job: string; readonly objectMapping: string }
  readonly evaluation: Omit<EvaluationContext, 'drawKey'>
  /** All golden records of the project. */
  readonly tests: readonly GoldenRecord[]
  readonly onTest: (edit: TestEdit) => void
}

/** The golden records of one mapping, run over it as it is edited, and their own edits, each with a way back. */
export function useGoldenTests({ mapping, place, evaluation, tests, onTest }: Given): GoldenTests {
  const { now, seed, defaultDomain } = evaluation
  const setting = useMemo(() => ({ seed, ...(defaultDomain !== undefined && { defaultDomain }) }), [seed, defaultDomain])
  const people = useCommand('preview.people')
  const show = useToasts((state) => state.show)
  const own = useMemo(() => testsOf(tests, place, mapping.target), [tests, place, mapping.target])
  const results = useMemo(() => new Map(own.map((test) => [test.id, resultOf(test, mapping, setting)])), [own, mapping, setting])

  function change(test: GoldenRecord, text: string): void {
    const before = tests.find((one) => one.id === test.id)
    onTest({ kind: 'putTest', test })
    show({
      text,
      action: { label: TESTS.undo, run: () => { onTest(before === undefined ? { kind: 'removeTest', id: test.id } : { kind: 'putTest', test: before }) } },
    })
  }
  function save(person: PreviewPerson): void {
    const test = recordOf({ mapping, place, setting, now, tests }, person)
    if (test === undefined) show({ text: TESTS.redacted })
    else change(test, (tests.some((one) => one.id === test.id) ? TESTS.replaced : TESTS.saved)(nameOfTest(test)))
  }
  async function take(test: GoldenRecord): Promise<void> {
    const found = notInRecord(test, mapping).length === 0
      ? undefined
      : await people.run({ job: place.job, mapping: place.objectMapping, anchors: [test.anchor], limit: 1 })
    const person = found?.[0]
    change(withNewValue(person === undefined ? test : withMissing(test, mapping, person), mapping, setting), TESTS.replaced(nameOfTest(test)))
  }
  function remove(test: GoldenRecord): void {
    const at = tests.findIndex((one) => one.id === test.id)
    const rest = withoutExpectation(test, mapping.target)
    onTest(rest === undefined ? { kind: 'removeTest', id: test.id } : { kind: 'putTest', test: rest })
    show({ text: TESTS.removed(nameOfTest(test)), action: { label: TESTS.undo, run: () => { onTest({ kind: 'putTest', test, at }) } } })
  }

  return {
    tests: own, results, failing: own.filter((test) => results.get(test.id)?.passed === false).length, save, remove,
    rename: (test, name) => { onTest({ kind: 'putTest', test: { ...test, name } }) },
    take: (test) => { void take(test) },
    missing: (test) => notInRecord(test, mapping),
    ...(people.failure !== undefined && { failure: people.failure }),
  }
}

/** What a test is called: its own name, else the ID of the person it was taken from. */
export function nameOfTest(test: GoldenRecord): string {
  return test.name ?? test.anchor
}
