import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowExportLtrRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { COMMON } from '../texts/common'
import { COMMAND_TITLES } from '../texts/shell'
import { Dialog } from './dialog'
import type { Failure } from './row-source'
import { useProvidedCommands } from './screen-commands'
import { FailedState } from './states'

interface Props<Format extends string> {
  readonly label: string
  /** In the order in which they are offered. */
  readonly formats: readonly { readonly id: Format; readonly text: string }[]
  readonly saving: boolean
  readonly failure: Failure | undefined
  readonly onSave: (format: Format) => void
  readonly onDismiss: () => void
}

/** What is shown as a file, in one of several formats; a dialog of the system asks for the place. `Ctrl+E` opens it. */
export function SaveMenu<Format extends string>({ label, formats, saving, failure, onSave, onDismiss }: Props<Format>) {
  const [open, setOpen] = useState(false)
  useProvidedCommands([{ id: 'export', title: COMMAND_TITLES.export, run: () => { setOpen(true) } }])
  return (
    <>
      <Menu open={open} onOpenChange={(_, data) => { setOpen(data.open) }} positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" size="small" icon={<ArrowExportLtrRegular />} disabled={saving}>{label}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>{formats.map(({ id, text }) => <MenuItem key={id} onClick={() => { onSave(id) }}>{text}</MenuItem>)}</MenuList>
        </MenuPopover>
      </Menu>
      {failure !== undefined && (
        <Dialog title={label} onClose={onDismiss} actions={<Button onClick={onDismiss}>{COMMON.close}</Button>}>
          <FailedState failure={failure} />
        </Dialog>
      )}
    </>
  )
}
