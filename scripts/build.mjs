// Builds out/. Nothing is built that is newer than its sources.
//
//   node scripts/build.mjs                 all parts, and removes what an earlier build left behind
//   node scripts/build.mjs --stale [part…] the parts that are older than their sources
//
// Each part is built in a folder of its own and then moved file by file over the old one, chunks before entries, so
// a command line that starts meanwhile finds a whole program; a lock keeps two builds apart.
import fs from 'node:fs'
import path from 'node:path'
import { fail, isStarted, modernNode, root, run } from './support.mjs'

const out = path.join(root, 'out')
const work = path.join(root, '.cache', 'build')

/** Each part: its sources, the file that must be there afterwards, its Vite configuration, and the folder it owns. */
const parts = {
  main: { sources: ['main', 'shared', 'package.json'], made: 'main/cli.cjs', config: 'main/vite.config.mts', folder: 'main' },
  preload: { sources: ['main', 'shared', 'package.json'], made: 'preload/index.cjs', config: 'main/vite.config.mts', folder: 'preload' },
  renderer: { sources: ['renderer', 'shared', 'package.json'], made: 'renderer/index.html', config: 'renderer/vite.config.mts', folder: 'renderer' },
}
export const allParts = Object.keys(parts)

/** The parts that have to be built. A few milliseconds: only time stamps are read. */
export function staleParts(wanted = allParts) {
  const newest = new Map()
  return wanted.filter((name) => {
    const { sources, made } = parts[name]
    const builtAt = modifiedAt(stampOf(name))
    if (builtAt === 0 || modifiedAt(path.join(out, made)) === 0) return true
    return sources.some((source) => {
      if (!newest.has(source)) newest.set(source, newestBelow(path.join(root, source)))
      return newest.get(source) > builtAt
    })
  })
}

/** Builds what is stale in a process of its own that writes to standard error alone. Resolves to its exit status. */
export async function buildStale(wanted = allParts) {
  if (staleParts(wanted).length === 0) return 0
  return run(modernNode(), [path.join(root, 'scripts', 'build.mjs'), '--stale', ...wanted], { stdio: ['ignore', 2, 2] })
}

const stampOf = (name) => path.join(out, `.built-${name}`)

function modifiedAt(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Folders count, too: their time changes when a file in them is removed. */
function newestBelow(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  let newest = stat.mtimeMs
  for (const entry of fs.readdirSync(file, { withFileTypes: true })) {
    const below = path.join(file, entry.name)
    const at = entry.isDirectory() ? newestBelow(below) : fs.statSync(below, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (at > newest) newest = at
  }
  return newest
}

async function build(name, keepLeftovers) {
  const { config, folder } = parts[name]
  const startedAt = new Date()
  const temporary = path.join(work, `${name}-${process.pid}`)
  fs.rmSync(temporary, { recursive: true, force: true })
  try {
    const { build: vite } = await import('vite')
    const outDir = folder === 'renderer' ? path.join(temporary, folder) : temporary
    await vite({ configFile: path.join(root, config), mode: folder === 'renderer' ? 'production' : name, logLevel: 'warn', build: { outDir } })
    if (!fs.existsSync(path.join(temporary, folder))) throw new Error(`there is nothing to build in ${name}`)
    publish(path.join(temporary, folder), path.join(out, folder), keepLeftovers)
    fs.writeFileSync(stampOf(name), '')
    fs.utimesSync(stampOf(name), startedAt, startedAt)
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true })
  }
}

/** Chunks have a hash in their names, so an old and a new one stand side by side; entries replace their forerunners. */
function publish(from, to, keepLeftovers) {
  const files = fs.readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => path.relative(from, path.join(entry.parentPath, entry.name)))
  const isEntry = (file) => !/-[\w-]{8}\./.test(file)
  for (const file of [...files.filter((f) => !isEntry(f)), ...files.filter(isEntry)]) {
    fs.mkdirSync(path.dirname(path.join(to, file)), { recursive: true })
    fs.renameSync(path.join(from, file), path.join(to, file))
  }
  const current = new Set(files)
  for (const entry of fs.readdirSync(to, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (!entry.isFile() || current.has(path.relative(to, file))) continue
    // A running program may still ask for a chunk of its own build.
    if (keepLeftovers && Date.now() - modifiedAt(file) < 600_000) continue
    fs.rmSync(file, { force: true })
  }
}

async function locked(action) {
  const lock = path.join(root, '.cache', 'build.lock')
  fs.mkdirSync(path.dirname(lock), { recursive: true })
  for (const deadline = Date.now() + 300_000; ;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (Date.now() - modifiedAt(lock) > 1000 && !isAlive(Number(readIfThere(lock)))) fs.rmSync(lock, { force: true })
      else if (Date.now() > deadline) fail(`Another build has held ${lock} for five minutes. Remove it if none is running.`)
      else await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  try {
    return await action()
  } finally {
    fs.rmSync(lock, { force: true })
  }
}

function readIfThere(file) {
  try { return fs.readFileSync(file, 'utf8') } catch { return '' }
}

function isAlive(pid) {
  if (!pid) return false
  try { process.kill(pid, 0); return true } catch (error) { return error.code === 'EPERM' }
}

if (isStarted(import.meta)) {
  if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))
  const args = process.argv.slice(2)
  const onlyStale = args.includes('--stale')
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const unknown = wanted.find((name) => !parts[name])
  if (unknown) fail(`There is no part ${unknown} to build; the parts are ${allParts.join(', ')}.`, 64)
  if (!fs.existsSync(path.join(root, 'node_modules', 'vite'))) fail('Dependencies are missing here: run npm ci first.')
  fs.mkdirSync(out, { recursive: true })
  await locked(async () => {
    const names = wanted.length > 0 ? wanted : allParts
    for (const name of onlyStale ? staleParts(names) : names) {
      const from = performance.now()
      await build(name, onlyStale)
      console.log(`built ${name} in ${((performance.now() - from) / 1000).toFixed(1)} s`)
    }
  }).catch((error) => fail(`The build failed: ${error.message}`))
}
