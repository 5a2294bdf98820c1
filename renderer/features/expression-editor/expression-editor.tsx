import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { check, parse, walk, type Diagnostic } from '../../../shared/expression/index'
import { expressionOf } from '../../../shared/model/project'
import type { MappingEditorProps } from '../../draft/mapping-editor'
import { EXPRESSION, PEOPLE } from '../../texts/expression'
import { TESTS } from '../../texts/lens'
import { useEscape } from '../../ui/key-stack'
import { useObjectNoun } from '../../ui/object-noun'
import { useProvidedCommands } from '../../ui/screen-commands'
import { Tabs } from '../../ui/tabs'
import './expression-editor.css'
import { ExpressionPart } from './expression-part'
import { GoldenTestsTable } from './golden-tests'
import { countOf, labelOf, type LensNumber } from './lens-numbers'
import { LensPane } from './lens-pane'
import { LensPeople } from './lens-people'
import { caretValueReader, partValueReader } from './part-values'
import { PeopleTable } from './people-table'
import { asCompared, canEvaluate, evaluationFor, previewPeople, shownRow, type PreviewRow } from './preview-outcome'
import { useGoldenTests } from './use-golden-tests'
import { useLens, type Against } from './use-lens'
import { drawPeople, useFindings, useOddPeople } from './use-odd-people'
import { usePeople } from './use-people'

const REST_MS = 80

/** What will this mapping give, for this person and for everybody? The text of an expression, people's values while it is typed, and the lens. */
export function ExpressionEditor(props: MappingEditorProps) {
  const { mapping, place, mappingKey, tests, checkOptions, sourceName, targetName, targetProduct, defaultDomain, seed, now, onText, onTest, onConnections } = props
  const [focused, setFocused] = useState<string>()
  const [against, setAgainst] = useState<Against>('target')
  const [part, setPart] = useState<LensNumber>()
  const [opened, setOpened] = useState<LensNumber>()
  const [view, setView] = useState<'people' | 'tests'>('people')
  const [lensShown, setLensShown] = useState(false)
  const text = expressionOf(mapping) ?? ''
  const options = useStable(checkOptions)
  const diagnostics = useMemo(() => (mapping.type === 'Expression' ? check(text, options) : NO_DIAGNOSTICS), [mapping.type, text, options])
  const schema = useMemo(() => ({ source: options.source ?? [], dialect: options.dialect }), [options])
  const evaluation = useMemo(() => ({
    now, seed, ...(defaultDomain !== undefined && { defaultDomain }), ...(options.dialect !== undefined && { dialect: options.dialect }),
  }), [now, seed, defaultDomain, options.dialect])

  const rested = useRested(useDeferredValue(mapping), REST_MS)
  const [evaluatedMapping, setEvaluated] = useState(rested)
  if (rested !== evaluatedMapping && canEvaluate(rested)) setEvaluated(rested)
  const before = !canEvaluate(mapping)
  const lens = useLens(place, evaluatedMapping, against)
  const moving = lens.settled && evaluatedMapping !== mapping
  const oddPeople = useOddPeople(lens, part)
  const people = usePeople(place, mappingKey, oddPeople.odd, oddPeople.chosen)
  const shown = useMemo(() => people.people.map((one) => one.person), [people.people])
  const findings = useFindings(lens, useMemo(() => shown.map((one) => one.anchor), [shown]))
  const compared = useMemo(() => shown.map((one) => asCompared(one, findings.byAnchor.get(one.anchor), evaluatedMapping.target)), [shown, findings, evaluatedMapping.target])
  const rows = useMemo(() => previewPeople({
    mapping: evaluatedMapping, target: options.target, product: targetProduct, evaluation,
  }, compared), [evaluatedMapping, options.target, targetProduct, evaluation, compared])
  const found = lens.settled && !moving && findings.of === lens.measured
  const shownRows = useMemo(() => rows.map((row) => shownRow(row, found ? findings.byAnchor.get(row.person.anchor) : undefined)), [rows, found, findings])
  const person = shown.find((one) => one.anchor === focused) ?? shown[0]
  const golden = useGoldenTests({ mapping: evaluatedMapping, place, evaluation, tests, onTest })

  const cannotSave = person === undefined ? TESTS.cannotSave.nobody
    : before ? TESTS.cannotSave.invalid
    : mapping.type === 'None' ? TESTS.cannotSave.none
    : undefined
  const saveTest = (): void => { if (person !== undefined) golden.save(person) }
  useProvidedCommands([{
    id: 'mapping.saveTest', title: TESTS.saveCommand(person?.display), ...(cannotSave !== undefined && { unavailable: cannotSave }), run: saveTest,
  }])

  const evaluatedText = expressionOf(evaluatedMapping)
  const failures = useMemo(() => (evaluatedText === text ? failuresOf(rows) : []), [evaluatedText, text, rows])
  const tree = useMemo(() => parse(text).tree, [text])
  const context = useMemo(() => (person === undefined
    ? { ...evaluation, drawKey: '' }
    : evaluationFor(evaluation, mapping.target, person)), [evaluation, mapping.target, person])
  const valueOf = useMemo(() => partValueReader(tree, person, context), [tree, person, context])
  const valueAt = useMemo(() => caretValueReader(person, context), [person, context])

  const { measured } = lens
  const [asked, setAsked] = useState(measured?.question)
  if (measured?.question !== asked) {
    setAsked(measured?.question)
    // A bar stands for a place among those of one answer.
    if (typeof part === 'number') setPart(undefined)
  }
  const toPart = useCallback((one: LensNumber) => { setPart((old) => (old === one ? undefined : one)); setView('people') }, [])
  const close = useCallback(() => {
    setOpened(undefined)
    setTimeout(() => { document.querySelector<HTMLElement>(`.lens-figures [aria-pressed="true"]`)?.focus() })
  }, [])
  const toPerson = useCallback((anchor: string) => {
    setPart(undefined)
    setOpened(undefined)
    setView('people')
    people.pinAnchor(anchor)
    setFocused(anchor)
  }, [people])
  useEscape(() => { setPart(undefined) }, part !== undefined && opened === undefined)
  useEscape(() => { setLensShown(false) }, lensShown)

  const noun = useObjectNoun()
  const title = golden.tests.length === 0 && view === 'people'
    ? undefined
    : (
      <Tabs
        label={TESTS.tabs} selected={view} onSelect={setView}
        tabs={[{ id: 'people', label: PEOPLE.title(noun) }, { id: 'tests', label: TESTS.title, count: golden.tests.length }]}
      />
    )
  return (
    <div className={lensShown ? 'expression-editor lens-shown' : 'expression-editor'}>
      <div className={opened === undefined ? 'editor-main' : 'editor-main hidden'}>
        {mapping.type === 'Expression' && (
          <ExpressionPart
            target={mapping.target} text={mapping.expression} schema={schema} diagnostics={diagnostics} failures={failures}
            failing={before ? 0 : rows.filter((row) => row.error !== undefined).length}
            failingTests={golden.failing} source={props.source} saved={props.saved} valueOf={valueOf} valueAt={valueAt} onText={onText}
            onCaretAttribute={props.onCaretAttribute} onAttribute={props.onAttribute} onTests={() => { setView('tests') }}
            onLens={() => { setLensShown(true) }}
          />
        )}
        {view === 'tests' && <GoldenTestsTable title={title} golden={golden} canTake={!before} />}
        {view === 'people' && (
          <PeopleTable
            title={title} place={place} sourceName={sourceName} targetName={targetName} rows={shownRows} against={against} people={people}
            failure={oddPeople.failure} before={before}
            chosen={part === undefined || measured === undefined ? undefined : {
              label: labelOf(measured.lens, part), people: countOf(measured.lens, part), shown: oddPeople.chosen?.length ?? 0,
              onAll: () => { setOpened(part) }, onClear: () => { setPart(undefined) },
            }}
            usesUniqueValue={!found && tree !== undefined && walk(tree).some((node) => node.kind === 'call' && node.callee === 'SelectUniqueValue')}
            focused={person} onFocus={setFocused}
            onRandom={measured === undefined || measured.lens.people === 0
              ? undefined
              : () => { void drawPeople(measured, seed, people.draws).then(people.show) }}
            onSaveTest={cannotSave === undefined ? saveTest : undefined} onConnections={onConnections}
          />
        )}
      </div>
      {opened !== undefined && measured !== undefined && (
        <LensPeople key={opened} question={measured.question} part={opened} label={labelOf(measured.lens, opened)} onPin={toPerson} onUp={close} />
      )}
      <LensPane
        lens={moving ? { ...lens, settled: false } : lens} target={mapping.target} targetName={targetName} version={props.version}
        inSaved={props.inSaved} against={against} onAgainst={setAgainst} before={before}
        noValue={mapping.type === 'None'} part={part} onPart={toPart} onOpen={(one) => { setPart(one); setOpened(one) }} onPerson={toPerson}
        onConnections={onConnections} onClose={() => { setLensShown(false) }}
      />
    </div>
  )
}

const NO_DIAGNOSTICS: readonly Diagnostic[] = []

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
