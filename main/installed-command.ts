import { app } from 'electron'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as CommandLine from './cli/run-command-line'
import { lockNetwork } from './security'

/** The arguments of a command line, or undefined where the window is meant: Chromium reads none of what stands behind `--`. */
export function commandArguments(argv: readonly string[]): readonly string[] | undefined {
  const at = argv.indexOf('--')
  return at === -1 ? undefined : argv.slice(at + 1)
}

/**
 * Runs one command in this process, without a window, and ends with its exit status. No lock of a single instance is asked for: a command
 * runs beside an open window, and the mirror's lock keeps them apart where both work on one project.
 */
export async function runCommand(args: readonly string[]): Promise<void> {
  lockNetwork()
  app.disableHardwareAcceleration()
  const clear = provideDataFolder()
  const end = (status: number): void => {
    clear()
    app.exit(status)
  }
  const fail = (error: unknown): void => {
    process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
    end(1)
  }
  // Electron would show a window for the first, and go on after the second.
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)

  await app.whenReady()
  const status = await commandLine().runCommandLine(args, cancelled())
  process.stdout.write('', () => end(status))
}

/** Chromium does not start without a folder to write to, and the account of a service may have no home. Returns what removes it again. */
function provideDataFolder(): () => void {
  try {
    mkdirSync(app.getPath('userData'), { recursive: true })
    return () => undefined
  } catch {
    const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'))
    app.setPath('userData', folder)
    return () => rmSync(folder, { recursive: true, force: true })
  }
}

/** Loaded by its file, so that the window's process carries nothing of the engine. */
function commandLine(): typeof CommandLine {
  return createRequire(__filename)(join(__dirname, 'run-command-line.cjs')) as typeof CommandLine
}

/** Ctrl-C and its like reach Chromium, which asks whether the application may quit; a second one ends it at once. */
function cancelled(): AbortSignal {
  const controller = new AbortController()
  app.on('before-quit', (event) => {
    event.preventDefault()
    controller.abort()
  })
  return controller.signal
}
