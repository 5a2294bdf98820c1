// `npm start [-- PROJECT-FOLDER]`: the window, built first where it is out of date.
import path from 'node:path'
import { buildStale } from './build.mjs'
import { findElectron } from './electron-runtime.mjs'
import { compiledSqlite } from './sqlite-compat.mjs'
import { fail, modernNode, root, run } from './support.mjs'
import { installLine, missingLibraries, windowPackages } from './system-packages.mjs'

if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  fail(
    'There is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set. Start Rehearsal from a desktop session, or\n' +
      'under a display that nobody sees: xvfb-run -a npm start\n' +
      'The command line needs none: npm run -s rehearsal -- --help',
  )
}

const built = await buildStale()
if (built !== 0) process.exit(built)

const electron = await findElectron().catch((error) => fail(error.message))
const lacking = missingLibraries(electron.path)
if (lacking.length > 0) {
  const line = installLine(windowPackages)
  fail(`Electron needs system libraries that are missing here: ${lacking.join(', ')}.${line ? ` To install them:\n  ${line}` : ''}`)
}

const env = { ...process.env }
delete env.ELECTRON_RUN_AS_NODE
// An Electron older than 35 cannot load SQLite's prebuilt addon. The one that the tests compile for it keeps the engine in Electron, as in the
// installed application, where its processes share memory; without it this Node runs the engine.
if (Number.parseInt(electron.version, 10) < 35) {
  const binding = compiledSqlite()
  if (binding) env.REHEARSAL_SQLITE_BINDING ??= binding
  else env.REHEARSAL_ENGINE_NODE ??= process.execPath
}

// Chromium refuses its sandbox to root.
const flags = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []
const project = process.argv.slice(2).map((arg) => (arg.startsWith('-') ? arg : path.resolve(process.env.INIT_CWD ?? '.', arg)))
process.exit(await run(electron.path, [...flags, root, ...project], { env }))
