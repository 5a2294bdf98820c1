import { ArrowRightRegular, LinkRegular, MathFormulaRegular, ReOrderDotsVerticalRegular, SubtractRegular, TextQuoteRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { MAPPINGS } from '../../texts/mappings'
import type { Noun } from '../../texts/plural'
import { formatNumber } from '../../ui/format'
import { Mark, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import type { MappingRow } from './mapping-rows'
import type { MappingType } from './mapping-settings'

const C = MAPPINGS.columns
const TYPE_ICONS: Readonly<Record<MappingType, ReactNode>> = {
  Direct: <ArrowRightRegular />, Constant: <TextQuoteRegular />, Expression: <MathFormulaRegular />, None: <SubtractRegular />,
}

function TypeSign({ row }: { readonly row: Pick<MappingRow, 'mapping' | 'reference'> }) {
  return <span className="mapping-type"><span aria-hidden="true">{row.reference ? <LinkRegular /> : TYPE_ICONS[row.mapping.type]}</span>{typeWord(row)}</span>
}

function typeWord({ mapping, reference }: Pick<MappingRow, 'mapping' | 'reference'>): string {
  return reference ? MAPPINGS.reference : MAPPINGS.types[mapping.type]
}

interface Given {
  /** Over how many people the health was counted; none before the first run. */
  readonly inScope: number | undefined
  /** What is counted. */
  readonly noun: Noun
  /** Whether rows can be dragged: only where none is filtered away. */
  readonly movable: boolean
  /** Beside an open pane, which has them, the less telling columns are left out. */
  readonly narrow: boolean
}

/** What is shown of each mapping; its health only where a run told it, and fewer columns beside an open pane. */
export function mappingColumns({ inScope, noun, movable, narrow }: Given): readonly Column<MappingRow>[] {
  const columns: readonly Column<MappingRow>[] = [
    {
      id: 'target', title: C.target, width: narrow ? 150 : 180, grow: 2, text: (row) => row.mapping.target,
      cell: (row) => (
        <span className="mapping-target">
          {movable && <span className="mapping-handle" draggable title={MAPPINGS.handle} aria-hidden="true"><ReOrderDotsVerticalRegular /></span>}
          <span className={row.edit === undefined ? 'ellipsis' : 'ellipsis strong'}>{row.mapping.target}</span>
          {row.edit !== undefined && <Mark tone="brand">{row.edit === 'added' ? MAPPINGS.added : MAPPINGS.edited}</Mark>}
          {row.unkept && <Mark>{MAPPINGS.unkept}</Mark>}
        </span>
      ),
    },
    { id: 'type', title: C.type, width: 108, text: typeWord, cell: (row) => <TypeSign row={row} /> },
    {
      id: 'source', title: C.source, width: narrow ? 120 : 172, grow: 4, mono: true,
      text: (row) => (row.error === undefined ? row.source : `${row.source}\n${row.error}`),
      cell: (row) => (
        <span className="mapping-source">
          {row.error !== undefined ? <StatusSign status="failed" /> : row.warnings > 0 ? <StatusSign status="warning" /> : null}
          <span className="ellipsis">{row.source === '' ? MAPPINGS.none : row.source}</span>
          {(row.error !== undefined || row.warnings > 0) && <span className="visually-hidden">, {row.error ?? MAPPINGS.warnings(row.warnings)}</span>}
        </span>
      ),
    },
    {
      id: 'apply', title: C.apply, width: 80, text: (row) => MAPPINGS.applyShort[row.mapping.apply ?? 'Always'],
      cell: (row) => MAPPINGS.applyShort[row.mapping.apply ?? 'Always'],
    },
    {
      id: 'default', title: C.default, width: 100, mono: true, text: (row) => row.mapping.default ?? '',
      cell: (row) => row.mapping.default ?? <Quiet>{MAPPINGS.none}</Quiet>,
    },
    {
      id: 'match', title: C.match, width: 64, align: 'right', text: (row) => String(row.mapping.matchingPriority ?? ''),
      cell: (row) => row.mapping.matchingPriority ?? <Quiet>{MAPPINGS.none}</Quiet>,
    },
    {
      id: 'nullFlow', title: C.nullFlow, width: 78, text: (row) => (row.mapping.flowNullValues === true ? MAPPINGS.on : MAPPINGS.off),
      cell: (row) => (row.mapping.flowNullValues === true ? <span className="mark null-flow">{MAPPINGS.on}</span> : <Quiet>{MAPPINGS.off}</Quiet>),
    },
    ...(inScope === undefined ? [] : healthColumns(inScope, noun)),
  ]
  return narrow ? columns.filter((column) => !LEFT_OUT.has(column.id)) : columns
}

const LEFT_OUT: ReadonlySet<string> = new Set(['default', 'match', 'nullFlow'])

function healthColumns(inScope: number, noun: Noun): readonly Column<MappingRow>[] {
  return [
    {
      id: 'health', title: C.health, width: 82, text: (row) => MAPPINGS.healthOf(row.health.changes, row.health.fails, inScope, noun),
      cell: (row) => <HealthBar row={row} inScope={inScope} noun={noun} />,
    },
    {
      id: 'changes', title: C.changes, width: 74, align: 'right', text: (row) => String(row.health.changes),
      cell: (row) => <Count value={row.health.changes} />,
    },
    { id: 'blanks', title: C.blanks, width: 58, align: 'right', text: (row) => String(row.health.blanks), cell: (row) => <Count value={row.health.blanks} /> },
    {
      id: 'fails', title: C.fails, width: 56, align: 'right', text: (row) => String(row.health.fails),
      cell: (row) => <Count value={row.health.fails} failed />,
    },
  ]
}

function HealthBar({ row, inScope, noun }: { readonly row: MappingRow; readonly inScope: number; readonly noun: Noun }) {
  const { changes, fails } = row.health
  return (
    <span className="health">
      <span className="visually-hidden">{MAPPINGS.healthOf(changes, fails, inScope, noun)}</span>
      <span className="health-bar" aria-hidden="true">
        {changes > 0 && <span className="tone-update" style={{ inlineSize: share(changes, inScope) }} />}
        {fails > 0 && <span className="tone-failed" style={{ inlineSize: share(fails, inScope) }} />}
      </span>
    </span>
  )
}

/** At least two pixels of the bar's 66, so that one person shows. */
function share(part: number, whole: number): string {
  return `${String(Math.min(100, Math.max(3, (part / Math.max(whole, 1)) * 100)))}%`
}

function Count({ value, failed = false }: { readonly value: number; readonly failed?: boolean }) {
  return <span className={value === 0 ? 'quiet' : failed ? 'status-failed' : 'mapping-count'}>{formatNumber(value)}</span>
}

function Quiet({ children }: { readonly children: ReactNode }) {
  return <span className="quiet">{children}</span>
}
