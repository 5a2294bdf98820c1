import { Button, Spinner, ToggleButton } from '@fluentui/react-components'
import { ArrowSwapRegular, BookOpenRegular, PanelRightRegular, TextBulletListTreeRegular } from '@fluentui/react-icons'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { resultKind, type CompletionSchema, type Diagnostic, type Span } from '../../../shared/expression/index'
import type { AttributeAction } from '../../draft/mapping-editor'
import { EXPRESSION } from '../../texts/expression'
import { LENS, TESTS } from '../../texts/lens'
import { formatNumber } from '../../ui/format'
import { Key } from '../../ui/key'
import { useObjectNoun } from '../../ui/object-noun'
import { StatusSign } from '../../ui/signs'
import { useFactsWhenAsked } from './attribute-facts'
import type { Caret, CodeEditorHandle } from './code-editor'
import { EditorHelp } from './editor-help'
import { EditorSplit, editorHeight, useEditorLines } from './editor-split'
import { FunctionsReference } from './functions-reference'
import { Paragraph } from './paragraph'
import type { CaretValue } from './part-values'
import { ProblemList } from './problem-list'

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor')).CodeEditor }))

interface Props {
  readonly target: string
  readonly text: string
  readonly schema: CompletionSchema
  readonly diagnostics: readonly Diagnostic[]
  /** Places that fail for people, with what is said there. */
  readonly failures: readonly { readonly span: Span; readonly message: string }[]
  /** How many of the people shown it fails for. */
  readonly failing: number
  readonly failingTests: number
  /** Where the expression's attributes are read. */
  readonly source: { readonly system: string; readonly type: string }
  /** The expression of the last saved version, where it has one. */
  readonly saved: { readonly name: string; readonly text: string } | undefined
  readonly valueOf: (span: Span) => string | undefined
  readonly valueAt: (text: string, offset: number) => CaretValue | undefined
  readonly onText: (text: string) => void
  readonly onCaretAttribute: (name: string | undefined) => void
  readonly onAttribute: (action: AttributeAction, name: string | undefined) => void
  readonly onTests: () => void
  /** Shows the lens where the window has no room for it beside. */
  readonly onLens: () => void
}

/** The text of the expression, and what there is to say about it. */
export function ExpressionPart({
  target, text, schema, diagnostics, failures, failing, failingTests, source, saved, valueOf, valueAt, onText, onCaretAttribute, onAttribute, onTests,
  onLens,
}: Props) {
  const editor = useRef<CodeEditorHandle>(null)
  const [caret, setCaret] = useState<Caret>({ line: 1, column: 1, tabIndents: false })
  const lines = useEditorLines((state) => state.lines)
  const facts = useFactsWhenAsked(source)
  const [comparing, setComparing] = useState(false)
  const [helping, setHelping] = useState(false)
  const [looking, setLooking] = useState(false)
  const gives = useMemo(() => resultKind(text, schema.source), [text, schema.source])
  const [explained, setExplained] = useState<Diagnostic>()
  useEffect(() => { onCaretAttribute(caret.attribute) }, [caret.attribute, onCaretAttribute])
  return (
    <section
      className={lines === undefined ? 'editor-part' : 'editor-part sized'} aria-labelledby="expression-title"
      style={lines === undefined ? undefined : editorHeight(lines)}
    >
      <header className="editor-header">
        <h2 id="expression-title">{EXPRESSION.title}</h2>
        {gives !== undefined && <span className="quiet small ellipsis">{EXPRESSION.gives(gives)}</span>}
        {failingTests > 0 && (
          <button type="button" className="link failing-tests" onClick={onTests}><StatusSign status="failed">{TESTS.failing(failingTests)}</StatusSign></button>
        )}
        <div className="editor-actions">
          <Button className="lens-toggle" size="small" appearance="subtle" icon={<PanelRightRegular />} onClick={onLens}>{LENS.show}</Button>
          {saved !== undefined && (
            <ToggleButton size="small" appearance="subtle" icon={<ArrowSwapRegular />} checked={comparing} onClick={() => { setComparing(!comparing) }}>
              {EXPRESSION.compare(saved.name)}
            </ToggleButton>
          )}
          <Button size="small" appearance="subtle" icon={<TextBulletListTreeRegular />} onClick={() => { editor.current?.format() }}>
            {EXPRESSION.format} <Key>Shift</Key><Key>Alt</Key><Key>F</Key>
          </Button>
          <Button size="small" appearance="subtle" icon={<BookOpenRegular />} onClick={() => { setLooking(true) }}>{EXPRESSION.functions.open}</Button>
        </div>
      </header>
      <Suspense fallback={<div className="code-editor loading"><Spinner size="small" delay={150} label={EXPRESSION.loading} /></div>}>
        <CodeEditor
          ref={editor} label={EXPRESSION.label(target)} value={text} schema={schema} diagnostics={diagnostics} failures={failures} facts={facts}
          valueOf={valueOf} valueAt={valueAt} saved={comparing ? saved : undefined}
          onChange={onText} onCaret={setCaret} onAttribute={onAttribute} onHelp={() => { setHelping(true) }} onExplain={setExplained}
        />
      </Suspense>
      <div className="editor-status small">
        <Summary diagnostics={diagnostics} failing={failing} />
        <span className="quiet">
          {caret.tabIndents ? EXPRESSION.tabIndents : EXPRESSION.tabLeaves} <span className="keys"><Key>Ctrl</Key><Key>M</Key></span>
        </span>
        <span className="quiet number">{EXPRESSION.place(caret.line, caret.column, formatNumber(text.length))}</span>
      </div>
      <div className="problem-space">
        <ProblemList
          text={text} diagnostics={diagnostics} onReveal={(offset) => { editor.current?.reveal(offset) }}
          onFix={(diagnostic) => { editor.current?.fix(diagnostic) }} onExplain={setExplained}
        />
      </div>
      <EditorSplit textLines={text.split('\n').length} />
      {looking && (
        <FunctionsReference
          dialect={schema.dialect} onClose={() => { setLooking(false) }}
          // The dialog gives the focus back to its button first.
          onInsert={(name) => { setLooking(false); setTimeout(() => { editor.current?.insertCall(name) }) }}
        />
      )}
      {helping && <EditorHelp onClose={() => { setHelping(false) }} />}
      {explained !== undefined && <Paragraph diagnostic={explained} onClose={() => { setExplained(undefined) }} />}
    </section>
  )
}

function Summary({ diagnostics, failing }: { readonly diagnostics: readonly Diagnostic[]; readonly failing: number }) {
  const noun = useObjectNoun()
  const count = (severity: Diagnostic['severity']): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  const [errors, warnings, notes] = [count('error'), count('warning'), count('info')]
  return (
    <span className="editor-summary" role="status">
      {diagnostics.length === 0 && failing === 0 && <StatusSign status="good">{EXPRESSION.noProblems}</StatusSign>}
      {errors > 0 && <StatusSign status="failed">{EXPRESSION.errors(errors)}</StatusSign>}
      {errors === 0 && failing > 0 && <StatusSign status="failed">{EXPRESSION.failsHere(failing, noun)}</StatusSign>}
      {warnings > 0 && <StatusSign status="warning">{EXPRESSION.warnings(warnings)}</StatusSign>}
      {notes > 0 && <StatusSign status="info">{EXPRESSION.notes(notes)}</StatusSign>}
    </span>
  )
}
