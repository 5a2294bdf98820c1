import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { ProblemView, RunView, SystemView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import { OVERVIEW } from '../../texts/overview'
import { ChartSwitch, useChartTable } from '../../ui/chart-switch'
import type { Navigate } from '../../ui/navigation'
import { useWidth } from '../../ui/use-width'
import { JobCard } from './job-card'
import { JobsTable } from './jobs-table'
import { SystemCard } from './system-card'
import { layoutTopology, neighbourCell, type Cell, type TopologyLayout } from './topology-layout'
import { drawLines, type Box } from './topology-paths'

interface Props {
  readonly document: ProjectDocument
  /** Absent until they are known: cards stand from the project file alone. */
  readonly systems: readonly SystemView[] | undefined
  readonly run: RunView | undefined
  readonly problems: readonly ProblemView[]
  readonly navigate: Navigate
}

/** Systems and jobs as they feed each other, with the last run's counts on each job and the problems of each system; or the jobs as a table. */
export function Topology({ document, systems, run, problems, navigate }: Props) {
  const layout = useMemo(() => layoutTopology(document), [document])
  const table = useChartTable()
  const { element, width } = useWidth<HTMLElement>()
  const branches = layout.columns.some((column) => column.length > 1)
  const fits = width === 0 || width >= leastOf(layout)
  return (
    <section ref={element} className="topology" aria-label={OVERVIEW.topology}>
      {branches && fits && <header className="topology-head"><h2>{OVERVIEW.topology}</h2><ChartSwitch table={table} /></header>}
      {table.shown || !fits
        ? <JobsTable document={document} run={run} navigate={navigate} />
        : (
          <Graph
            layout={layout} compact={branches || (width > 0 && width < roomOf(layout))} narrow={width > 0 && width < NARROW} document={document}
            systems={systems} run={run} problems={problems} navigate={navigate}
          />
        )}
    </section>
  )
}

/** What a chain takes with words beside its counts. */
function roomOf({ columns }: TopologyLayout): number {
  return columns.reduce((sum, _column, at) => sum + (at % 2 === 0 ? SYSTEM_WIDTH : JOB_WIDTH), 0)
}

/** What a graph takes at least; with less room there is the table. */
function leastOf({ columns }: TopologyLayout): number {
  return columns.reduce((sum, _column, at) => sum + (at % 2 === 0 ? LEAST_SYSTEM : LEAST_JOB), 0)
}

/** Beside the tour in a small window. */
const NARROW = 724
const SYSTEM_WIDTH = 150
/** With the arrows before and after. */
const JOB_WIDTH = 184
const LEAST_SYSTEM = 96
const LEAST_JOB = 108

interface GraphProps extends Props {
  readonly layout: TopologyLayout
  readonly compact: boolean
  readonly narrow: boolean
}

const ARROWS = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const

function Graph({ layout, compact, narrow, document, systems, run, problems, navigate }: GraphProps) {
  const element = useRef<HTMLDivElement>(null)
  const boxes = useBoxes(element, layout)
  const [active, setActive] = useState<string>()
  const lines = useMemo(() => drawLines(layout.lines, boxes), [layout, boxes])
  const activeJobs = new Set(layout.lines.filter(({ path }) => active !== undefined && path.includes(active)).map(({ job }) => job))
  const backs = new Set(layout.lines.filter(({ back }) => back).map(({ job }) => job))

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const arrow = ARROWS[event.key as keyof typeof ARROWS]
    if (arrow === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const key = keyAt(event.target)
    const next = key === undefined ? undefined : neighbourCell(layout, key, arrow)
    if (next === undefined) return
    event.preventDefault()
    element.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(next)}"] .card-main`)?.focus()
  }
  const card = (cell: Cell) => (cell.kind === 'system'
    ? (
      <SystemCard
        id={cell.id} document={document} system={systems?.find((one) => one.id === cell.id)}
        problems={problems.filter(({ system }) => system === cell.id)} navigate={navigate}
      />
    )
    : <JobCard id={cell.id} document={document} counts={run?.jobs.find((one) => one.id === cell.id)} back={backs.has(cell.id)} navigate={navigate} />)

  return (
    <div
      ref={element}
      className={`topology-graph${layout.columns.every((column) => column.length === 1) ? ' chain' : ''}${compact ? ' compact' : ''}${narrow ? ' narrow' : ''}`}
      onKeyDown={onKeyDown}
      onFocus={(event) => { setActive(keyAt(event.target)) }} onBlur={() => { setActive(undefined) }}
      onPointerOver={(event) => { setActive(keyAt(event.target)) }} onPointerLeave={() => { setActive(undefined) }}
    >
      <div
        role="list" aria-label={OVERVIEW.topology} className="topology-columns"
        style={{ gridTemplateColumns: layout.columns.map((_, at) => (at % 2 === 0 ? 'var(--system-column)' : 'var(--job-column)')).join(' ') }}
      >
        {layout.columns.map((column, at) => (
          <div key={at} role="presentation" className={at % 2 === 0 ? 'topology-column systems' : 'topology-column jobs'}>
            {column.map((cell) => (cell.kind === 'lane'
              ? <div key={cell.key} data-cell={cell.key} className="topology-lane" aria-hidden="true" />
              : <div key={cell.key} data-cell={cell.key} role="listitem">{card(cell)}</div>))}
          </div>
        ))}
      </div>
      <svg className="topology-lines" aria-hidden="true">
        <defs>
          {(['line', 'active'] as const).map((tone) => (
            <marker
              key={tone} id={`topology-${tone}`} className={`head-${tone}`} viewBox="0 0 6 8" refX="0" refY="4" markerWidth="6" markerHeight="8"
              markerUnits="userSpaceOnUse" orient="auto"
            >
              <path d="M0 0 L6 4 L0 8 Z" />
            </marker>
          ))}
        </defs>
        {lines.map(({ job, back, segments }) => (
          <g key={job} className={`${back ? 'back' : ''}${activeJobs.has(job) ? ' active' : ''}`}>
            {segments.map((path, at) => (
              <path key={at} d={path.d} markerEnd={path.arrow ? `url(#topology-${activeJobs.has(job) ? 'active' : 'line'})` : undefined} />
            ))}
          </g>
        ))}
      </svg>
    </div>
  )
}

function keyAt(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-cell]')?.dataset['cell'] : undefined
}

/** Where the cells are laid out, measured whenever one of them takes another size. */
function useBoxes(element: RefObject<HTMLDivElement | null>, layout: TopologyLayout): ReadonlyMap<string, Box> {
  const [boxes, setBoxes] = useState<ReadonlyMap<string, Box>>(NO_BOXES)
  useLayoutEffect(() => {
    const graph = element.current
    if (graph === null) return undefined
    const cells = [...graph.querySelectorAll<HTMLElement>('[data-cell]')]
    const measure = (): void => {
      const from = graph.getBoundingClientRect()
      setBoxes(new Map(cells.map((cell) => {
        const { left, top, width, height } = cell.getBoundingClientRect()
        return [cell.dataset['cell'] ?? '', { x: left - from.left, y: top - from.top, width, height }]
      })))
    }
    measure()
    const observer = new ResizeObserver(measure)
    for (const cell of [graph, ...cells]) observer.observe(cell)
    return () => { observer.disconnect() }
  }, [element, layout])
  return boxes
}

const NO_BOXES: ReadonlyMap<string, Box> = new Map()
