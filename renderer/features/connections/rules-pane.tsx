import { Button, Dropdown, Input, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { create } from 'zustand'
import type { ProjectState, SystemView } from '../../../shared/ipc/views'
import type { ConnectedSystem } from '../../../shared/model/project'
import { sameJson } from '../../draft/mapping-draft'
import { CONNECTIONS } from '../../texts/connections'
import { Field } from '../../ui/field'
import { Pane } from '../../ui/pane'
import { Mark } from '../../ui/signs'
import { FailedState } from '../../ui/states'
import { useCommand, useRequest } from '../../use-request'
import { PasswordPart } from './password-part'
import type { ReadingRule, RuleId } from './reading-rule'
import { countRules, isReadAlike, readingRules, withRule } from './reading-rules'
import { ZoneRule } from './zone-rule'

interface Props {
  readonly project: ProjectState
  readonly system: ConnectedSystem
  readonly view: SystemView
  readonly busy: boolean
  readonly onProject: (project: ProjectState) => void
  readonly onRead: () => void
  readonly onClose: () => void
}

/** Systems whose rules were changed since they were read, by the instant of that read. */
const useChangedRules = create<{ readonly changed: ReadonlyMap<string, string>; readonly change: (system: string, readAt: string) => void }>((set) => ({
  changed: new Map(),
  change: (system, readAt) => { set((before) => ({ changed: new Map([...before.changed, [system, readAt]]) })) },
}))

/** How the system is read: what was found, what is yours. A changed rule goes into the draft and takes effect with the next read. */
export function RulesPane({ project, system, view, busy, onProject, onRead, onClose }: Props) {
  const [type] = view.types
  const profile = useRequest('systems.profile', type === undefined ? null : { system: view.id, type: type.name })
  const save = useCommand('project.saveDraft')
  const rules = readingRules(system, view, profile.value ?? [], project.document.jobs)
  const counts = countRules(rules)
  const { changed: changedRules, change } = useChangedRules()
  const readAt = view.lastRead?.readAt ?? ''
  const changed = changedRules.get(`${project.folder} ${system.id}`) === readAt

  async function set(id: RuleId, value: string): Promise<void> {
    const next = withRule(system, id, value)
    if (sameJson(system, next)) return
    const kept = await save.run({ document: { ...project.document, systems: project.document.systems.map((one) => (one.id === system.id ? next : one)) } })
    if (kept === undefined) return
    if (!isReadAlike(system, next)) change(`${project.folder} ${system.id}`, readAt)
    onProject(kept)
  }

  return (
    <Pane
      title={CONNECTIONS.rules} aside={CONNECTIONS.rulesAside(counts.detected, counts.yours)} onClose={onClose}
      footer={<Button appearance={changed ? 'primary' : 'secondary'} disabled={busy} onClick={onRead}>{busy ? CONNECTIONS.reading : changed ? CONNECTIONS.apply : CONNECTIONS.readAgain}</Button>}
    >
      {save.failure !== undefined && <FailedState failure={save.failure} />}
      {changed && <p className="small quiet rules-changed">{CONNECTIONS.notApplied}</p>}
      <div className="rules">
        {rules.map((rule) => <Rule key={`${system.id} ${rule.id} ${rule.value}`} rule={rule} onSet={(value) => { void set(rule.id, value) }} />)}
        <PasswordPart key={system.id} system={system} onProject={onProject} />
      </div>
    </Pane>
  )
}

function Rule({ rule, onSet }: { readonly rule: ReadingRule; readonly onSet: (value: string) => void }) {
  const hint = [rule.evidence, rule.hint].filter((part) => part !== undefined).join(' · ')
  if (rule.kind === 'fixed') return <dl className="fixed-rule"><dt>{rule.name}</dt><dd className="mono">{rule.value}</dd>{hint !== '' && <dd className="small quiet">{hint}</dd>}</dl>
  return (
    <div className="rule">
      {rule.yours && <span className="rule-mark"><Mark tone="brand">{CONNECTIONS.yours}</Mark></span>}
      {rule.kind === 'choice'
        ? <Field label={rule.name} hint={hint === '' ? undefined : hint}><Choice rule={rule} onSet={onSet} /></Field>
        : rule.kind === 'zone' ? <ZoneRule rule={rule} onSet={onSet} /> : <TextRule rule={rule} hint={hint} onSet={onSet} />}
    </div>
  )
}

function Choice({ rule, onSet, ...field }: { readonly rule: ReadingRule; readonly onSet: (value: string) => void }) {
  const options = rule.options ?? []
  const label = options.find((option) => option.value === rule.value)?.label ?? rule.value
  return (
    <Dropdown {...field} size="small" className="rule-control" value={label} selectedOptions={[rule.value]} onOptionSelect={(_, data) => { if (data.optionValue !== undefined) onSet(data.optionValue) }}>
      {options.map((option) => <Option key={option.value} value={option.value} text={option.label}>{option.label}</Option>)}
    </Dropdown>
  )
}

/** Kept when the field is left, or with Enter; what does not fit is said and not kept. */
function TextRule({ rule, hint, onSet }: { readonly rule: ReadingRule; readonly hint: string; readonly onSet: (value: string) => void }) {
  const [text, setText] = useState(rule.value)
  const problem = problemOf(rule, text)
  const keep = (): void => { if (problem === undefined && text.trim() !== rule.value) onSet(text.trim()) }
  return (
    <Field label={rule.name} hint={hint === '' ? undefined : hint} problem={problem}>
      <Input
        size="small" className="rule-control" value={text} inputMode={rule.kind === 'number' ? 'numeric' : undefined} onChange={(_, data) => { setText(data.value) }} onBlur={keep}
        onKeyDown={(event) => { if (event.key === 'Enter') keep() }}
      />
    </Field>
  )
}

function problemOf(rule: ReadingRule, text: string): string | undefined {
  if (rule.range === undefined || text.trim() === '') return undefined
  const [least, most] = rule.range
  const value = Number(text)
  if (/^\d+$/u.test(text.trim()) && value >= least && value <= most) return undefined
  return rule.id === 'pageSize' ? CONNECTIONS.pageSizeProblem : CONNECTIONS.skipRowsProblem
}
