import { Button, Input } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { isAttributeName } from '../../../shared/expression/index'
import { renameAttribute, usagesOf, type SystemAttribute } from '../../../shared/model/attribute-usages'
import type { ProjectDocument } from '../../../shared/model/project'
import { ATTRIBUTES } from '../../texts/attributes'
import { COMMON } from '../../texts/common'
import { diffText, type DiffPart } from '../../ui/diff-text'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { UsagePlace } from '../../ui/usage-place'

interface Props {
  readonly document: ProjectDocument
  readonly attribute: SystemAttribute
  /** The attributes that were read; absent where nothing was. */
  readonly known: readonly string[] | undefined
  readonly systemName: string
  readonly onRename: (attribute: SystemAttribute, to: string, places: number) => void
  readonly onClose: () => void
}

/** Another name for an attribute wherever it is read, with every place that would change. */
export function RenameDialog({ document, attribute, known, systemName, onRename, onClose }: Props) {
  const [to, setTo] = useState(attribute.name)
  const same = to === attribute.name
  const valid = isAttributeName(to)
  const { changes } = useMemo(() => renameAttribute(document, attribute, to), [document, attribute, to])
  const taken = useMemo(() => (same
    ? 0
    : usagesOf(document, { ...attribute, name: to }).filter(({ kind }) => kind !== 'feeds').length), [document, attribute, to, same])
  const hint = same ? ATTRIBUTES.sameName
    : taken > 0 ? ATTRIBUTES.taken(to, taken)
    : known?.includes(to) === false ? ATTRIBUTES.unknown(to, systemName)
    : undefined
  const ready = valid && !same && changes.length > 0
  const rename = (): void => { if (ready) onRename(attribute, to, changes.length) }
  return (
    <Dialog
      wide title={ATTRIBUTES.renameTitle(attribute.name)} onClose={onClose}
      actions={(
        <>
          <Button appearance="primary" disabled={!ready} onClick={rename}>{ATTRIBUTES.rename(changes.length)}</Button>
          <Button onClick={onClose}>{COMMON.cancel}</Button>
        </>
      )}
    >
      <Field label={ATTRIBUTES.newName} {...(hint !== undefined && { hint })} {...(!valid && { problem: ATTRIBUTES.badName })}>
        <Input
          autoFocus value={to} list="rename-names" onFocus={(event) => { event.currentTarget.select() }} onChange={(_, data) => { setTo(data.value) }}
          onKeyDown={(event) => { if (event.key === 'Enter') rename() }}
        />
      </Field>
      <datalist id="rename-names">{known?.map((name) => <option key={name} value={name} />)}</datalist>
      <h3 className="usages-title">{ATTRIBUTES.changes(changes.length)}</h3>
      <ul className="usages" aria-label={ATTRIBUTES.changesLabel} tabIndex={0}>
        {changes.map(({ usage, before, after }, index) => {
          const parts = diffText(before, after)
          return (
            <li key={index}>
              <UsagePlace usage={usage} document={document} />
              {same || !valid
                ? <span className="mono small usage-text">{before}</span>
                : <><Changed as="del" word={COMMON.before} parts={parts.before} /><Changed as="ins" word={COMMON.after} parts={parts.after} /></>}
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}

function Changed({ as: Tag, word, parts }: { readonly as: 'del' | 'ins'; readonly word: string; readonly parts: readonly DiffPart[] }) {
  return (
    <Tag className="mono small usage-text">
      <span className="visually-hidden">{word} </span>
      {parts.map((part, index) => <span key={index} className={part.changed ? 'changed' : undefined}>{part.text}</span>)}
    </Tag>
  )
}
