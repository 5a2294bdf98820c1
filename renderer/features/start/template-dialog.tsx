import { Button, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { ProjectState } from '../../../shared/ipc/views'
import { TEMPLATE_NAMES, type TemplateName } from '../../../shared/model/template-names'
import { COMMON } from '../../texts/common'
import { START } from '../../texts/start'
import { Dialog } from '../../ui/dialog'
import { FailedState } from '../../ui/states'
import { useCommand } from '../../use-request'

interface Props {
  readonly onProject: (project: ProjectState) => void
  readonly onClose: () => void
}

/** A new project of one of the templates, in a folder that is asked for. */
export function TemplateDialog({ onProject, onClose }: Props) {
  const [template, setTemplate] = useState<TemplateName>(TEMPLATE_NAMES[0])
  const create = useCommand('project.createFromTemplate')
  const running = create.status === 'running'

  async function make(): Promise<void> {
    const project = await create.run({ template })
    if (project !== undefined && project !== null) onProject(project)
  }
  return (
    <Dialog
      wide title={START.templateDialog} onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={running} onClick={() => { void make() }}>{running ? START.opening : START.createTemplate}</Button>
        <Button onClick={onClose}>{COMMON.cancel}</Button>
      </>}
    >
      <div className="templates">
        <p id="template-lead">{START.templateLead}</p>
        <RadioGroup aria-labelledby="template-lead" value={template} onChange={(_, data) => { setTemplate(data.value as TemplateName) }}>
          {TEMPLATE_NAMES.map((name) => <Radio key={name} value={name} label={<Choice name={name} />} />)}
        </RadioGroup>
        {create.failure !== undefined && <FailedState failure={create.failure} />}
      </div>
    </Dialog>
  )
}

function Choice({ name }: { readonly name: TemplateName }) {
  const { title, way, why } = START.templates[name]
  return (
    <span className="template">
      <strong>{title}</strong>
      <span>{way}</span>
      <span className="small quiet">{why}</span>
    </span>
  )
}
