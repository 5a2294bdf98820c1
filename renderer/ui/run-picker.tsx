import { Menu, MenuButton, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { PlayRegular } from '@fluentui/react-icons'
import { COMMON } from '../texts/common'
import type { RunView } from '../../shared/ipc/views'
import { formatShortDateTime } from './format'
import { newestRun } from './rounds'
import { Mark } from './signs'

interface PickedRun {
  readonly run: number
  readonly type: string
  readonly now: string
  readonly status: RunView['status']
  readonly released?: true
  readonly backfilled?: true
  readonly round?: { readonly of: number; readonly number: number }
}

interface Props {
  /** Newest first. */
  readonly runs: readonly PickedRun[]
  readonly run: PickedRun
  readonly onPick: (run: number) => void
}

/** Which run is shown. An older one is tinted and says so. */
export function RunPicker({ runs, run, onPick }: Props) {
  const done = runs.filter((one) => one.status === 'done')
  const newest = newestRun(done)
  const older = newest !== undefined && newest.run !== run.run
  return (
    <>
      <Menu checkedValues={{ run: [String(run.run)] }} onCheckedValueChange={(_, data) => { onPick(Number(data.checkedItems[0])) }}>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton className={older ? 'run-picker older' : 'run-picker'} size="small" icon={<PlayRegular />}>{textOf(run)}</MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {done.slice(0, 30).map((one) => <MenuItemRadio key={one.run} name="run" value={String(one.run)}>{describe(one)}</MenuItemRadio>)}
          </MenuList>
        </MenuPopover>
      </Menu>
      {older && <Mark tone="brand">{COMMON.olderRun}</Mark>}
      {marksOf(run).map((mark) => <Mark key={mark} tone="brand">{mark}</Mark>)}
    </>
  )
}

function textOf({ run, type, round, now }: PickedRun): string {
  return COMMON.run(run, round === undefined ? type : COMMON.roundOf(round.number, round.of), formatShortDateTime(now))
}

function describe(run: PickedRun): string {
  return [textOf(run), ...marksOf(run)].join(' · ')
}

/** What makes a run another one than a cycle would be. */
export function marksOf({ released, backfilled }: Pick<PickedRun, 'released' | 'backfilled'>): readonly string[] {
  return [...(released === true ? [COMMON.asReleased] : []), ...(backfilled === true ? [COMMON.withBackfill] : [])]
}
