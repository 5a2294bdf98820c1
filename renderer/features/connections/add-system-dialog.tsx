import { Button, Dropdown, Input, Option, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { InputOf, OutputOf } from '../../../shared/ipc/contract'
import type { FoundSystem } from '../../../shared/ipc/system-views'
import type { ProjectState } from '../../../shared/ipc/views'
import type { ConnectedSystem } from '../../../shared/model/project'
import { ADD_SYSTEM } from '../../texts/add-system'
import { COMMON } from '../../texts/common'
import { Dialog } from '../../ui/dialog'
import { useTakeDropped } from '../../ui/dropped-files'
import { Field } from '../../ui/field'
import { FailedState } from '../../ui/states'
import { useCommand, useRequest } from '../../use-request'
import { DirectoryForm } from './directory-form'
import { FoundPart } from './found-part'
import { foundRules, withAnchor, withFileRule } from './found-rules'
import { directoryProblems, NO_DIRECTORY, placeOfDirectory, type DirectoryDraft } from './place-draft'
import { TestSteps } from './test-steps'
import { useSystemTest } from './use-system-test'

type Kind = 'files' | 'ldap'
type Product = NonNullable<ConnectedSystem['product']>
type FileRules = Parameters<typeof withFileRule>[0]
/** What the system is to a new job, and the system on its other side. */
type RoleInJob = NonNullable<InputOf<'systems.add'>['job']>

interface Props {
  readonly project: ProjectState
  /** The system is in the draft; with decisions where a job was proposed. */
  readonly onAdded: (added: OutputOf<'systems.add'>) => void
  readonly onClose: () => void
}

/** A system from where it is to how it is called, on one page; nothing is kept before a sample of it was seen. */
export function AddSystemDialog({ project, onAdded, onClose }: Props) {
  const [kind, setKind] = useState<Kind>('files')
  const [paths, setPaths] = useState<readonly string[]>([])
  const [rules, setRules] = useState<FileRules>({})
  const [directory, setDirectory] = useState<DirectoryDraft>(NO_DIRECTORY)
  const [tried, setTried] = useState(false)
  const [anchor, setAnchor] = useState<string>()
  const [named, setNamed] = useState<{ readonly name?: string; readonly product?: Product }>({})
  const [role, setRole] = useState<RoleInJob>()
  const choose = useCommand('project.chooseFiles')
  const add = useCommand('systems.add')
  const refusal = useRequest('secrets.state', kind === 'ldap' ? {} : null).value?.refusal
  const test = useSystemTest()
  const found = test.view?.found
  const name = named.name ?? (found === undefined ? '' : freeName(found.system.name, project))
  const product = named.product ?? found?.system.product ?? 'other'
  const typed: DirectoryDraft = refusal !== undefined && directory.signIn === 'password' ? { ...directory, signIn: 'environment' } : directory

  /** What was found belongs to what was asked. */
  function forget(): void {
    test.end()
    setAnchor(undefined)
  }
  function look(files: readonly string[], using: FileRules): void {
    setPaths(files)
    setRules(using)
    void test.run({ place: { kind: 'files', paths: [...files], rules: using } })
  }
  async function pick(): Promise<void> {
    const files = await choose.run({ side: 'system' })
    if (files !== undefined && files.length > 0) take(files)
  }
  function take(files: readonly string[]): void {
    setKind('files')
    forget()
    setNamed({})
    look(files, {})
  }
  useTakeDropped(take)
  function tryDirectory(): void {
    setTried(true)
    if (Object.keys(directoryProblems(typed)).length > 0) return
    setAnchor(undefined)
    void test.run(placeOfDirectory(typed))
  }
  async function keep(of: FoundSystem): Promise<void> {
    const settings = withAnchor(of.system.settings, anchor)
    const { display } = of.system
    const secret = kind === 'ldap' ? placeOfDirectory(typed).secret : undefined
    const kept = await add.run({
      system: { name: name.trim(), settings, ...(product !== 'other' && { product }), ...(display !== undefined && { display }) },
      ...(secret !== undefined && { secret }), ...(role !== undefined && { job: role }),
    })
    if (kept !== undefined) onAdded(kept)
  }

  const problem = nameProblem(name, project)
  const failure = choose.failure ?? add.failure
  return (
    <Dialog
      wide title={ADD_SYSTEM.title} onClose={onClose}
      actions={<>
        {found === undefined && kind === 'ldap'
          ? <Button appearance="primary" disabled={test.status === 'running'} onClick={tryDirectory}>{ADD_SYSTEM.test}</Button>
          : (
            <Button
              appearance="primary" disabled={found === undefined || problem !== undefined || test.status === 'running' || add.status === 'running'}
              onClick={() => { if (found !== undefined) void keep(found) }}
            >
              {add.status === 'running' ? ADD_SYSTEM.keeping : ADD_SYSTEM.keep}
            </Button>
          )}
        <Button onClick={onClose}>{COMMON.cancel}</Button>
      </>}
    >
      <div className="add-system">
        <section aria-labelledby="add-what">
          <h3 id="add-what">{ADD_SYSTEM.steps.what}</h3>
          <RadioGroup
            layout="horizontal" aria-label={ADD_SYSTEM.kind} value={kind}
            onChange={(_, data) => { setKind(data.value as Kind); forget(); setNamed({}) }}
          >
            {(['files', 'ldap'] as const).map((one) => <Radio key={one} value={one} label={ADD_SYSTEM.kinds[one]} />)}
          </RadioGroup>
          {kind === 'files'
            ? (
              <Field label={ADD_SYSTEM.files} hint={ADD_SYSTEM.filesHint}>
                <div className="place-files">
                  <Button autoFocus onClick={() => { void pick() }}>{paths.length === 0 ? ADD_SYSTEM.choose : ADD_SYSTEM.chooseOthers}</Button>
                  <span className="place-names">
                    {paths.map((file) => <span key={file} className="mono ellipsis" title={file}>{file.split(/[\\/]/u).at(-1)}</span>)}
                  </span>
                </div>
              </Field>
            )
            : <DirectoryForm draft={typed} tried={tried} refusal={refusal} onChange={(next) => { setDirectory(next); if (test.status !== 'idle') forget() }} />}
          {test.status !== 'idle' && <TestSteps test={test} />}
        </section>
        {found !== undefined && (
          <>
            <section aria-labelledby="add-found">
              <h3 id="add-found">{ADD_SYSTEM.steps.found}</h3>
              <FoundPart
                found={found} rules={foundRules(found, rules, anchor)}
                onSet={(id, value) => { if (id === 'anchor') setAnchor(value); else look(paths, withFileRule(rules, id, value)) }}
              />
            </section>
            <section aria-labelledby="add-name">
              <h3 id="add-name">{ADD_SYSTEM.steps.name}</h3>
              <div className="place-pair">
                <Field label={ADD_SYSTEM.name} problem={problem} required>
                  <Input maxLength={200} value={name} onChange={(_, data) => { setNamed((before) => ({ ...before, name: data.value })) }} />
                </Field>
                <Field label={ADD_SYSTEM.product} hint={ADD_SYSTEM.productHint}>
                  <ProductChoice product={product} onChoose={(next) => { setNamed((before) => ({ ...before, product: next })) }} />
                </Field>
              </div>
              {project.document.systems.length > 0 && (
                <Field label={ADD_SYSTEM.role} hint={ADD_SYSTEM.roleHint}>
                  <RoleChoice systems={project.document.systems} role={role} onChoose={setRole} />
                </Field>
              )}
              {add.status === 'running' && role !== undefined && <p className="small quiet" role="status">{ADD_SYSTEM.proposing}</p>}
            </section>
          </>
        )}
        {failure !== undefined && <FailedState failure={failure} />}
      </div>
    </Dialog>
  )
}

function nameProblem(name: string, project: ProjectState): string | undefined {
  if (name.trim() === '') return ADD_SYSTEM.nameProblem
  return isTaken(name, project) ? ADD_SYSTEM.nameTaken : undefined
}

/** `Workday`, or `Workday 2` where another system has that name. */
function freeName(name: string, project: ProjectState): string {
  let free = name
  for (let number = 2; isTaken(free, project); number++) free = `${name} ${String(number)}`
  return free
}

function isTaken(name: string, { document }: ProjectState): boolean {
  return document.systems.some((system) => system.name.toLowerCase() === name.trim().toLowerCase())
}

function ProductChoice({ product, onChoose, ...field }: { readonly product: Product; readonly onChoose: (product: Product) => void }) {
  const products = Object.keys(ADD_SYSTEM.products) as Product[]
  return (
    <Dropdown
      {...field} className="rule-control" value={ADD_SYSTEM.products[product]} selectedOptions={[product]}
      onOptionSelect={(_, data) => { if (data.optionValue !== undefined) onChoose(data.optionValue as Product) }}
    >
      {products.map((one) => <Option key={one} value={one} text={ADD_SYSTEM.products[one]}>{ADD_SYSTEM.products[one]}</Option>)}
    </Dropdown>
  )
}

function RoleChoice({ systems, role, onChoose, ...field }: {
  readonly systems: readonly ConnectedSystem[]
  readonly role: RoleInJob | undefined
  readonly onChoose: (role: RoleInJob | undefined) => void
}) {
  const choices = systems.flatMap(({ id, name }) => (['source', 'target'] as const).map((one) => ({
    value: `${one} ${id}`, text: ADD_SYSTEM.roles[one](name), role: { role: one, other: id },
  })))
  const value = role === undefined ? '' : `${role.role} ${role.other}`
  return (
    <Dropdown
      {...field} className="rule-control" value={choices.find((one) => one.value === value)?.text ?? ADD_SYSTEM.noRole} selectedOptions={[value]}
      onOptionSelect={(_, data) => { onChoose(choices.find((one) => one.value === data.optionValue)?.role) }}
    >
      <Option value="" text={ADD_SYSTEM.noRole}>{ADD_SYSTEM.noRole}</Option>
      {choices.map((one) => <Option key={one.value} value={one.value} text={one.text}>{one.text}</Option>)}
    </Dropdown>
  )
}
