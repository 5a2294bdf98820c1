import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { ProjectState } from '../../../shared/ipc/views'
import { COMMON } from '../../texts/common'
import { START } from '../../texts/start'
import { Dialog } from '../../ui/dialog'
import { useTakeDropped } from '../../ui/dropped-files'
import { Field } from '../../ui/field'
import { FailedState } from '../../ui/states'
import { useCommand } from '../../use-request'

interface Props {
  readonly onProject: (project: ProjectState) => void
  readonly onClose: () => void
}

/** A new project from files of both sides; what was proposed is shown before the project opens. */
export function OwnFilesDialog({ onProject, onClose }: Props) {
  const [source, setSource] = useState<readonly string[]>([])
  const [target, setTarget] = useState<readonly string[]>([])
  const [made, setMade] = useState<{ readonly project: ProjectState; readonly decisions: readonly string[] }>()
  const choose = useCommand('project.chooseFiles')
  const create = useCommand('project.createFromFiles')
  const failure = choose.failure ?? create.failure

  async function pick(side: 'source' | 'target'): Promise<void> {
    const files = await choose.run({ side })
    if (files === undefined || files.length === 0) return
    if (side === 'source') setSource(files)
    else setTarget(files)
  }
  useTakeDropped((files) => {
    if (source.length === 0) setSource(files)
    else setTarget(files)
  })
  async function make(): Promise<void> {
    const answer = await create.run({ source: [...source], target: [...target] })
    if (answer !== undefined && answer !== null) setMade(answer)
  }

  if (made !== undefined) {
    return (
      <Dialog
        wide title={START.decisions} onClose={() => { onProject(made.project) }}
        actions={<Button appearance="primary" onClick={() => { onProject(made.project) }}>{START.openCreated}</Button>}
      >
        <ul className="decisions">{made.decisions.map((decision) => <li key={decision}>{decision}</li>)}</ul>
      </Dialog>
    )
  }
  return (
    <Dialog
      wide title={START.ownDialog} onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={source.length === 0 || target.length === 0 || create.status === 'running'} onClick={() => { void make() }}>
          {START.create}
        </Button>
        <Button onClick={onClose}>{COMMON.cancel}</Button>
      </>}
    >
      <div className="own-files">
        <Field label={START.source} hint={START.sourceHint}><Files files={source} onChoose={() => { void pick('source') }} /></Field>
        <Field label={START.target} hint={START.targetHint}><Files files={target} onChoose={() => { void pick('target') }} /></Field>
        {failure !== undefined && <FailedState failure={failure} />}
      </div>
    </Dialog>
  )
}

function Files({ files, onChoose }: { readonly files: readonly string[]; readonly onChoose: () => void }) {
  return (
    <div className="own-side">
      <Button onClick={onChoose}>{START.choose}</Button>
      <span className="own-names">
        {files.length === 0
          ? <span className="quiet">{START.noFiles}</span>
          : files.map((file) => <span key={file} className="mono ellipsis" title={file}>{file.split(/[\\/]/u).at(-1)}</span>)}
      </span>
    </div>
  )
}
