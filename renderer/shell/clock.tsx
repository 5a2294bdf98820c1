import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ClockRegular } from '@fluentui/react-icons'
import { SHELL } from '../texts/shell'
import { daysFromToday } from '../ui/clock'
import { formatDateTime } from '../ui/format'

interface Props {
  /** Of the run that is shown. */
  readonly now: string
  readonly running: boolean
  readonly onToday: () => void
  readonly onOther: () => void
}

/** The clock of the shown run, marked where it is not today; from here the next run takes another. */
export function Clock({ now, running, onToday, onOther }: Props) {
  const days = daysFromToday(now)
  return (
    <Menu positioning="above-end">
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={days === 0 ? 'status-part' : 'status-part other-clock'} title={SHELL.clockWhy}>
          <ClockRegular aria-hidden="true" />
          <span className="visually-hidden">{SHELL.clock} </span>
          {formatDateTime(now)}
          {days !== 0 && <strong>{SHELL.clockOff(days)}</strong>}
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem disabled={running} onClick={onToday}>{SHELL.clockToday}</MenuItem>
          <MenuItem onClick={onOther}>{SHELL.clockOther}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
