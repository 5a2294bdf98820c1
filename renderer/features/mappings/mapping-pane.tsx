import { Button } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { AttributeMapping } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { Field } from '../../ui/field'
import { formatNumber } from '../../ui/format'
import { Key } from '../../ui/key'
import { Pane } from '../../ui/pane'
import { Mark, StatusSign } from '../../ui/signs'
import type { MappingContext } from './mapping-context'
import { validateMapping } from '../../draft/mapping-draft'
import { ApplyField, AttributeField, DefaultField, NullFlowField, PriorityField, TextField, TypeField } from './mapping-fields'
import type { MappingRow } from './mapping-rows'
import { contentOf, withContent, withSettings, withTarget } from './mapping-settings'

interface Props {
  readonly row: MappingRow
  readonly context: MappingContext
  readonly focusFirst: boolean
  readonly onChange: (mapping: AttributeMapping) => void
  readonly onOpen: () => void
  readonly onDelete: () => void
  readonly onPlan: (() => void) | undefined
  readonly onClose: () => void
  readonly onNext: () => void
  readonly onPrevious: () => void
}

/** One mapping's settings, edited in place: each change goes into the draft at once. */
export function MappingPane({ row, context, focusFirst, onChange, onOpen, onDelete, onPlan, onClose, onNext, onPrevious }: Props) {
  const { mapping, health } = row
  const others = context.objectMapping.attributeMappings.filter((_, index) => index !== row.index)
  return (
    <Pane
      title={mapping.target} subtitle={mapping.note} onClose={onClose} onNext={onNext} onPrevious={onPrevious}
      footer={(
        <>
          <Button appearance="primary" onClick={onOpen}>{MAPPINGS.open} <Key>Enter</Key></Button>
          <Button appearance="subtle" onClick={onDelete}>{MAPPINGS.delete} <Key>Del</Key></Button>
        </>
      )}
    >
      <div className="pane-marks">
        {row.edit !== undefined && <Mark tone="brand">{row.edit === 'added' ? MAPPINGS.added : MAPPINGS.edited}</Mark>}
        {row.unkept && <Mark>{MAPPINGS.unkept}</Mark>}
      </div>
      {row.error !== undefined && <p className="pane-problem"><StatusSign status="failed" /><span>{row.error}</span></p>}
      <MappingForm mapping={mapping} context={context} others={others} focusFirst={focusFirst} onChange={onChange} />
      <h3>{MAPPINGS.columns.health}</h3>
      <dl className="pairs">
        <dt>{MAPPINGS.columns.changes}</dt><dd className="number">{formatNumber(health.changes)}</dd>
        <dt>{MAPPINGS.columns.fails}</dt><dd className="number">{formatNumber(health.fails)}</dd>
      </dl>
      {onPlan !== undefined && health.changes + health.fails > 0 && <button type="button" className="link" onClick={onPlan}>{MAPPINGS.showPlan}</button>}
    </Pane>
  )
}

interface FormProps {
  readonly mapping: AttributeMapping
  readonly context: MappingContext
  /** The other mappings of the place. */
  readonly others: readonly AttributeMapping[]
  /** Puts the focus on the value; of a new mapping on its target. */
  readonly focusFirst: boolean
  /** While it is not there yet, every key counts; later each change of a field is one edit. */
  readonly adding?: boolean
  readonly onChange: (mapping: AttributeMapping) => void
}

/** Every setting of a mapping, one under the other. */
export function MappingForm({ mapping, context, others, focusFirst, adding = false, onChange }: FormProps) {
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!focusFirst) return
    const value = adding ? null : form.current?.querySelector<HTMLElement>('.mapping-value input')
    ;(value ?? form.current?.querySelector<HTMLElement>(adding ? 'input, select' : 'select'))?.focus()
  }, [focusFirst, adding])
  const taken = new Set(others.flatMap((other) => other.matchingPriority ?? []))
  const free = context.target.attributes.filter((attribute) => !attribute.readOnly
    && !others.some((other) => other.target.toLowerCase() === attribute.name.toLowerCase()))
  const problems = validateMapping(mapping, others)
  const problem = (...codes: readonly (typeof problems)[number][]): string | undefined => {
    const found = codes.find((code) => problems.includes(code))
    return found === undefined ? undefined : MAPPINGS.problems[found]
  }
  const F = MAPPINGS.fields
  return (
    <div className="mapping-form" ref={form} role="group" aria-label={F.form(mapping.target)}>
      <Field label={F.target} problem={mapping.target === '' ? undefined : problem('targetTaken')}>
        <AttributeField immediate={adding} value={mapping.target} attributes={free} onChange={(target) => { onChange(withTarget(mapping, target)) }} />
      </Field>
      <Field label={F.type}><TypeField mapping={mapping} onChange={onChange} /></Field>
      <div className="mapping-value">
        {mapping.type === 'Direct' && (
          <Field label={F.source}>
            <AttributeField
              immediate={adding} value={mapping.source} attributes={context.source.attributes}
              onChange={(source) => { onChange(withContent(mapping, source)) }}
            />
          </Field>
        )}
        {mapping.type === 'Constant' && (
          <Field label={F.value}>
            <TextField immediate={adding} mono value={mapping.value} onChange={(value) => { onChange(withContent(mapping, value)) }} />
          </Field>
        )}
        {mapping.type === 'Expression' && (
          <Field label={F.expression}>
            <TextField
              immediate={adding} mono value={contentOf(mapping)}
              onChange={(text) => { if (adding || text.trim() !== '') onChange(withContent(mapping, text)) }}
            />
          </Field>
        )}
        {mapping.type === 'None' && <p className="quiet small">{F.noneType}</p>}
      </div>
      <Field label={F.apply}><ApplyField mapping={mapping} onChange={onChange} /></Field>
      <Field label={F.default} hint={F.defaultHint}><DefaultField mapping={mapping} onChange={onChange} /></Field>
      <Field label={F.match} problem={problem('priorityTaken')}><PriorityField mapping={mapping} taken={taken} onChange={onChange} /></Field>
      <Field label={F.nullFlow}><NullFlowField mapping={mapping} onChange={onChange} /></Field>
      <Field label={F.note}><TextField value={mapping.note ?? ''} onChange={(note) => { onChange(withSettings(mapping, { note })) }} /></Field>
    </div>
  )
}
