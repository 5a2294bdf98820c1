import { app, nativeTheme, safeStorage, type BrowserWindow } from 'electron'
import { join, resolve } from 'node:path'
import type { AppEvent } from '../shared/ipc/contract'
import { systemDialogs } from './dialogs'
import { commandArguments, runCommand } from './installed-command'
import type { Handlers } from './ipc/answer'
import { appRequests } from './ipc/app-requests'
import { takeDropped } from './ipc/dropped'
import { projectRequests } from './ipc/project-requests'
import { registerRequests, sendEvent } from './ipc/register'
import { saveRequests } from './ipc/save-requests'
import { secretRequests } from './ipc/secret-requests'
import { storageRequests } from './ipc/storage-requests'
import { systemRequests } from './ipc/system-requests'
import { viewRequests } from './ipc/view-requests'
import { prepareEdits, startImport, workRequests } from './ipc/work-requests'
import { utilityTransport } from './jobs/electron-transport'
import { jobHost } from './jobs/job-host'
import { processClient } from './jobs/process-client'
import { childEnvironment, nodeTransport, type Spawn } from './jobs/transport'
import { openLogFile } from './log-file'
import { setMenu } from './menu'
import { opening } from './opening'
import { createProject } from './project/project-file'
import { projectSession } from './project-session'
import { declareAppScheme, serveApp } from './protocol/app-protocol'
import { made, sampleCopy } from './sample-copy'
import { openSecretFile } from './secret-file'
import { secretStore } from './secret-store'
import { lockNetwork, lockPages, lockSession } from './security'
import { openSettings } from './settings'
import { applyAppearance, chooseFrame, openWindow } from './window'

/** After so long without a request the engine's process is ended where little is kept in it, for it is a third of what the window takes at rest. */
const REST_MS = 20_000

const dataFolder = !app.isPackaged && process.env['REHEARSAL_USER_DATA']
if (dataFolder) app.setPath('userData', resolve(dataFolder))

const command = commandArguments(process.argv)
if (command) void runCommand(command)
else if (app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  declareAppScheme()
  lockNetwork()
  leaveGraphicsToTheirProcess()
  avoidMissingGpu()
  // Root has to start Electron without Chromium's sandbox; enabling it all the same would end every process that is started.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  lockPages()

  const log = openLogFile(join(app.getPath('userData'), 'logs'))
  process.on('uncaughtException', (error) => log.error('uncaught in main', error))
  process.on('unhandledRejection', (error) => log.error('unhandled in main', error))

  let window: BrowserWindow | undefined
  const emit = (event: AppEvent) => sendEvent(window?.webContents, event)
  const settings = openSettings()
  const secrets = secretStore({ storage: safeStorage, file: openSecretFile(), platform: process.platform })
  const frame = chooseFrame()
  const views = processClient({ spawn: childTransport('view-process'), title: 'The process that reads the mirror', onFailure: log.error, restMs: REST_MS })
  const jobs = jobHost({
    client: processClient({ spawn: childTransport('job-process'), title: 'The engine', onFailure: log.error, restMs: REST_MS, stored: secrets.secret }),
    emit,
  })
  const session = projectSession({ onChange: (project) => emit({ kind: 'projectChanged', project }) })
  const onBug = (error: unknown) => log.error('bug', error)
  const sampleMaker = () => processClient({ spawn: childTransport('sample-process'), title: 'The process that makes the sample', onFailure: log.error })
  const projects = opening({
    session, settings, onBug,
    sample: async () => {
      await app.whenReady() // Electron starts no process before.
      const { folder, fresh } = await sampleCopy(app.getPath('userData'), sampleMaker())
      const state = await session.open(folder)
      if (fresh) startImport(jobs, session.context('draft'), undefined)
      return state
    },
  })

  const started = projects.openFirst(projectArgument(process.argv))

  const dialogs = systemDialogs(() => window)
  const chosenFiles = new Set<string>()
  const handlers: Handlers = {
    ...appRequests({
      about: {
        version: app.getVersion(), platform: process.platform,
        engines: { Electron: process.versions.electron, Chromium: process.versions.chrome, Node: process.versions.node }, frame,
      },
      settings, session, jobs, started,
      onAppearance: () => window && applyAppearance(window, { settings, frame }),
    }),
    ...projectRequests({
      session, settings, jobs, dialogs, chosenFiles, open: projects.open, openSample: projects.openSample,
      create: (folder, document, note) => createProject(folder, document, { note, savedAt: new Date().toISOString() }),
      createTemplate: (folder, template) => made(sampleMaker(), { folder, template }),
    }),
    ...workRequests(jobs, session),
    ...systemRequests({ session, jobs, store: secrets, chosenFiles }),
    ...viewRequests(views, session, () => void prepareEdits(jobs, session)),
    ...saveRequests(views, session, dialogs),
    ...secretRequests(session, secrets),
    ...storageRequests({ session, jobs, views, onPurged: () => emit({ kind: 'projectChanged', project: session.state() }) }),
  }
  registerRequests({
    handlers, onDrop: (paths) => takeDropped(paths, { jobs, open: projects.open, chosenFiles }), contents: () => window?.webContents,
    onRequest: jobs.keepAwake, onBug,
  })

  function show(): void {
    window = openWindow({ settings, preload: join(__dirname, '../preload/index.cjs'), frame, onCrash: (reason) => log.error(`the window crashed: ${reason}`) })
    window.on('closed', () => { window = undefined })
  }

  void app.whenReady().then(() => {
    serveApp(join(__dirname, '../renderer'))
    lockSession()
    views.warm()
    setMenu((name) => emit({ kind: 'command', name }))
    show()
    nativeTheme.on('updated', () => window && applyAppearance(window, { settings, frame }))
  })
  app.on('activate', () => { if (!window && app.isReady()) show() })
  app.on('second-instance', (_, argv, workingFolder) => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
    const folder = projectArgument(argv, workingFolder)
    if (folder !== undefined && !jobs.current()) void projects
      .open(folder)
      .then((project) => emit({ kind: 'projectChanged', project }), (error: unknown) => log.error('second start', error))
  })
  app.on('window-all-closed', () => app.quit())
  app.on('quit', () => {
    session.close()
    jobs.stop()
    views.stop()
  })
}

/**
 * Electron 33, which a package carries for development and tests, now and then leaves a window waiting for ever for a graphics process
 * that could not start, as on a display without graphics: one start in ten on a busy machine. The product's Electron is left alone.
 */
function avoidMissingGpu(): void {
  if (process.platform !== 'linux' || Number.parseInt(process.versions.electron, 10) >= 35) return
  app.commandLine.appendSwitch('disable-gpu')
  // Nothing here draws in three dimensions, and a renderer in software for it costs the graphics process 10 MB.
  app.commandLine.appendSwitch('disable-software-rasterizer')
}

/**
 * GTK, which draws the system's dialogs, asks OpenGL for visuals as it starts and so loads a graphics driver into main: 24 MB with Mesa's,
 * for nothing, since pages are drawn in a process of their own. To be called before the application is ready.
 */
function leaveGraphicsToTheirProcess(): void {
  if (process.platform === 'linux') process.env['GDK_GL'] ??= 'disable'
}

/** The engine's processes run in Electron; in development also in a Node of their own, whose SQLite build is the stock one. */
function childTransport(name: 'job-process' | 'view-process' | 'sample-process'): Spawn {
  const script = join(__dirname, `${name}.cjs`)
  const { REHEARSAL_ENGINE_NODE: node, REHEARSAL_SQLITE_BINDING: binding, ...inherited } = childEnvironment(process.env)
  const env = !app.isPackaged && binding ? { ...inherited, REHEARSAL_SQLITE_BINDING: binding } : inherited
  return !app.isPackaged && node ? nodeTransport(script, node, env) : utilityTransport(script, `rehearsal-${name}`, env)
}

/** The project folder named on the command line, absolute. In a checkout the application's own folder stands before it. */
function projectArgument(argv: readonly string[], workingFolder = process.cwd()): string | undefined {
  return argv.slice(1).filter((argument) => !argument.startsWith('-')).map((argument) => resolve(workingFolder, argument))
    .filter((path) => app.isPackaged || path !== resolve(app.getAppPath())).at(-1)
}
