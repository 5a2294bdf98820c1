import { Menu, MenuButton, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowCircleRightRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { create } from 'zustand'
import { COMMAND_TITLES } from '../texts/shell'
import { useProvidedCommands } from './screen-commands'

interface ChosenJob {
  readonly job: string | undefined
  readonly choose: (job: string) => void
}

/** The job that the authoring screens show: changing it on one changes it on all. */
export const useChosenJob = create<ChosenJob>((set) => ({ job: undefined, choose: (job) => { set({ job }) } }))

interface Props {
  readonly label: string
  readonly jobs: readonly { readonly id: string; readonly title: string }[]
  readonly job: string
  readonly onPick: (job: string) => void
}

/** Which job is shown. */
export function JobPicker({ label, jobs, job, onPick }: Props) {
  const [open, setOpen] = useState(false)
  useProvidedCommands([{ id: 'pickJob', title: COMMAND_TITLES.pickJob, run: () => { setOpen(true) } }])
  const title = jobs.find((one) => one.id === job)?.title ?? job
  return (
    <Menu
      open={open} onOpenChange={(_, data) => { setOpen(data.open) }} checkedValues={{ job: [job] }}
      onCheckedValueChange={(_, data) => { onPick(data.checkedItems[0] ?? job) }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="small" icon={<ArrowCircleRightRegular />}><span className="visually-hidden">{label} </span>{title}</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>{jobs.map((one) => <MenuItemRadio key={one.id} name="job" value={one.id}>{one.title}</MenuItemRadio>)}</MenuList>
      </MenuPopover>
    </Menu>
  )
}
