import { Menu, MenuButton, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { PlayRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { COMMON } from '../texts/common'
import { COMMAND_TITLES } from '../texts/shell'
import { newestRun } from './rounds'
import { marksOf, runText, runTextWithMarks, type ListedRun } from './run-text'
import { useProvidedCommands } from './screen-commands'
import { Mark } from './signs'

interface Props {
  /** Newest first. */
  readonly runs: readonly ListedRun[]
  readonly run: ListedRun
  readonly onPick: (run: number) => void
}

/** Which run is shown. An older one is tinted and says so. */
export function RunPicker({ runs, run, onPick }: Props) {
  const [open, setOpen] = useState(false)
  useProvidedCommands([{ id: 'pickRun', title: COMMAND_TITLES.pickRun, run: () => { setOpen(true) } }])
  const done = runs.filter((one) => one.status === 'done')
  const newest = newestRun(done)
  const older = newest !== undefined && newest.run !== run.run
  return (
    <>
      <Menu
        open={open} onOpenChange={(_, data) => { setOpen(data.open) }} checkedValues={{ run: [String(run.run)] }}
        onCheckedValueChange={(_, data) => { onPick(Number(data.checkedItems[0])) }}
      >
        <MenuTrigger disableButtonEnhancement>
          <MenuButton className={older ? 'run-picker older' : 'run-picker'} size="small" icon={<PlayRegular />}>{runText(run)}</MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {done.slice(0, 30).map((one) => <MenuItemRadio key={one.run} name="run" value={String(one.run)}>{runTextWithMarks(one)}</MenuItemRadio>)}
          </MenuList>
        </MenuPopover>
      </Menu>
      {older && <Mark tone="brand">{COMMON.olderRun}</Mark>}
      {marksOf(run).map((mark) => <Mark key={mark} tone="brand">{mark}</Mark>)}
    </>
  )
}
