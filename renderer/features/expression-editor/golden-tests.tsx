import { Button, Input } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import { useState, type ReactNode } from 'react'
import type { GoldenResult } from '../../../shared/ipc/lens-views'
import type { GoldenRecord } from '../../../shared/model/project'
import { TESTS } from '../../texts/lens'
import { listed } from '../../texts/plural'
import { StatusSign } from '../../ui/signs'
import { EmptyState, FailedState } from '../../ui/states'
import { nameOfTest, type GoldenTests } from './use-golden-tests'

const C = TESTS.columns

interface Props {
  /** The heading, or the tabs that this is under. */
  readonly title: ReactNode
  readonly golden: GoldenTests
  /** Whether the text is whole, so that there is a value to take. */
  readonly canTake: boolean
}

/** The golden records of this mapping, with what came of them. */
export function GoldenTestsTable({ title, golden, canTake }: Props) {
  const { tests, results } = golden
  return (
    <section className="people-preview" aria-label={TESTS.title}>
      <header className="editor-header">{title}</header>
      {golden.failure !== undefined && <FailedState failure={golden.failure} />}
      {tests.length === 0 && <EmptyState title={TESTS.none}>{TESTS.noneWhy}</EmptyState>}
      {tests.length > 0 && (
        <div className="people-scroll" role="group" aria-label={TESTS.title} tabIndex={0}>
          <table className="plain-table people-table tests-table">
            <thead>
              <tr>
                {(['name', 'id', 'expected', 'actual', 'result'] as const).map((column) => <th key={column} scope="col">{C[column]}</th>)}
                <th scope="col"><span className="visually-hidden">{C.actions}</span></th>
              </tr>
            </thead>
            <tbody>{tests.map((test) => <TestRow key={test.id} test={test} result={results.get(test.id)} golden={golden} canTake={canTake} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

interface RowProps {
  readonly test: GoldenRecord
  readonly result: GoldenResult | undefined
  readonly golden: GoldenTests
  readonly canTake: boolean
}

function TestRow({ test, result, golden, canTake }: RowProps) {
  const name = nameOfTest(test)
  const missing = result?.passed === false ? golden.missing(test) : []
  const why = result?.problem ?? (missing.length === 0 ? undefined : TESTS.missing(listed(missing)))
  return (
    <tr>
      <th scope="row"><NameField key={name} name={name} onChange={(next) => { golden.rename(test, next) }} /></th>
      <td className="mono">{test.anchor}</td>
      <td className="mono preview-value" title={result?.expected}>{result?.expected}</td>
      <td className="mono preview-value" title={result?.actual}>{result?.actual}</td>
      <td className="preview-outcome">
        {result !== undefined && <Result result={result} />}
        {why !== undefined && <span className="preview-why quiet" title={why}>{why}</span>}
      </td>
      <td className="test-actions">
        {result?.passed === false && (
          <Button size="small" disabledFocusable={!canTake} aria-label={TESTS.takeFor(name)} onClick={() => { golden.take(test) }}>{TESTS.take}</Button>
        )}
        <Button size="small" appearance="subtle" icon={<DeleteRegular />} aria-label={TESTS.remove(name)} onClick={() => { golden.remove(test) }} />
      </td>
    </tr>
  )
}

function Result({ result }: { readonly result: GoldenResult }) {
  return result.passed ? <StatusSign status="good">{TESTS.passed}</StatusSign> : <StatusSign status="failed">{TESTS.failed}</StatusSign>
}

/** A name that takes effect when the field is left or Enter is pressed; Escape gives the old one back. */
function NameField({ name, onChange }: { readonly name: string; readonly onChange: (name: string) => void }) {
  const [text, setText] = useState(name)
  const keep = (): void => { if (text.trim() !== '' && text !== name) onChange(text.trim()); else setText(name) }
  return (
    <Input
      className="test-name" size="small" appearance="filled-lighter" aria-label={TESTS.name(name)} value={text} maxLength={200}
      onChange={(_, data) => { setText(data.value) }} onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape' && text !== name) { event.preventDefault(); setText(name) }
      }}
    />
  )
}
