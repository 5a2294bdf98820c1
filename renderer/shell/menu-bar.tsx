import { Menu, MenuButton, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { SHELL } from '../texts/shell'
import type { AppCommand } from './commands'
import { BUILT_SCREENS } from './screens'

type Entry = string | null

const MENUS: readonly { readonly title: string; readonly entries: (commands: readonly AppCommand[]) => readonly Entry[] }[] = [
  {
    title: SHELL.menus.file,
    entries: (commands) => {
      const recent = commands.filter((command) => command.id.startsWith('recent.')).map((command) => command.id)
      return ['openProject', 'openSample', ...(recent.length > 0 ? [null, ...recent] : []), null, 'export', null, 'closeProject']
    },
  },
  { title: SHELL.menus.edit, entries: () => ['saveVersion', 'discardDraft', null, 'settings'] },
  {
    title: SHELL.menus.view,
    entries: () => [
      'palette', null, 'navigation', 'details', null, 'zoomIn', 'zoomOut', 'zoomReset', null, 'themeSystem', 'themeLight', 'themeDark',
      'themeHighContrast', null,
      'densityCompact', 'densityDefault', 'densityComfortable',
    ],
  },
  {
    title: SHELL.menus.go,
    entries: () => [
      'back',
      'ahead',
      null,
      'problemNext',
      'problemPrevious',
      null,
      ...BUILT_SCREENS.filter((screen) => screen !== 'settings').map((screen) => `screen.${screen}`),
    ],
  },
  { title: SHELL.menus.run, entries: () => ['rehearse', 'rehearseChoices', 'cancel', null, 'pickJob', 'pickRun', null, 'readSystems'] },
  { title: SHELL.menus.help, entries: () => ['tour', 'keys', null, 'about'] },
]

/** The menus, where the window draws its own title bar. */
export function MenuBar({ commands }: { readonly commands: readonly AppCommand[] }) {
  return (
    <div className="menu-bar no-drag" role="group" aria-label={SHELL.menuBar}>
      {MENUS.map((menu) => (
        <Menu key={menu.title}>
          <MenuTrigger disableButtonEnhancement>
            <MenuButton appearance="subtle" size="small" menuIcon={null}>{menu.title}</MenuButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {menu.entries(commands).map((entry, index) => <Entry key={entry ?? index} command={commands.find((command) => command.id === entry)} />)}
            </MenuList>
          </MenuPopover>
        </Menu>
      ))}
    </div>
  )
}

function Entry({ command }: { readonly command: AppCommand | undefined }) {
  if (command === undefined) return <MenuDivider />
  return (
    <MenuItem
      disabled={command.unavailable !== undefined} title={command.unavailable} secondaryContent={command.keys?.join('+')}
      onClick={() => { command.run() }}
    >
      {command.title}
    </MenuItem>
  )
}
