import { Button, Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger, SplitButton, type MenuButtonProps } from '@fluentui/react-components'
import { PeopleSwapFilled, PlayFilled, SearchRegular, StopRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { WorkName } from '../../shared/ipc/views'
import { COMMAND_TITLES as TITLES, SHELL } from '../texts/shell'
import { CommandKeys } from '../ui/key'
import type { AppCommand } from './commands'
import { MenuBar } from './menu-bar'

interface Props {
  readonly project: string | undefined
  readonly frame: 'overlay' | 'inset' | 'system'
  readonly commands: readonly AppCommand[]
  /** What is under way, which the button cancels. */
  readonly running: WorkName | undefined
  /** The number of the run that is under way, or comes next. */
  readonly nextRun: number
  readonly draft?: ReactNode
}

/** Drawn by the application: menus, the box that opens the palette, the state of the draft, and Rehearse or Cancel. */
export function TitleBar({ project, frame, commands, running, nextRun, draft }: Props) {
  const run = (id: string): void => { commands.find((command) => command.id === id)?.run() }
  return (
    <header className={`title-bar frame-${frame}`} data-region="title">
      <div className="title-left">
        <PeopleSwapFilled className="title-logo" aria-hidden="true" />
        {frame !== 'inset' && <MenuBar commands={commands} />}
      </div>
      <button
        type="button" className="command-box" aria-keyshortcuts={keysSaid(commands, 'palette')?.replace('Ctrl', 'Control')}
        onClick={() => { run('palette') }}
      >
        <SearchRegular aria-hidden="true" />
        <span className="ellipsis"><strong>{project ?? SHELL.start}</strong> — {SHELL.searchHint}</span>
        <span className="keys"><CommandKeys command="palette" /></span>
      </button>
      <div className="title-right">
        {draft}
        {project !== undefined && (running !== undefined
          ? (
            <Button className="no-drag" size="small" icon={<StopRegular />} onClick={() => { run('cancel') }}>
              {SHELL.cancelNamed[running](nextRun)} <CommandKeys command="cancel" />
            </Button>
          )
          : <RehearseButton run={run} choicesKeys={keysSaid(commands, 'rehearseChoices')} />)}
      </div>
    </header>
  )
}

/** `Ctrl+F5`. */
function keysSaid(commands: readonly AppCommand[], id: string): string | undefined {
  return commands.find((command) => command.id === id)?.keys?.join('+')
}

function RehearseButton({ run, choicesKeys }: { readonly run: (id: string) => void; readonly choicesKeys: string | undefined }) {
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        {(trigger: MenuButtonProps) => (
          <SplitButton
            className="no-drag" appearance="primary" size="small" icon={<PlayFilled />} menuButton={{ ...trigger, 'aria-label': SHELL.rehearseOptions }}
            primaryActionButton={{ onClick: () => { run('rehearse') } }}
          >
            {SHELL.rehearse} <CommandKeys command="rehearse" />
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem secondaryContent={choicesKeys} onClick={() => { run('rehearseChoices') }}>{TITLES.rehearseChoices}</MenuItem>
          <MenuItem onClick={() => { run('readSystems') }}>{TITLES.readSystems}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

/** A button that opens a list; for the draft's edits. */
export function QuietMenuButton(props: MenuButtonProps) {
  return <MenuButton className="no-drag" size="small" appearance="subtle" menuIcon={null} {...props} />
}
