import { Button, Input, Select, Tooltip } from '@fluentui/react-components'
import { ArrowDownRegular, ArrowUpRegular, DeleteRegular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import type { ClauseCounts, ClauseProblem } from '../../../shared/ipc/scope-views'
import type { FilterClause } from '../../../shared/model/project'
import { SCOPE } from '../../texts/scope'
import { formatNumber } from '../../ui/format'
import { useObjectNoun } from '../../ui/object-noun'
import { StatusSign } from '../../ui/signs'
import { operatorsFor, takesValue, withOperator, type Operator } from './scope-edits'

export interface SourceAttribute {
  readonly name: string
  readonly type: string
  readonly samples: string
}

interface Props {
  /** Its name for a screen reader. */
  readonly label: string
  readonly clause: FilterClause
  readonly attributes: readonly SourceAttribute[]
  /** Absent while nothing is counted yet. */
  readonly counts: ClauseCounts | undefined
  readonly problems: readonly ClauseProblem[]
  readonly first: boolean
  readonly last: boolean
  readonly onChange: (clause: FilterClause) => void
  /** While somebody types: what the value would be. */
  readonly onTyping: (clause: FilterClause | undefined) => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
  /** Absent where the counts have no list: those of an input filter. */
  readonly onShow?: ((which: 'alone' | 'only') => void) | undefined
}

/** One clause: attribute, operator, value, whom it alone lets through and who fails only there. */
export function ClauseLine({ label, clause, attributes, counts, problems, first, last, onChange, onTyping, onMove, onRemove, onShow }: Props) {
  const list = useId()
  const noun = useObjectNoun()
  const type = attributes.find((attribute) => attribute.name === clause.attribute)?.type
  return (
    <li className="clause" aria-label={label}>
      <div className="clause-fields">
        <TypedInput
          label={SCOPE.attribute} list={list} value={clause.attribute} mono
          onTyping={(attribute) => { onTyping(attribute === '' ? undefined : { ...clause, attribute }) }}
          onKeep={(attribute) => { onTyping(undefined); if (attribute !== '') onChange({ ...clause, attribute }) }}
        />
        <datalist id={list}>{attributes.map((attribute) => <option key={attribute.name} value={attribute.name}>{attribute.samples}</option>)}</datalist>
        <Select
          size="small" className="clause-operator" aria-label={SCOPE.operator} value={clause.operator}
          onChange={(_, data) => { onChange(withOperator(clause, data.value as Operator)) }}
        >
          {operatorsFor(type, clause.operator).map((operator) => <option key={operator} value={operator}>{operator}</option>)}
        </Select>
        {takesValue(clause.operator)
          ? (
            <TypedInput
              label={SCOPE.value} value={clause.value ?? ''} mono onTyping={(value) => { onTyping({ ...clause, value }) }}
              onKeep={(value) => { onTyping(undefined); onChange({ ...clause, value }) }}
            />
          )
          : <span className="clause-no-value" aria-hidden="true" />}
      </div>
      <div className="clause-counts">
        {counts !== undefined && (
          <>
            <Count why={SCOPE.aloneWhy} text={SCOPE.alone(formatNumber(counts.alone))} onClick={onShow && (() => { onShow('alone') })} />
            <Count why={SCOPE.onlyWhy} text={SCOPE.only(formatNumber(counts.only))} quiet={counts.only === 0} onClick={onShow && (() => { onShow('only') })} />
            {counts.blank > 0 && <span className="quiet small">{SCOPE.blank(counts.blank, clause.operator === 'IS NULL', noun)}</span>}
          </>
        )}
      </div>
      <div className="clause-tools">
        <Tool label={SCOPE.up} icon={<ArrowUpRegular />} disabled={first} onClick={() => { onMove(-1) }} />
        <Tool label={SCOPE.down} icon={<ArrowDownRegular />} disabled={last} onClick={() => { onMove(1) }} />
        <Tool label={SCOPE.remove} icon={<DeleteRegular />} onClick={onRemove} />
      </div>
      {problems.length > 0 && (
        <ul className="clause-problems">
          {problems.map((problem, index) => (
            <li key={index}>
              <StatusSign status={problem.severity === 'error' ? 'failed' : problem.severity === 'warning' ? 'warning' : 'info'} /> {problem.message}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function Count({ text, why, quiet = false, onClick }: {
  readonly text: string
  readonly why: string
  readonly quiet?: boolean
  readonly onClick: (() => void) | undefined
}) {
  if (onClick === undefined) return <span className={quiet ? 'number quiet' : 'number'} title={why}>{text}</span>
  return <button type="button" className={quiet ? 'link number quiet' : 'link number'} title={why} onClick={onClick}>{text}</button>
}

function Tool({ label, icon, disabled = false, onClick }: {
  readonly label: string
  readonly icon: React.JSX.Element
  readonly disabled?: boolean
  readonly onClick: () => void
}) {
  return <Tooltip content={label} relationship="label"><Button size="small" appearance="subtle" icon={icon} disabled={disabled} onClick={onClick} /></Tooltip>
}

interface TypedProps {
  readonly label: string
  readonly value: string
  readonly mono?: boolean
  readonly list?: string
  readonly onTyping: (value: string) => void
  readonly onKeep: (value: string) => void
}

/** What is typed is looked at while one types, and kept with Enter or when one leaves. */
function TypedInput({ label, value, mono = false, list, onTyping, onKeep }: TypedProps) {
  const [typed, setTyped] = useState<string>()
  const keep = (): void => {
    if (typed === undefined) return
    setTyped(undefined)
    onKeep(typed)
  }
  return (
    <Input
      size="small" className={mono ? 'clause-text mono' : 'clause-text'} aria-label={label} list={list} value={typed ?? value}
      onChange={(_, data) => { setTyped(data.value); onTyping(data.value) }} onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key !== 'Escape' || typed === undefined) return
        event.stopPropagation()
        setTyped(undefined)
        onTyping(value)
      }}
    />
  )
}
