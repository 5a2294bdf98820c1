import type { AttributeValue } from '../../shared/model/attribute'
import { COMMON } from '../texts/common'
import { diffText, showInvisible, type DiffPart } from './diff-text'
import { formatNumber } from './format'

const LONGEST_SHOWN = 2000

interface Props {
  readonly before?: AttributeValue
  readonly after?: AttributeValue
  /** For lists: what comes and what goes. */
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
}

/** Before and after of one value, one under the other, with the characters that differ marked. */
export function ValueDiff({ before, after, added, removed }: Props) {
  if (added !== undefined || removed !== undefined) return <ListDiff added={added ?? []} removed={removed ?? []} />
  const left = before === undefined ? undefined : toText(before)
  const right = after === undefined ? undefined : toText(after)
  const parts = left !== undefined && right !== undefined ? diffText(left, right) : undefined
  return (
    <dl className="value-diff">
      <dt>{COMMON.before}</dt>
      <dd className="value-before"><del>{left === undefined ? <Absent /> : <Parts parts={parts?.before ?? [{ text: left, changed: false }]} />}</del></dd>
      <dt>{COMMON.after}</dt>
      <dd className="value-after">
        <ins>{right === undefined ? <Absent /> : <Parts parts={parts?.after ?? [{ text: right, changed: left === undefined }]} />}</ins>
      </dd>
    </dl>
  )
}

/** One value as it is stored: monospace, invisible characters as signs, `absent` and `""` as what they are. */
export function Value({ value }: { readonly value: AttributeValue | null | undefined }) {
  if (value === undefined || value === null) return <Absent />
  if (typeof value !== 'string' && value.length > 1) return <ul className="values">{value.map((one, index) => <li key={index}><Value value={one} /></li>)}</ul>
  const text = toText(value)
  return <span className="value" title={text} dir="auto">{cut(text)}</span>
}

/** Stands for a value that is not there, as distinct from an empty one. */
export function Absent() {
  return <span className="absent">{COMMON.absent}</span>
}

function ListDiff({ added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] }) {
  return (
    <dl className="value-diff">
      {removed.length > 0 && <dt>{COMMON.removed}</dt>}
      {removed.map((value) => <dd key={value} className="value-before"><del><span className="changed">{cut(showInvisible(value))}</span></del></dd>)}
      {added.length > 0 && <dt>{COMMON.added}</dt>}
      {added.map((value) => <dd key={value} className="value-after"><ins><span className="changed">{cut(showInvisible(value))}</span></ins></dd>)}
    </dl>
  )
}

function Parts({ parts }: { readonly parts: readonly DiffPart[] }) {
  return parts.map((part, index) => part.changed ? <span key={index} className="changed">{cut(part.text)}</span> : <span key={index}>{cut(part.text)}</span>)
}

function toText(value: AttributeValue): string {
  const text = typeof value === 'string' ? value : value.join('; ')
  return text === '' ? '""' : showInvisible(text)
}

function cut(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}${COMMON.tooLong(formatNumber(text.length))}`
}
