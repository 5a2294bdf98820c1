import type { DiffPart } from '../../ui/diff-text'

interface Props {
  readonly text: string
  /** Which stretches differ, where the value is compared with another. */
  readonly parts: readonly DiffPart[] | undefined
  readonly side: 'before' | 'after'
  /** Said before a value that differs. */
  readonly word: string
  readonly strong?: boolean
}

/** A value on one line with what differs marked. */
export function ChangedValue({ text, parts, side, word, strong = false }: Props) {
  if (parts === undefined) return <span className={strong ? 'strong' : undefined} dir="auto" title={text}>{text}</span>
  const Tag = side === 'before' ? 'del' : 'ins'
  return (
    <Tag dir="auto" title={text}>
      <span className="visually-hidden">{word} </span>
      {parts.map((part, index) => <span key={index} className={part.changed ? 'changed' : undefined}>{part.text}</span>)}
    </Tag>
  )
}
