import { Button, Select } from '@fluentui/react-components'
import { AddRegular, ArrowDownRegular, ArrowUpRegular, DismissRegular } from '@fluentui/react-icons'
import { ANY_ATTRIBUTE } from '../../../shared/model/precedence'
import type { Job, ProjectDocument } from '../../../shared/model/project'
import type { MappingEdit } from '../../draft/mapping-draft'
import { PRECEDENCE } from '../../texts/precedence'
import { titleOfJob } from '../../ui/names'
import { Mark } from '../../ui/signs'
import type { MappingContext } from './mapping-context'
import { feeds, moved, ordersOf, sharedAttributes, withOrder, writersOf } from './precedence-orders'

interface Props {
  readonly document: ProjectDocument
  readonly context: MappingContext
  readonly onEdit: (edit: MappingEdit) => void
}

/** Which job wins where several write the same objects: for all attributes, and for those with an order of their own. */
export function PrecedenceForm({ document, context, onEdit }: Props) {
  const { job: { target: systemId }, target: { name, type } } = context
  const precedence = document.systems.find((system) => system.id === systemId)?.precedence
  const writers = writersOf(document, systemId, type)
  const { others, own } = ordersOf(precedence, type)
  const free = sharedAttributes(writers, type).filter((attribute) => !own.some((one) => one.attribute.toLowerCase() === attribute.toLowerCase()))
  const set = (attribute: string, order: readonly string[] | undefined): void => {
    onEdit({
      kind: 'precedence', system: systemId, precedence: withOrder(precedence, type, attribute, order),
      attribute: attribute === ANY_ATTRIBUTE ? type : attribute,
    })
  }
  const list = (attribute: string, order: readonly string[]) => (
    <OrderList order={order} jobs={writers} document={document} feeding={(job) => feeds(job, type, attribute)} onChange={(next) => { set(attribute, next) }} />
  )
  const firstOrder = (attribute: string): readonly string[] => {
    const feeding = new Set(writers.filter((job) => feeds(job, type, attribute)).map(({ id }) => id))
    return others?.filter((id) => feeding.has(id)) ?? [...feeding]
  }

  return (
    <div className="mapping-section">
      <p className="quiet">{PRECEDENCE.why(name, type, writers.length)}</p>
      <section className="mapping-setting" aria-labelledby="precedence-others">
        <header className="precedence-head">
          <h2 id="precedence-others">{own.length === 0 ? PRECEDENCE.all : PRECEDENCE.others}</h2>
          {others !== undefined && <Button size="small" appearance="subtle" onClick={() => { set(ANY_ATTRIBUTE, undefined) }}>{PRECEDENCE.clear}</Button>}
        </header>
        {others !== undefined ? list(ANY_ATTRIBUTE, others) : (
          <>
            <p className="quiet small">{PRECEDENCE.lastWins}</p>
            <Button className="precedence-set" size="small" onClick={() => { set(ANY_ATTRIBUTE, writers.map(({ id }) => id)) }}>{PRECEDENCE.set}</Button>
          </>
        )}
      </section>
      <section className="mapping-setting" aria-labelledby="precedence-own">
        <h2 id="precedence-own">{PRECEDENCE.own}</h2>
        <p className="quiet small">{PRECEDENCE.ownWhy}{own.length === 0 && ` ${PRECEDENCE.ownNone}`}</p>
        {own.map(({ attribute, order }) => (
          <div key={attribute} role="group" aria-label={attribute} className="precedence-own">
            <header className="precedence-head">
              <strong className="mono">{attribute}</strong>
              <Button
                size="small" appearance="subtle" icon={<DismissRegular />} aria-label={PRECEDENCE.clearOf(attribute)}
                onClick={() => { set(attribute, undefined) }}
              />
            </header>
            {list(attribute, order)}
          </div>
        ))}
        {free.length > 0 && (
          <Select
            className="precedence-add" size="small" aria-label={PRECEDENCE.add} value=""
            onChange={(_, data) => { if (data.value !== '') set(data.value, firstOrder(data.value)) }}
          >
            <option value="">{PRECEDENCE.add}…</option>
            {free.map((attribute) => <option key={attribute} value={attribute}>{attribute}</option>)}
          </Select>
        )}
      </section>
    </div>
  )
}

interface OrderProps {
  readonly order: readonly string[]
  /** Those that write the objects. */
  readonly jobs: readonly Job[]
  readonly document: ProjectDocument
  readonly feeding: (job: Job) => boolean
  readonly onChange: (order: readonly string[]) => void
}

/** Jobs in the order in which they win; those left out, to be taken in. */
function OrderList({ order, jobs, document, feeding, onChange }: OrderProps) {
  const jobOf = (id: string): Job | undefined => jobs.find((job) => job.id === id)
  const titleOf = (id: string): string => titleOfJob(id, document)
  const out = jobs.filter((job) => !order.includes(job.id) && feeding(job))
  return (
    <>
      <ol className="precedence">
        {order.map((id, at) => {
          const job = jobOf(id)
          return (
            <li key={id}>
              <span className="number quiet">{at + 1}</span>
              <span className="ellipsis" title={titleOf(id)}>{titleOf(id)}</span>
              {at === 0 && <Mark tone="brand">{PRECEDENCE.wins}</Mark>}
              {job === undefined ? <Mark tone="danger">{PRECEDENCE.unknown}</Mark> : !feeding(job) && <Mark>{PRECEDENCE.noMapping}</Mark>}
              <span className="precedence-actions">
                <Button
                  size="small" appearance="subtle" icon={<ArrowUpRegular />} disabled={at === 0} aria-label={PRECEDENCE.up(titleOf(id))}
                  onClick={() => { onChange(moved(order, at, -1)) }}
                />
                <Button
                  size="small" appearance="subtle" icon={<ArrowDownRegular />} disabled={at === order.length - 1}
                  aria-label={PRECEDENCE.down(titleOf(id))} onClick={() => { onChange(moved(order, at, 1)) }}
                />
                <Button
                  size="small" appearance="subtle" icon={<DismissRegular />} disabled={order.length <= 2}
                  aria-label={PRECEDENCE.leaveOut(titleOf(id))} onClick={() => { onChange(order.toSpliced(at, 1)) }}
                />
              </span>
            </li>
          )
        })}
      </ol>
      {out.map((job) => (
        <Button key={job.id} className="precedence-set" size="small" icon={<AddRegular />} onClick={() => { onChange([...order, job.id]) }}>
          {PRECEDENCE.takeIn(titleOf(job.id))}
        </Button>
      ))}
    </>
  )
}
