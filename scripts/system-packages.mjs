// What Debian and Ubuntu have to provide: which packages are missing, and getting them where that is possible.
import { spawnSync } from 'node:child_process'
import { capture, run } from './support.mjs'

/** Each by its names on different releases; the first that the release knows is taken. */
export const windowPackages = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libdrm2'],
  ['libxss1'],
  ['libcups2t64', 'libcups2'],
  ['fonts-dejavu-core'],
]
export const testPackages = [['xvfb'], ['xauth'], ...windowPackages, ['chromium'], ['slapd'], ['ldap-utils'], ['openssl']]

const answers = (command, args) => spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })

export function hasCommand(command) {
  return answers('sh', ['-c', `PATH="$PATH:/usr/sbin:/sbin" command -v ${command}`]).status === 0
}

export const isDebian = () => process.platform === 'linux' && answers('dpkg-query', ['--version']).status === 0

/** The packages of a list that are not installed, each with its possible names. */
export function missingPackages(packages) {
  const { stdout = '' } = answers('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...packages.flat()])
  const installed = new Set(stdout.split('\n').filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]))
  return packages.filter((names) => !names.some((name) => installed.has(name)))
}

/** The name under which this release has each package; packages that it does not have are left out. */
function namesHere(packages) {
  return packages.map((names) => names.find((name) => answers('apt-cache', ['madison', name]).stdout?.includes(name))).filter(Boolean)
}

/** One line to paste that installs what is missing, or `undefined` where nothing is or this is no Debian. */
export function installLine(packages) {
  if (!isDebian()) return undefined
  const missing = missingPackages(packages)
  if (missing.length === 0) return undefined
  const known = namesHere(missing)
  const names = known.length > 0 ? known : missing.map((alternatives) => alternatives.at(-1)) // the lists were never fetched
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`
}

/** Installs what is missing where this process may. Says what happened, and never throws: suites look for themselves. */
export async function installPackages(packages) {
  if (!isDebian()) return
  const missing = missingPackages(packages)
  if (missing.length === 0) return
  if (process.getuid() !== 0) {
    console.log(`Some system packages are missing, and the suites that need them will be skipped. To run them, first:\n  ${installLine(packages)}`)
    return
  }
  console.log(`Installing system packages: ${missing.map((names) => names.at(-1)).join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await capture('apt-get', ['update', '-q'], { env, timeout: 180_000 })
  if (updated.status !== 0) console.log(`apt-get update failed: ${lastLine(updated.stderr)}`)
  const names = namesHere(missing)
  const all = await install(names, env)
  if (all.status === 0) return
  console.log(`apt-get could not install them together (${lastLine(all.stderr)}); trying one by one.`)
  for (const name of names) {
    const { status, stderr } = await install([name], env)
    if (status !== 0) console.log(`  ${name}: ${lastLine(stderr)}`)
  }
}

const install = (names, env) => capture('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env, timeout: 600_000 })
const lastLine = (text) => text.trim().split('\n').at(-1)

/** The shared libraries that a program asks for and this machine lacks. Empty where that cannot be told. */
export function missingLibraries(program) {
  if (process.platform !== 'linux') return []
  const { stdout = '' } = answers('ldd', [program])
  return [...new Set([...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library))]
}

/** Waits for a program under a display of its own, so that tests neither need a screen nor disturb one. */
export function runWithDisplay(command, args, options) {
  if (process.platform !== 'linux' || !hasCommand('xvfb-run')) return run(command, args, options)
  return run('xvfb-run', ['-a', '-s', '-screen 0 1440x900x24', command, ...args], options)
}
