import { Button, SearchBox } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { functions, signatureLabel, type CompletionSchema, type FunctionDeclaration } from '../../../shared/expression/index'
import { COMMON } from '../../texts/common'
import { EXPRESSION } from '../../texts/expression'
import { Dialog } from '../../ui/dialog'
import { FunctionText } from './function-text'
import { moveByArrows } from './lens-numbers-list'
import { searchFunctions } from './search-functions'

const F = EXPRESSION.functions

interface Props {
  readonly dialect: CompletionSchema['dialect']
  /** Puts a call of the function at the caret. */
  readonly onInsert: (name: string) => void
  readonly onClose: () => void
}

/** Every function of the language with its parameters, sentence and examples. Enter inserts the one that is chosen. */
export function FunctionsReference({ dialect, onInsert, onClose }: Props) {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<string>()
  const all = useMemo(() => [...functions.values()].filter(({ only }) => only === undefined || only === dialect), [dialect])
  const found = useMemo(() => searchFunctions(all, query), [all, query])
  const shown = found.find(({ name }) => name === chosen) ?? found[0]
  return (
    <Dialog
      wide title={F.title} onClose={onClose}
      actions={(
        <>
          <Button appearance="primary" disabled={shown === undefined} onClick={() => { if (shown !== undefined) onInsert(shown.name) }}>{F.insert}</Button>
          <Button onClick={onClose}>{COMMON.close}</Button>
        </>
      )}
    >
      <div className="functions-reference">
        <SearchBox
          autoFocus aria-label={F.find} placeholder={F.find} value={query} onChange={(_, data) => { setQuery(data.value); setChosen(undefined) }}
          onKeyDown={(event) => { if (event.key === 'Enter' && shown !== undefined) { event.preventDefault(); onInsert(shown.name) } }}
        />
        <div className="functions-list">
          {found.length === 0 && <p className="quiet" role="status">{F.none}</p>}
          <ul aria-label={F.list} onKeyDown={moveByArrows}>
            {found.map((one) => <FunctionItem key={one.name} name={one.name} chosen={one === shown} onChoose={setChosen} onInsert={onInsert} />)}
          </ul>
        </div>
        <div className="functions-shown" role="region" tabIndex={0} aria-label={shown?.name ?? F.title}>
          {shown !== undefined && <Shown declaration={shown} />}
        </div>
      </div>
    </Dialog>
  )
}

interface ItemProps {
  readonly name: string
  readonly chosen: boolean
  readonly onChoose: (name: string) => void
  readonly onInsert: (name: string) => void
}

function FunctionItem({ name, chosen, onChoose, onInsert }: ItemProps) {
  return (
    <li>
      <button
        type="button" className="mono" aria-pressed={chosen} tabIndex={chosen ? 0 : -1} onFocus={() => { onChoose(name) }}
        onClick={() => { onChoose(name) }} onDoubleClick={() => { onInsert(name) }}
        onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); onInsert(name) } }}
      >
        {name}
      </button>
    </li>
  )
}

function Shown({ declaration }: { readonly declaration: FunctionDeclaration }) {
  const { params, only, source } = declaration
  return (
    <>
      <FunctionText declaration={declaration} label={signatureLabel(declaration).label} />
      {params.length > 0 && (
        <dl className="functions-parameters small">
          {params.map(({ name, doc, required, repeated }) => (
            <div key={name}>
              <dt className="mono">{name}</dt>
              <dd>{[doc, ...(required ? [] : [F.optional]), ...(repeated ? [F.repeated] : [])].filter((part) => part !== undefined).join(' · ')}</dd>
            </div>
          ))}
        </dl>
      )}
      {only !== undefined && <p className="small">{F.only[only]}</p>}
      <p className="small quiet">{EXPRESSION.paragraph.source} {source}</p>
    </>
  )
}
