import { Button, Input, Menu, MenuDivider, MenuGroup, MenuGroupHeader, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { EditRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ProjectState } from '../../shared/ipc/views'
import { COMMON } from '../texts/common'
import { SHELL } from '../texts/shell'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import type { Navigate } from '../ui/navigation'
import { FailedState } from '../ui/states'
import { useCommand } from '../use-request'
import type { DraftEdit } from './draft-edits'
import { QuietMenuButton } from './title-bar'

const MOST_LISTED = 12

interface Props {
  readonly project: ProjectState
  readonly edits: readonly DraftEdit[]
  readonly navigate: Navigate
  readonly onSaveVersion: () => void
  readonly onDiscard: () => void
}

/** `Draft · 6 edits since v7`, with the list of edits. */
export function DraftState({ project, edits, navigate, onSaveVersion, onDiscard }: Props) {
  if (project.draft === undefined || edits.length === 0) return null
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <QuietMenuButton icon={<EditRegular />}>{SHELL.draft(edits.length, SHELL.since(project.draft.basedOn ?? project.version))}</QuietMenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{SHELL.edits(edits.length)}</MenuGroupHeader>
            {edits.slice(0, MOST_LISTED).map((edit, index) => (
              <MenuItem
                key={index} secondaryContent={edit.change}
                onClick={() => {
                  navigate(edit.job === undefined ? 'connections' : 'mappings', {
                    ...(edit.job !== undefined && { job: edit.job }), ...(edit.mapping !== undefined && { mapping: edit.mapping }),
                  })
                }}
              >
                {edit.what}
              </MenuItem>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItem secondaryContent="Ctrl+S" onClick={onSaveVersion}>{SHELL.saveVersion}</MenuItem>
          <MenuItem onClick={onDiscard}>{SHELL.discardDraft}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

interface DialogProps {
  readonly project: ProjectState
  readonly edits: number
  readonly onProject: (project: ProjectState) => void
  readonly onClose: () => void
}

/** Asks for the note of the next version and saves it. */
export function SaveVersionDialog({ project, onProject, onClose }: DialogProps) {
  const [note, setNote] = useState('')
  const save = useCommand('project.saveVersion')
  const next = Math.max(0, ...project.versions.map((version) => version.version)) + 1
  async function run(): Promise<void> {
    const saved = await save.run({ note })
    if (saved === undefined) return
    onProject(saved)
    onClose()
  }
  return (
    <Dialog
      title={SHELL.saveVersionTitle(next)} onClose={onClose}
      actions={(
        <>
          <Button appearance="primary" disabled={save.status === 'running'} onClick={() => { void run() }}>{SHELL.saveVersionAction}</Button>
          <Button onClick={onClose}>{COMMON.cancel}</Button>
        </>
      )}
    >
      <p className="dialog-why">{SHELL.saveVersionWhy}</p>
      <Field label={SHELL.note}>
        <Input
          autoFocus value={note} maxLength={500} onChange={(_, data) => { setNote(data.value) }}
          onKeyDown={(event) => { if (event.key === 'Enter') void run() }}
        />
      </Field>
      {save.failure !== undefined && <FailedState failure={save.failure} />}
    </Dialog>
  )
}

/** Names the edits that would be lost, and gives them up. */
export function DiscardDraftDialog({ edits, onProject, onClose }: DialogProps) {
  const discard = useCommand('project.discardDraft')
  async function run(): Promise<void> {
    const left = await discard.run({})
    if (left === undefined) return
    onProject(left)
    onClose()
  }
  return (
    <Dialog
      title={SHELL.discardTitle} onClose={onClose}
      actions={(
        <>
          <Button appearance="primary" disabled={discard.status === 'running'} onClick={() => { void run() }}>{SHELL.discardAction}</Button>
          <Button autoFocus onClick={onClose}>{COMMON.cancel}</Button>
        </>
      )}
    >
      <p>{SHELL.discardWhy(edits)}</p>
      {discard.failure !== undefined && <FailedState failure={discard.failure} />}
    </Dialog>
  )
}
