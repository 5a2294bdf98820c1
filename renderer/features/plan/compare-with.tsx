import { Button, Menu, MenuGroup, MenuGroupHeader, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowSwapRegular } from '@fluentui/react-icons'
import type { RunView } from '../../../shared/ipc/views'
import { COMPARE } from '../../texts/compare'
import { runTextWithMarks } from '../../ui/run-text'

const SHOWN = 30

interface Props {
  /** Newest first. */
  readonly runs: readonly RunView[]
  readonly run: number
  readonly onCompare: (run: number) => void
}

/** Which other run this one is compared with. Nothing where there is only one. */
export function CompareWith({ runs, run, onCompare }: Props) {
  const others = runs.filter((one) => one.status === 'done' && one.run !== run).slice(0, SHOWN)
  if (others.length === 0) return null
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement><Button appearance="subtle" size="small" icon={<ArrowSwapRegular />}>{COMPARE.with}</Button></MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{COMPARE.withRun}</MenuGroupHeader>
            {others.map((one) => <MenuItem key={one.run} onClick={() => { onCompare(one.run) }}>{runTextWithMarks(one)}</MenuItem>)}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
