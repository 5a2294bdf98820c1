import { dialog, type BrowserWindow, type FileFilter } from 'electron'

/** The system's dialogs over our window. Paths enter the application through them alone. */
export interface Dialogs {
  /** A folder that is there, or was made in the dialog; undefined when it was closed. */
  chooseFolder(title: string): Promise<string | undefined>
  chooseFiles(title: string, filters: FileFilter[]): Promise<readonly string[]>
  /** Where to write a file; undefined when the dialog was closed. */
  choosePlace(title: string, suggested: string, filters: FileFilter[]): Promise<string | undefined>
}

/** The operating system's dialogs, over the window where there is one. */
export function systemDialogs(window: () => BrowserWindow | undefined): Dialogs {
  return {
    async chooseFolder(title) {
      const { canceled, filePaths } = await open({ title, properties: ['openDirectory', 'createDirectory'] })
      return canceled ? undefined : filePaths[0]
    },
    async chooseFiles(title, filters) {
      const { canceled, filePaths } = await open({ title, filters, properties: ['openFile', 'multiSelections'] })
      return canceled ? [] : filePaths
    },
    async choosePlace(title, suggested, filters) {
      const parent = window()
      const options = { title, defaultPath: suggested, filters }
      const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
      return canceled || filePath === '' ? undefined : filePath
    },
  }

  function open(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> {
    const parent = window()
    return parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options)
  }
}
