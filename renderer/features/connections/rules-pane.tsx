import { Button } from '@fluentui/react-components'
import { create } from 'zustand'
import type { ProjectState, SystemView } from '../../../shared/ipc/views'
import type { ConnectedSystem } from '../../../shared/model/project'
import { sameJson } from '../../draft/mapping-draft'
import { CONNECTIONS } from '../../texts/connections'
import { Pane } from '../../ui/pane'
import { FailedState } from '../../ui/states'
import { useCommand, useRequest } from '../../use-request'
import { PasswordPart } from './password-part'
import type { RuleId } from './reading-rule'
import { countRules, isReadAlike, readingRules, withRule } from './reading-rules'
import { RuleField } from './rule-field'
import { TestBrief } from './test-steps'
import { useSystemTest } from './use-system-test'

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

/**
 * How the system is read: what was found, what is yours. A changed rule goes into the draft and takes effect with the next read; what it makes of the
 * first objects is looked at at once.
 */
export function RulesPane({ project, system, view, busy, onProject, onRead, onClose }: Props) {
  const [type] = view.types
  const profile = useRequest('systems.profile', type === undefined ? null : { system: view.id, type: type.name })
  const save = useCommand('project.saveDraft')
  const rules = readingRules(system, view, profile.value ?? [], project.document.jobs)
  const counts = countRules(rules)
  const { changed: changedRules, change } = useChangedRules()
  const readAt = view.lastRead?.readAt ?? ''
  const test = useSystemTest()
  const changed = changedRules.get(`${project.folder} ${system.id}`) === readAt

  async function set(id: RuleId, value: string): Promise<void> {
    const next = withRule(system, id, value)
    if (sameJson(system, next)) return
    const kept = await save.run({ document: { ...project.document, systems: project.document.systems.map((one) => (one.id === system.id ? next : one)) } })
    if (kept === undefined) return
    onProject(kept)
    if (isReadAlike(system, next)) return
    change(`${project.folder} ${system.id}`, readAt)
    if (!busy) void test.run({ system: system.id })
  }

  return (
    <Pane
      title={CONNECTIONS.rules} aside={CONNECTIONS.rulesAside(counts.detected, counts.yours)} onClose={onClose}
      footer={(
        <Button appearance={changed ? 'primary' : 'secondary'} disabled={busy || test.status === 'running'} onClick={onRead}>
          {changed ? CONNECTIONS.apply : CONNECTIONS.readAgain}
        </Button>
      )}
    >
      {save.failure !== undefined && <FailedState failure={save.failure} />}
      {changed && <p className="small quiet rules-changed">{CONNECTIONS.notApplied}</p>}
      {changed && <TestBrief test={test} />}
      <div className="rules">
        {rules.map((rule) => <RuleField key={`${system.id} ${rule.id} ${rule.value}`} rule={rule} onSet={(value) => { void set(rule.id, value) }} />)}
        <PasswordPart key={system.id} system={system} onProject={onProject} />
      </div>
    </Pane>
  )
}
