import { Button } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { expressionOf } from '../../../shared/model/project'
import { parse, walk } from '../../../shared/expression/index'
import { MAPPINGS } from '../../texts/mappings'
import { DataTable } from '../../ui/data-table'
import type { Navigate } from '../../ui/navigation'
import { rowsOf } from '../../ui/row-source'
import { SearchField } from '../../ui/search-field'
import type { Column } from '../../ui/table-columns'
import type { ContextAttribute, MappingContext } from './mapping-context'

const S = MAPPINGS.schema

interface Props {
  readonly context: MappingContext
  readonly navigate: Navigate
}

interface SchemaRow {
  readonly attribute: ContextAttribute
  readonly use: readonly string[]
}

/** The attributes of both sides, and which mapping joins them. */
export function SchemaView({ context, navigate }: Props) {
  const [search, setSearch] = useState('')
  const used = useMemo(() => usedBy(context), [context])
  const fed = useMemo(() => new Map(context.objectMapping.attributeMappings.map((mapping) => [
    mapping.target.toLowerCase(),
    [mapping.type === 'Direct' ? mapping.source : MAPPINGS.types[mapping.type]],
  ])), [context])
  const found = (attributes: readonly ContextAttribute[], use: (name: string) => readonly string[]): readonly SchemaRow[] => attributes
    .filter((attribute) => attribute.name.toLowerCase().includes(search.trim().toLowerCase()))
    .map((attribute) => ({ attribute, use: use(attribute.name) }))
  const clear = search === '' ? undefined : () => { setSearch('') }
  const empty = (system: string) => ({
    title: S.none(system), children: S.noneWhy, action: <Button onClick={() => { navigate('connections') }}>{S.read}</Button>,
  })
  return (
    <>
      <div className="toolbar"><SearchField label={S.find} value={search} onChange={setSearch} /></div>
      <div className="schema">
        <section aria-label={S.source(context.source.name, context.source.type)}>
          <h2>{S.source(context.source.name, context.source.type)}</h2>
          <DataTable
            label={S.source(context.source.name, context.source.type)} rows={rowsOf(found(context.source.attributes, (name) => used.get(name) ?? []))}
            columns={SOURCE_COLUMNS} rowKey={keyOf} empty={empty(context.source.name)} onClearFilters={clear}
          />
        </section>
        <section aria-label={S.target(context.target.name, context.target.type)}>
          <h2>{S.target(context.target.name, context.target.type)}</h2>
          <DataTable
            label={S.target(context.target.name, context.target.type)}
            rows={rowsOf(found(context.target.attributes, (name) => fed.get(name.toLowerCase()) ?? []))} columns={TARGET_COLUMNS} rowKey={keyOf}
            empty={empty(context.target.name)} onClearFilters={clear}
          />
        </section>
      </div>
    </>
  )
}

function keyOf(row: SchemaRow): string {
  return row.attribute.name
}

/** Targets by the source attribute that their mapping refers to. */
function usedBy({ objectMapping }: MappingContext): ReadonlyMap<string, readonly string[]> {
  const used = new Map<string, string[]>()
  for (const mapping of objectMapping.attributeMappings) {
    const { tree, recovered } = parse(expressionOf(mapping) ?? '""')
    const whole = tree ?? recovered
    const names = new Set(whole === undefined ? [] : walk(whole).flatMap((part) => (part.kind === 'attribute' ? [part.name] : [])))
    for (const name of names) used.set(name, [...(used.get(name) ?? []), mapping.target])
  }
  return used
}

const COMMON_COLUMNS: readonly Column<SchemaRow>[] = [
  { id: 'attribute', title: S.columns.attribute, width: 156, grow: 2, cell: ({ attribute }) => attribute.name },
  { id: 'type', title: S.columns.type, width: 90, cell: ({ attribute }) => attribute.type },
  { id: 'values', title: S.columns.values, width: 66, cell: ({ attribute }) => (attribute.multiValued ? S.several : S.one) },
]
const SOURCE_COLUMNS: readonly Column<SchemaRow>[] = [
  ...COMMON_COLUMNS,
  { id: 'use', title: S.columns.use, width: 120, grow: 3, cell: ({ use }) => use.join(', ') },
]
const TARGET_COLUMNS: readonly Column<SchemaRow>[] = [
  ...COMMON_COLUMNS,
  {
    id: 'limit', title: S.columns.limit, width: 170, grow: 1,
    cell: ({ attribute }) => [
      attribute.required ? S.required : '',
      attribute.readOnly ? S.readOnly : '',
      attribute.maxLength === undefined ? '' : attribute.type === 'Binary' ? S.bytes(attribute.maxLength) : S.characters(attribute.maxLength),
    ].filter((part) => part !== '').join(', '),
  },
  { id: 'fed', title: S.columns.fed, width: 100, grow: 2, cell: ({ use }) => use.join(', ') },
]
