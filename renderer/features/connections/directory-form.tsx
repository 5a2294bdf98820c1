import { Button, Checkbox, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { ADD_SYSTEM } from '../../texts/add-system'
import { Field } from '../../ui/field'
import { useCommand } from '../../use-request'
import { directoryProblems, type DirectoryDraft, type SignIn } from './place-draft'

interface Props {
  readonly draft: DirectoryDraft
  /** Whether somebody tried to go on, so that empty fields are said as well. */
  readonly tried: boolean
  /** Why no password can be kept, as a sentence. */
  readonly refusal: string | undefined
  readonly onChange: (draft: DirectoryDraft) => void
}

const WAYS: readonly SignIn[] = ['password', 'environment', 'anonymous']

/** Where a directory answers and how one signs in there. What is wrong is said at its field once that was left. */
export function DirectoryForm({ draft, tried, refusal, onChange }: Props) {
  const [left, setLeft] = useState<ReadonlySet<keyof DirectoryDraft>>(new Set())
  const choose = useCommand('project.chooseFiles')
  const problems = directoryProblems(draft)
  const problem = (field: keyof DirectoryDraft): string | undefined => (tried || (left.has(field) && draft[field] !== '') ? problems[field] : undefined)
  const text = (field: 'url' | 'baseDn' | 'filter' | 'bindDn' | 'password' | 'variable', more: { readonly type?: 'password'; readonly autoFocus?: true } = {}) => (
    <Input
      {...more} autoComplete="off" spellCheck={false} maxLength={1000} value={draft[field]} onChange={(_, data) => { onChange({ ...draft, [field]: data.value }) }}
      onBlur={() => { setLeft((before) => new Set([...before, field])) }}
    />
  )
  async function pickAuthority(): Promise<void> {
    const [file] = await choose.run({ side: 'authority' }) ?? []
    if (file !== undefined) onChange({ ...draft, caFile: file })
  }

  return (
    <div className="place-form">
      <Field label={ADD_SYSTEM.url} hint={ADD_SYSTEM.urlHint} problem={problem('url')} required>{text('url', { autoFocus: true })}</Field>
      <Field label="" problem={problem('startTls') ?? (draft.startTls ? problems.startTls : undefined)}>
        <Checkbox label={ADD_SYSTEM.startTls} checked={draft.startTls} onChange={(_, data) => { onChange({ ...draft, startTls: data.checked === true }) }} />
      </Field>
      <Field label={ADD_SYSTEM.signIn}>
        <RadioGroup value={draft.signIn} onChange={(_, data) => { onChange({ ...draft, signIn: data.value as SignIn }) }}>
          {WAYS.map((way) => <Radio key={way} value={way} label={ADD_SYSTEM.signIns[way]} disabled={way === 'password' && refusal !== undefined} />)}
        </RadioGroup>
      </Field>
      {refusal !== undefined && <p className="small quiet place-note">{refusal}</p>}
      {draft.signIn !== 'anonymous' && (
        <Field label={ADD_SYSTEM.bindDn} hint={ADD_SYSTEM.bindDnHint} problem={problem('bindDn')} required>{text('bindDn')}</Field>
      )}
      {draft.signIn === 'password' && (
        <Field label={ADD_SYSTEM.password} hint={ADD_SYSTEM.passwordHint} problem={problem('password')} required>
          {text('password', { type: 'password' })}
        </Field>
      )}
      {draft.signIn === 'environment' && (
        <Field label={ADD_SYSTEM.variable} hint={ADD_SYSTEM.variableHint} problem={problem('variable')} required>{text('variable')}</Field>
      )}
      <div className="place-pair">
        <Field label={ADD_SYSTEM.baseDn} hint={ADD_SYSTEM.baseDnHint}>{text('baseDn')}</Field>
        <Field label={ADD_SYSTEM.filter} hint={ADD_SYSTEM.filterHint} problem={problem('filter')}>{text('filter')}</Field>
      </div>
      <div className="place-authority">
        <span>{ADD_SYSTEM.authority}</span>
        <span className={draft.caFile === '' ? 'quiet ellipsis' : 'mono ellipsis'} title={draft.caFile}>
          {draft.caFile === '' ? ADD_SYSTEM.noAuthority : draft.caFile.split(/[\\/]/u).at(-1)}
        </span>
        <Button size="small" onClick={() => { void pickAuthority() }}>{ADD_SYSTEM.chooseAuthority}</Button>
        {draft.caFile !== '' && (
          <Button size="small" appearance="subtle" onClick={() => { onChange({ ...draft, caFile: '' }) }}>{ADD_SYSTEM.removeAuthority}</Button>
        )}
      </div>
    </div>
  )
}
