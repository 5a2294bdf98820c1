import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowExportLtrRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { COMMON } from '../../texts/common'
import { PLAN } from '../../texts/plan'
import { COMMAND_TITLES } from '../../texts/shell'
import { Dialog } from '../../ui/dialog'
import { useProvidedCommands } from '../../ui/screen-commands'
import { FailedState } from '../../ui/states'
import { useToasts } from '../../ui/toasts'
import { useCommand } from '../../use-request'

const FORMATS = ['html', 'csv', 'json', 'ndjson'] as const

/** The run's plan as a file in a place that the system's dialog asks for. */
export function SaveAs({ run }: { readonly run: number }) {
  const save = useCommand('plan.save')
  const [open, setOpen] = useState(false)
  useProvidedCommands([{ id: 'export', title: COMMAND_TITLES.export, run: () => { setOpen(true) } }])
  const show = useToasts((state) => state.show)
  async function start(format: (typeof FORMATS)[number]): Promise<void> {
    const answer = await save.run({ run, format })
    if (answer !== undefined && answer !== null) show({ text: PLAN.saved(answer.file) })
  }
  return (
    <>
      <Menu open={open} onOpenChange={(_, data) => { setOpen(data.open) }} positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" size="small" icon={<ArrowExportLtrRegular />} disabled={save.status === 'running'}>{PLAN.saveAs}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>{FORMATS.map((format) => <MenuItem key={format} onClick={() => { void start(format) }}>{PLAN.formats[format]}</MenuItem>)}</MenuList>
        </MenuPopover>
      </Menu>
      {save.failure !== undefined && (
        <Dialog title={PLAN.saveAs} onClose={save.reset} actions={<Button onClick={save.reset}>{COMMON.close}</Button>}>
          <FailedState failure={save.failure} />
        </Dialog>
      )}
    </>
  )
}
