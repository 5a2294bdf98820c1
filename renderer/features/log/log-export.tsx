import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowExportLtrRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import { COMMON } from '../../texts/common'
import { LOG } from '../../texts/log'
import { COMMAND_TITLES } from '../../texts/shell'
import { Dialog } from '../../ui/dialog'
import { useProvidedCommands } from '../../ui/screen-commands'
import { FailedState } from '../../ui/states'
import { useToasts } from '../../ui/toasts'
import { useCommand } from '../../use-request'
import { FORMATS } from './log-words'

/** The whole log of a run as a file in a place that the system's dialog asks for. */
export function LogExport({ run }: { readonly run: number }) {
  const { run: save, status, failure, reset } = useCommand('log.save')
  const show = useToasts((state) => state.show)
  const commands = useMemo(() => FORMATS.map((format) => ({
    id: `log.${format}`, title: LOG.commands[format],
    run: () => { void save({ run, format }).then((answer) => { if (answer !== undefined && answer !== null) show({ text: LOG.saved(answer) }) }) },
  })), [run, save, show])
  const [open, setOpen] = useState(false)
  useProvidedCommands([...commands, { id: 'export', title: COMMAND_TITLES.export, run: () => { setOpen(true) } }])
  return (
    <>
      <Menu open={open} onOpenChange={(_, data) => { setOpen(data.open) }} positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" size="small" icon={<ArrowExportLtrRegular />} disabled={status === 'running'}>{LOG.export}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>{FORMATS.map((format, index) => <MenuItem key={format} onClick={commands[index]?.run}>{LOG.formats[format]}</MenuItem>)}</MenuList>
        </MenuPopover>
      </Menu>
      {failure !== undefined && (
        <Dialog title={LOG.export} onClose={reset} actions={<Button onClick={reset}>{COMMON.close}</Button>}><FailedState failure={failure} /></Dialog>
      )}
    </>
  )
}
