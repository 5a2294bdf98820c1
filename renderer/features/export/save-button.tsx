import { Button } from '@fluentui/react-components'
import { EXPORT } from '../../texts/export'
import { COMMAND_TITLES } from '../../texts/shell'
import { CommandKeys } from '../../ui/key'
import { useProvidedCommands } from '../../ui/screen-commands'

interface Props {
  readonly saving: boolean
  readonly onSave: () => void
}

/** Saves the export that is shown: by a press, by its key and from the palette. */
export function SaveButton({ saving, onSave }: Props) {
  useProvidedCommands([{ id: 'export', title: COMMAND_TITLES.export, run: () => { if (!saving) onSave() } }])
  return <Button appearance="primary" disabled={saving} onClick={onSave}>{saving ? EXPORT.saving : <>{EXPORT.save} <CommandKeys command="export" /></>}</Button>
}
