import { Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * macOS has its menu bar, whose commands go to the window by name; elsewhere the title bar is the window's own, with its menus, and
 * keys are the window's as well.
 */
export function setMenu(command: (name: string) => void): void {
  if (process.platform !== 'darwin') {
    Menu.setApplicationMenu(null)
    return
  }
  const item = (label: string, name: string, accelerator?: string): MenuItemConstructorOptions =>
    ({ label, click: () => command(name), ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }) })
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    {
      role: 'appMenu',
      submenu: [
        { role: 'about' }, { type: 'separator' }, item('Settings…', 'settings', 'Cmd+,'), { type: 'separator' }, { role: 'hide' },
        { role: 'hideOthers' }, { role: 'unhide' }, { type: 'separator' }, { role: 'quit' },
      ],
    },
    {
      label: 'File',
      submenu: [item('Open Project…', 'openProject'), item('Open Sample', 'openSample'), item('Close Project', 'closeProject'), { type: 'separator' }, { role: 'close' }],
    },
    { role: 'editMenu' },
    { label: 'Rehearse', submenu: [item('Rehearse', 'rehearse', 'F5'), item('Cancel Run', 'cancel', 'Shift+F5'), item('Read All Systems', 'readSystems')] },
    { role: 'windowMenu' },
    { role: 'help', submenu: [item('Tour', 'tour'), item('Keys', 'keys')] },
  ]))
}
