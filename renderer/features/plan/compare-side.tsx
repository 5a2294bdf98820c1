import { Menu, MenuButton, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import type { RunView } from '../../../shared/ipc/views'
import { configurationText, runTextWithMarks } from '../../ui/run-text'

interface Props {
  /** `First run`. */
  readonly label: string
  /** Newest first. */
  readonly runs: readonly RunView[]
  readonly run: number
  /** The run on the other side, which cannot be chosen. */
  readonly other: number
  readonly onPick: (run: number) => void
}

/** One side of a comparison: any run that has a plan, with the configuration that was rehearsed. */
export function CompareSide({ label, runs, run, other, onPick }: Props) {
  const done = runs.filter((one) => one.status === 'done' && one.run !== other)
  const shown = done.find((one) => one.run === run)
  return (
    <Menu checkedValues={{ run: [String(run)] }} onCheckedValueChange={(_, data) => { onPick(Number(data.checkedItems[0])) }}>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="small" aria-label={`${label}: ${shown === undefined ? String(run) : textOf(shown)}`}>
          {shown === undefined ? String(run) : textOf(shown)}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover className="facet-menu">
        <MenuList>{done.map((one) => <MenuItemRadio key={one.run} name="run" value={String(one.run)}>{textOf(one)}</MenuItemRadio>)}</MenuList>
      </MenuPopover>
    </Menu>
  )
}

function textOf(run: RunView): string {
  return `${runTextWithMarks(run)} · ${configurationText(run)}`
}
