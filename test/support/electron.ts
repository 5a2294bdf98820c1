import { execFileSync } from 'node:child_process'
import { rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { repository } from './folders'

export interface Launch {
  /** The folder to open; without one the application decides. */
  readonly project?: string
  /** Settings of an earlier launch to go on with; without it they are fresh, and gone afterwards. */
  readonly userData?: string
  /**
   * Where the engine runs: in a Node beside Electron (fast to get going everywhere), or in Electron's utility process, as in the
   * installed application. The second needs `whyNoEngineInElectron()` to be undefined.
   */
  readonly engine?: 'node' | 'electron'
}

export interface Launched {
  readonly app: ElectronApplication
  readonly window: Page
  readonly userData: string
  /** What the window wrote to its console as an error, and what it did not catch. */
  readonly problems: readonly string[]
  close(): Promise<void>
}

/** Why there can be no window here, or `undefined`: `skipBecause(whyNoWindow())`. */
export function whyNoWindow(): string | undefined {
  const { REHEARSAL_TEST_NO_ELECTRON: reason, DISPLAY: display, WAYLAND_DISPLAY: wayland } = process.env
  if (reason) return reason
  if (process.platform === 'linux' && !display && !wayland) return 'there is no display and no xvfb-run'
  try {
    electronPath()
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

/** Why the engine cannot run inside this Electron, or `undefined`. Compiles SQLite for an older Electron on the first call. */
export function whyNoEngineInElectron(): string | undefined {
  const why = whyNoWindow()
  if (why !== undefined) return why
  try {
    sqliteBinding()
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

/** Starts the built application and waits for its window. Close it, in an `afterEach` or a `finally`. */
export async function launch({ project, userData, engine = 'node' }: Launch = {}): Promise<Launched> {
  const data = userData ?? mkdtempSync(path.join(tmpdir(), 'rehearsal-user-data-'))
  const app = await _electron.launch({
    executablePath: electronPath(),
    // No test touches a person's key ring.
    args: ['--password-store=basic', repository, ...(project === undefined ? [] : [project])],
    cwd: repository,
    env: { ...cleanEnvironment(), REHEARSAL_USER_DATA: data, ...engineEnvironment(engine) },
    timeout: 30_000,
  })
  let output = ''
  app.process().stderr?.on('data', (text: Buffer) => { output = (output + text.toString()).slice(-4000) })
  const window = await app.firstWindow({ timeout: 20_000 }).catch((error: unknown) => {
    app.process().kill('SIGKILL')
    throw new Error(`The application showed no window. It wrote:\n${output}`, { cause: error })
  })
  const problems: string[] = []
  window.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
  window.on('pageerror', (error) => problems.push(String(error)))
  return {
    app, window, userData: data, problems,
    close: async () => {
      await app.close()
      if (userData === undefined) rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Has the next "open" dialogs of the system answer with this path, as a person would. */
export async function answerOpenDialogs(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => { dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] }) }, file)
}

/** Has the next "save" dialogs of the system answer with this path. */
export async function answerSaveDialogs(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path }) }, file)
}

function electronPath(): string {
  return process.env['REHEARSAL_TEST_ELECTRON'] ?? script('electron-runtime.mjs', '--offline')
}

function engineEnvironment(engine: 'node' | 'electron'): Record<string, string> {
  if (engine === 'node') return { REHEARSAL_ENGINE_NODE: process.execPath }
  const binding = sqliteBinding()
  return binding === undefined ? {} : { REHEARSAL_SQLITE_BINDING: binding }
}

/** Undefined where Electron loads SQLite's prebuilt addon itself, which it does from version 35 on. */
function sqliteBinding(): string | undefined {
  const version = execFileSync(electronPath(), ['-p', 'process.versions.napi'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, encoding: 'utf8' })
  return Number(version) >= 10 ? undefined : script('sqlite-compat.mjs')
}

function script(name: string, ...args: string[]): string {
  return execFileSync(process.execPath, [path.join(repository, 'scripts', name), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}

/** What the test runner put into the environment is none of the application's business. */
function cleanEnvironment(): Record<string, string> {
  const own = /^(ELECTRON_RUN_AS_NODE|NODE_OPTIONS|NODE_ENV|VITEST.*|REHEARSAL_.*)$/
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && !own.test(entry[0])))
}

function messageOf(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
  return (stderr || String(error)).trim().replace(/\s*\n\s*/g, ' ')
}
