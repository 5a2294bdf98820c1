import { Dropdown, Option } from '@fluentui/react-components'
import { useRef, type KeyboardEvent } from 'react'
import type { ImpactView } from '../../../shared/ipc/views'
import { IMPACT } from '../../texts/impact'
import { ChartSwitch, useChartTable } from '../../ui/chart-switch'
import { formatNumber } from '../../ui/format'
import { Card } from '../../ui/screen'
import { toBars, type ImpactBar } from './impact-rows'

interface Props {
  readonly impact: ImpactView
  /** The value that narrows the people below. */
  readonly chosen: string | undefined
  readonly onChoose: (value: string | undefined) => void
  readonly onBy: (attribute: string) => void
}

/** Disables and deletes by department or any attribute: a stacked bar for each value, the number at its end. */
export function ByAttributeCard({ impact, chosen, onChoose, onBy }: Props) {
  const table = useChartTable()
  const bars = toBars(impact.values)
  return (
    <Card
      title={IMPACT.by(impact.by)} className="by-attribute"
      aside={<span className="card-controls">
        <Dropdown
          size="small" className="by-picker" aria-label={IMPACT.byLabel} value={impact.by} selectedOptions={[impact.by]}
          onOptionSelect={(_, data) => { if (data.optionValue !== undefined) onBy(data.optionValue) }}
        >
          {impact.attributes.map((attribute) => <Option key={attribute} value={attribute}>{attribute}</Option>)}
        </Dropdown>
        <ChartSwitch table={table} />
      </span>}
    >
      {table.shown ? <ValuesTable impact={impact} /> : <Bars bars={bars} label={IMPACT.chartName(impact.by)} chosen={chosen} onChoose={onChoose} />}
    </Card>
  )
}

function Bars({ bars, label, chosen, onChoose }: {
  readonly bars: readonly ImpactBar[]
  readonly label: string
  readonly chosen: string | undefined
  readonly onChoose: (value: string | undefined) => void
}) {
  const list = useRef<HTMLUListElement>(null)
  const most = Math.max(1, ...bars.map((bar) => bar.disable + bar.delete))
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const buttons = [...list.current?.querySelectorAll('button') ?? []]
    buttons[buttons.findIndex((button) => button === document.activeElement) + step]?.focus()
    event.preventDefault()
  }
  return (
    <figure className="bars" aria-label={label}>
      <ul ref={list} onKeyDown={onKeyDown}>
        {bars.map((bar, index) => {
          const pressed = !bar.others && chosen === bar.value
          const content = (
            <>
              <span className="bar-label ellipsis" title={bar.label}>{bar.label}</span>
              <span className="bar-track">
                {bar.disable > 0 && <span className="bar bar-disable" style={{ inlineSize: `${String((bar.disable / most) * 100)}%` }} />}
                {bar.delete > 0 && <span className="bar bar-delete" style={{ inlineSize: `${String((bar.delete / most) * 100)}%` }} />}
                <span className="bar-value number">{formatNumber(bar.disable + bar.delete)}</span>
                <span className="visually-hidden">{IMPACT.bar(bar.disable, bar.delete)}</span>
              </span>
            </>
          )
          return (
            <li key={`${bar.value} ${String(bar.others)}`}>
              {bar.others
                ? <div className="bar-row">{content}</div>
                : (
                  <button
                    type="button" className="bar-row" aria-pressed={pressed} tabIndex={index === 0 || pressed ? 0 : -1}
                    onClick={() => { onChoose(pressed ? undefined : bar.value) }}
                  >
                    {content}
                  </button>
                )}
            </li>
          )
        })}
      </ul>
      <figcaption className="legend small">
        <span><span className="swatch bar-disable" aria-hidden="true" />{IMPACT.disabled}</span>
        <span><span className="swatch bar-delete" aria-hidden="true" />{IMPACT.deleted}</span>
      </figcaption>
    </figure>
  )
}

function ValuesTable({ impact }: { readonly impact: ImpactView }) {
  return (
    <div className="values-table" tabIndex={0} role="group" aria-label={IMPACT.chartName(impact.by)}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{impact.by}</th>
            <th scope="col" className="right">{IMPACT.disabled}</th>
            <th scope="col" className="right">{IMPACT.deleted}</th>
            <th scope="col" className="right">{IMPACT.count}</th>
          </tr>
        </thead>
        <tbody>
          {impact.values.map((value) => (
            <tr key={value.value}>
              <td>{value.value === '' ? IMPACT.blank : value.value}</td>
              <td className="right number">{formatNumber(value.disable)}</td>
              <td className="right number">{formatNumber(value.delete)}</td>
              <td className="right number">{formatNumber(value.disable + value.delete)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
