import { Button, Select } from '@fluentui/react-components'
import { AddRegular, DismissRegular } from '@fluentui/react-icons'
import type { Guards } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { LimitField, type LimitKind } from './guard-fields'
import { AttributeField } from './mapping-fields'

const G = MAPPINGS.guards

export type Slice = NonNullable<Guards['slices']>[number]

/** What a new slice, or one of the other kind, starts with. */
const FIRST = { count: 25, percent: 25 } as const

interface Props {
  readonly slices: readonly Slice[]
  readonly attributes: readonly { readonly name: string; readonly type: string }[]
  readonly onChange: (slices: readonly Slice[]) => void
}

/** Guards over those with one value of an attribute: one department, one country. */
export function SlicesForm({ slices, attributes, onChange }: Props) {
  const replace = (index: number, slice: Slice): void => { onChange(slices.map((one, at) => (at === index ? slice : one))) }
  const free = attributes.filter(({ name }) => !slices.some((slice) => slice.attribute === name))
  const next = free.find(({ name }) => /^department/iu.test(name)) ?? free[0]
  return (
    <section aria-label={G.slices.label} className="mapping-setting">
      <h2>{G.slices.label}</h2>
      <p className="quiet small">{G.slices.hint}</p>
      {slices.length === 0 && <p className="quiet small">{G.slices.none}</p>}
      <ul className="slices">
        {slices.map((slice, index) => (
          <li key={index} aria-label={slice.attribute}>
            <div className="slice-attribute">
              <span className="small" aria-hidden="true">{G.slices.attribute}</span>
              <AttributeField
                label={G.slices.attribute} value={slice.attribute} attributes={attributes}
                onChange={(attribute) => { replace(index, { ...slice, attribute }) }}
              />
            </div>
            <div className="slice-kind">
              <span className="small" aria-hidden="true">{G.slices.by}</span>
              <Select
                aria-label={G.slices.by} value={kindsOf(slice).join()}
                onChange={(_, data) => { replace(index, toKinds(slice, data.value.split(',') as LimitKind[])) }}
              >
                <option value="count">{G.slices.kinds.count}</option>
                <option value="percent">{G.slices.kinds.percent}</option>
                <option value="count,percent">{G.slices.kinds.both}</option>
              </Select>
            </div>
            {kindsOf(slice).map((kind) => (
              <LimitField
                key={kind} label={G.slices.limits[kind]} kind={kind} value={limitOf(slice, kind)}
                onChange={(limit) => { replace(index, withLimit(slice, kind, limit)) }}
              />
            ))}
            <Button
              size="small" appearance="subtle" icon={<DismissRegular />} aria-label={G.slices.remove(slice.attribute)}
              onClick={() => { onChange(slices.toSpliced(index, 1)) }}
            />
          </li>
        ))}
      </ul>
      <Button
        className="add-slice" size="small" icon={<AddRegular />} disabled={next === undefined}
        onClick={() => { if (next !== undefined) onChange([...slices, { attribute: next.name, percent: FIRST.percent }]) }}
      >
        {G.slices.add}
      </Button>
    </section>
  )
}

/** By what a slice is limited; one without a limit holds nothing and is shown as a count to be given. */
function kindsOf(slice: Slice): readonly LimitKind[] {
  const kinds: LimitKind[] = [...(slice.value === undefined ? [] : ['count' as const]), ...(slice.percent === undefined ? [] : ['percent' as const])]
  return kinds.length === 0 ? ['count'] : kinds
}

function limitOf(slice: Slice, kind: LimitKind): number {
  return (kind === 'count' ? slice.value : slice.percent) ?? FIRST[kind]
}

function withLimit(slice: Slice, kind: LimitKind, limit: number): Slice {
  return kind === 'count' ? { ...slice, value: limit } : { ...slice, percent: limit }
}

function toKinds(slice: Slice, kinds: readonly LimitKind[]): Slice {
  return {
    attribute: slice.attribute,
    ...(kinds.includes('count') && { value: limitOf(slice, 'count') }), ...(kinds.includes('percent') && { percent: limitOf(slice, 'percent') }),
  }
}
