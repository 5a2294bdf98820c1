import { Button, Spinner } from '@fluentui/react-components'
import { TextBulletListTreeRegular } from '@fluentui/react-icons'
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { check, parse, walk, type CheckOptions, type Diagnostic } from '../../../shared/expression/index'
import { expressionOf, type AttributeMapping } from '../../../shared/model/project'
import { EXPRESSION } from '../../texts/expression'
import { formatNumber } from '../../ui/format'
import { Key } from '../../ui/key'
import { StatusSign } from '../../ui/signs'
import type { Caret, CodeEditorHandle } from './code-editor'
import './expression-editor.css'
import { partValueReader } from './part-values'
import { PeoplePreview } from './people-preview'
import { canEvaluate, evaluationFor, previewPeople, type PreviewRow } from './preview-outcome'
import { ProblemList } from './problem-list'
import { usePeople } from './use-people'

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor')).CodeEditor }))
const REST_MS = 100

interface Props {
  readonly mapping: AttributeMapping
  readonly place: { readonly job: string; readonly objectMapping: string }
  readonly checkOptions: CheckOptions
  readonly sourceName: string
  readonly targetName: string
  readonly targetProduct: string | undefined
  readonly defaultDomain: string | undefined
  readonly seed: number
  /** The instant that the expression takes for now. */
  readonly now: string
  readonly onText: (expression: string) => void
  readonly onConnections: () => void
}

/** What will this mapping give, for these people? The text of an expression, what is wrong with it, and values while it is typed. */
export function ExpressionEditor({ mapping, place, checkOptions, sourceName, targetName, targetProduct, defaultDomain, seed, now, onText, onConnections }: Props) {
  const editor = useRef<CodeEditorHandle>(null)
  const [caret, setCaret] = useState<Caret>({ line: 1, column: 1, tabIndents: false })
  const [focused, setFocused] = useState<string>()
  const text = expressionOf(mapping) ?? ''
  const options = useStable(checkOptions)
  const diagnostics = useMemo(() => (mapping.type === 'Expression' ? check(text, options) : NO_DIAGNOSTICS), [mapping.type, text, options])
  const schema = useMemo(() => ({ source: options.source ?? [], dialect: options.dialect }), [options])
  const people = usePeople(place)
  const evaluation = useMemo(() => ({ now, seed, ...(defaultDomain !== undefined && { defaultDomain }), ...(options.dialect !== undefined && { dialect: options.dialect }) }), [now, seed, defaultDomain, options.dialect])

  const rested = useRested(useDeferredValue(mapping), REST_MS)
  const [evaluatedMapping, setEvaluated] = useState(rested)
  if (rested !== evaluatedMapping && canEvaluate(rested)) setEvaluated(rested)
  const before = !canEvaluate(mapping)
  const rows = useMemo(() => previewPeople({ mapping: evaluatedMapping, target: options.target, product: targetProduct, evaluation }, people.people), [evaluatedMapping, options.target, targetProduct, evaluation, people.people])
  const person = people.people.find((one) => one.anchor === focused) ?? people.people[0]
  const evaluatedText = expressionOf(evaluatedMapping)
  const failures = useMemo(() => (evaluatedText === text ? failuresOf(rows) : []), [evaluatedText, text, rows])
  const tree = useMemo(() => parse(text).tree, [text])
  const valueOf = useMemo(() => partValueReader(tree, person, person === undefined ? { ...evaluation, drawKey: '' } : evaluationFor(evaluation, mapping.target, person)), [tree, person, evaluation, mapping.target])

  return (
    <div className="expression-editor">
      {mapping.type === 'Expression' && (
        <section className="editor-part" aria-labelledby="expression-title">
          <header className="editor-header">
            <h2 id="expression-title">{EXPRESSION.title}</h2>
            <div className="editor-actions">
              <Button size="small" appearance="subtle" icon={<TextBulletListTreeRegular />} onClick={() => { editor.current?.format() }}>{EXPRESSION.format} <Key>Shift</Key><Key>Alt</Key><Key>F</Key></Button>
            </div>
          </header>
          <Suspense fallback={<div className="code-editor loading"><Spinner size="small" delay={150} label={EXPRESSION.loading} /></div>}>
            <CodeEditor ref={editor} label={EXPRESSION.label(mapping.target)} value={mapping.expression} schema={schema} diagnostics={diagnostics} failures={failures} valueOf={valueOf} onChange={onText} onCaret={setCaret} />
          </Suspense>
          <div className="editor-status small">
            <Summary diagnostics={diagnostics} failing={before ? 0 : rows.filter((row) => row.error !== undefined).length} />
            <span className="quiet">{caret.tabIndents ? EXPRESSION.tabIndents : EXPRESSION.tabLeaves} <span className="keys"><Key>Ctrl</Key><Key>M</Key></span></span>
            <span className="quiet number">{EXPRESSION.place(caret.line, caret.column, formatNumber(mapping.expression.length))}</span>
          </div>
          <div className="problem-space"><ProblemList text={mapping.expression} diagnostics={diagnostics} onReveal={(offset) => { editor.current?.reveal(offset) }} onFix={(diagnostic) => { editor.current?.fix(diagnostic) }} /></div>
        </section>
      )}
      <PeoplePreview
        job={place.job} objectMapping={place.objectMapping} sourceName={sourceName} targetName={targetName} rows={rows} people={people} before={before}
        usesUniqueValue={tree !== undefined && walk(tree).some((part) => part.kind === 'call' && part.callee === 'SelectUniqueValue')} focused={person?.anchor} onFocus={setFocused} onConnections={onConnections}
      />
    </div>
  )
}

const NO_DIAGNOSTICS: readonly Diagnostic[] = []

function Summary({ diagnostics, failing }: { readonly diagnostics: readonly Diagnostic[]; readonly failing: number }) {
  const count = (severity: Diagnostic['severity']): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  const [errors, warnings, notes] = [count('error'), count('warning'), count('info')]
  return (
    <span className="editor-summary" role="status">
      {diagnostics.length === 0 && failing === 0 && <StatusSign status="good">{EXPRESSION.noProblems}</StatusSign>}
      {errors > 0 && <StatusSign status="failed">{EXPRESSION.errors(errors)}</StatusSign>}
      {errors === 0 && failing > 0 && <StatusSign status="failed">{EXPRESSION.failsHere(failing)}</StatusSign>}
      {warnings > 0 && <StatusSign status="warning">{EXPRESSION.warnings(warnings)}</StatusSign>}
      {notes > 0 && <StatusSign status="info">{EXPRESSION.notes(notes)}</StatusSign>}
    </span>
  )
}

/** Places that fail for somebody, each once, with the first person it fails for. */
function failuresOf(rows: readonly PreviewRow[]): readonly { readonly span: readonly [number, number]; readonly message: string }[] {
  const places = new Map<string, { readonly span: readonly [number, number]; readonly message: string }>()
  for (const { error, person } of rows) {
    if (error === undefined) continue
    const key = error.span.join()
    if (!places.has(key)) places.set(key, { span: error.span, message: EXPRESSION.failsFor(person.display, error.message) })
  }
  return [...places.values()]
}

/** The value as it was when it last stood still for a while. */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => { setRested(value) }, ms)
    return () => { clearTimeout(timer) }
  }, [value, ms])
  return rested
}

/** The same object for as long as it says the same. */
function useStable<T>(value: T): T {
  const text = JSON.stringify(value)
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the text says all there is in it
  return useMemo(() => value, [text])
}
