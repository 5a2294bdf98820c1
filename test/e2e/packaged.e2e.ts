import { getCurrentFuseWire, FuseV1Options, FuseState } from '@electron/fuses'
import { listPackage } from '@electron/asar'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RehearsalBridge } from '../../shared/ipc/contract'
import { whyNoEngineInElectron } from '../support/electron'
import { removableFolder, repository } from '../support/folders'
import { skipBecause } from '../support/skip'

const why = process.platform === 'linux' ? whyNoEngineInElectron() : 'the smoke package is made for Linux'

skipBecause(why).describe('the packaged application', () => {
  const folder = removableFolder()
  const application = path.join(folder.path, 'linux-unpacked', 'rehearsal-app')
  const program = path.join(folder.path, 'linux-unpacked', 'rehearsal')
  const resources = path.join(folder.path, 'linux-unpacked', 'resources')
  let running: ChildProcess | undefined

  beforeAll(() => {
    const packed = spawnSync(process.execPath, ['scripts/dist.mjs', '--carried', '--linux', 'dir', `-c.directories.output=${folder.path}`], { cwd: repository, encoding: 'utf8' })
    expect(packed.status, packed.stdout + packed.stderr).toBe(0)
  }, 180_000)
  afterAll(() => {
    running?.kill('SIGKILL')
    folder.remove()
  })

  test('holds what it runs and nothing else', () => {
    const files = listPackage(path.join(resources, 'app.asar'), { isPack: false })
    expect(files).toEqual(expect.arrayContaining(['/out/main/main.cjs', '/out/main/run-command-line.cjs', '/out/main/job-process.cjs', '/out/main/read-worker.cjs', '/out/preload/index.cjs', '/out/renderer/index.html']))
    expect(files.filter((file) => /\.map$|\.ts$|^\/(test|scripts|shared)\//.test(file) && !file.startsWith('/node_modules/'))).toEqual([])
    expect(files.filter((file) => /^\/node_modules\/(@[^/]+\/)?[^/]+$/.test(file))).toEqual(['/node_modules/better-sqlite3'])
    expect(readdirSync(path.join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds'))).toEqual(['linux-x64.node'])
    expect(readdirSync(resources)).not.toContain('default_app.asar')
  })

  test('has every way closed that would have it run other code', async () => {
    const fuses = await getCurrentFuseWire(application)
    const on = [FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar]
    const off = [
      FuseV1Options.RunAsNode, FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseV1Options.EnableNodeCliInspectArguments, FuseV1Options.GrantFileProtocolExtraPrivileges,
    ]
    expect(on.map((fuse) => fuses[fuse])).toEqual(on.map(() => FuseState.ENABLE))
    expect(off.map((fuse) => fuses[fuse])).toEqual(off.map(() => FuseState.DISABLE))
  })

  test.each([
    { args: ['--version'], status: 0, stdout: /^\d+\.\d+\.\d+\n$/, stderr: /^$/ },
    { args: ['eval', '--expression', 'Join(" ", "é", "b")', '--json'], status: 0, stdout: /^\{\n {2}"value": "é b",[^]*\}\n$/, stderr: /^$/ },
    { args: ['cylce', 'project'], status: 64, stdout: /^$/, stderr: /^There is no command cylce; did you mean cycle\?/ },
    { args: ['check', 'nowhere'], status: 1, stdout: /^$/, stderr: /^nowhere is not there/ },
  ])('answers rehearsal $args on a machine without a display', ({ args, status, stdout, stderr }) => {
    expect(rehearsal(args)).toEqual({ status, stdout: expect.stringMatching(stdout), stderr: expect.stringMatching(stderr) })
  })

  test('runs a cycle without a display, in the folder where the person stands', () => {
    writeFileSync(path.join(folder.path, 'hr.csv'), 'employeeId,mail\n1,ada@example.com\n2,ben@example.com\n')
    writeFileSync(path.join(folder.path, 'directory.ldif'), 'dn: uid=1,dc=example\nobjectClass: inetOrgPerson\nuid: 1\nemployeeNumber: 1\nmail: old@example.com\n')
    expect(rehearsal(['init', 'project', '--source', 'hr.csv', '--target', 'directory.ldif', '--match', 'employeeId=employeeNumber'])).toMatchObject({ status: 0, stderr: '' })
    const cycle = rehearsal(['cycle', 'project', '--type=initial', '--json'])
    expect(cycle).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(cycle.stdout)).toMatchObject({ type: 'initial', jobs: [{ sourceObjects: 2, matched: 1, unmatched: 1 }] })
  })

  function rehearsal(args: readonly string[]) {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder.path, encoding: 'utf8', env: { ...env, XDG_CONFIG_HOME: path.join(folder.path, 'config') } })
    return { status, stdout, stderr }
  }

  test('opens its window and answers it', async () => {
    // Closed to --inspect, so it is driven over Chromium's own protocol.
    const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    running = spawn(program, [...flags, '--remote-debugging-port=0', `--user-data-dir=${path.join(folder.path, 'user-data')}`], {
      stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, XDG_CONFIG_HOME: path.join(folder.path, 'config') },
    })
    const browser = await chromium.connectOverCDP(await debuggerAddress(running))
    const page = browser.contexts()[0]?.pages()[0] ?? await browser.contexts()[0]!.waitForEvent('page')
    await page.waitForLoadState()
    expect(page.url()).toMatch(/^app:\/\/rehearsal\//)
    const reply = await page.evaluate(() => (window as unknown as { rehearsal: RehearsalBridge }).rehearsal.request('app.state', {}))
    expect(reply, JSON.stringify(reply)).toMatchObject({ ok: true })
    await browser.close()
  })
})

function debuggerAddress(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    program.stderr?.on('data', (part: Buffer) => {
      text += part.toString()
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
      if (address) resolve(address)
    })
    program.on('exit', (status) => reject(new Error(`it ended with ${status}:\n${text}`)))
  })
}
