import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppEvent, Reply } from '../../shared/ipc/contract'
import type { AppState, Page as ViewPage, ActionRow, RunView, SecretView, SystemView } from '../../shared/ipc/views'
import { launch, whyNoEngineInElectron, whyNoWindow, type Launched } from '../support/electron'
import { skipBecause } from '../support/skip'

/** What the page's side of a test may use. */
interface TestedPage {
  readonly rehearsal: { request(name: string, input: unknown): Promise<Reply<unknown>>; drop(files: readonly unknown[]): Promise<Reply<unknown>>; onEvent(listener: (event: AppEvent) => void): () => void }
  seen: { readonly at: number; readonly event: AppEvent }[]
}

let launched: Launched

async function start(engine: 'node' | 'electron' = 'node'): Promise<void> {
  launched = await launch({ engine })
  await launched.window.evaluate(() => {
    const page = globalThis as unknown as TestedPage
    page.seen = []
    page.rehearsal.onEvent((event) => page.seen.push({ at: performance.now(), event }))
  })
}

/** A request as the page makes it, whatever the answer. */
function request(name: string, input: unknown): Promise<Reply<unknown>> {
  return launched.window.evaluate(([n, i]) => (globalThis as unknown as TestedPage).rehearsal.request(n as string, i), [name, input])
}

/** A request that is answered. */
async function ask<T>(name: string, input: unknown = {}): Promise<T> {
  const reply = await request(name, input)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  return reply.value as T
}

/** The end of a piece of work, whether it comes yet or came already. */
async function ended(work: number): Promise<{ readonly at: number; readonly event: Extract<AppEvent, { kind: 'workFinished' }> }> {
  const handle = await launched.window.waitForFunction((wanted) =>
    (globalThis as unknown as TestedPage).seen.find(({ event }) => event.kind === 'workFinished' && event.work === wanted), work, { timeout: 30_000 })
  return await handle.jsonValue() as never
}

/** The sample as the first start leaves it: open, and its systems read. */
async function sampleRead(): Promise<AppState> {
  const state = await ask<AppState>('app.state')
  if (state.work) await ended(state.work.work)
  return state
}

async function rehearse(): Promise<number> {
  const { work } = await ask<{ work: number }>('work.rehearse', { configuration: 'draft', type: 'initial', now: '2026-11-21T06:00:00Z', keep: true })
  return work
}

const inWindow = skipBecause(whyNoWindow())

inWindow.describe('the window', () => {
  beforeEach(() => start())
  afterEach(() => launched.close())

  test('opens the sample company at the first start, with its systems read', async () => {
    const state = await sampleRead()
    expect(await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))).toEqual([true])
    expect(state.project).toMatchObject({ saved: { sample: true }, draft: {} })
    const systems = await ask<readonly SystemView[]>('systems.list')
    expect(systems.every(({ lastRead }) => lastRead?.complete === true)).toBe(true)
    expect(await ask('runs.list')).toEqual([])
  })

  test('gives its page a bridge of three functions, and nothing of Node or Electron', async () => {
    const found = await launched.window.evaluate(() => {
      const page = globalThis as unknown as Record<string, unknown>
      return { bridge: Object.entries(page['rehearsal'] as object).map(([name, value]) => `${name}: ${typeof value}`), rest: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in page) }
    })
    expect(found).toEqual({ bridge: ['request: function', 'drop: function', 'onEvent: function'], rest: [] })
  })

  test('serves its page under a policy that refuses inline scripts and everything from outside', async () => {
    const policy = await launched.window.evaluate(async () => (await fetch('app://rehearsal/index.html')).headers.get('content-security-policy'))
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    const ran = await launched.window.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.inlineRan = true'
      document.head.append(script)
      return 'inlineRan' in globalThis
    })
    expect(ran).toBe(false)
    const outside = await launched.window.evaluate(() => fetch('https://example.org/').then(() => 'reached', () => 'refused'))
    expect(outside).toBe('refused')
  })

  test.each(['app://rehearsal/../main/main.cjs', 'app://rehearsal/..%2fmain%2fmain.cjs', 'app://rehearsal/nothing.html'])('does not serve %s', async (url) => {
    expect(await launched.window.evaluate((address) => fetch(address).then((response) => response.status, () => 0), url)).not.toBe(200)
  })

  test('goes nowhere, opens nothing and downloads nothing', async () => {
    const opened = await launched.window.evaluate(() => globalThis.open('https://example.org/') === null)
    expect(opened).toBe(true)
    await launched.window.evaluate(() => { location.href = 'https://example.org/' })
    await launched.window.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'data:text/plain,x', download: 'x.txt' })
      document.body.append(link)
      link.click()
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(launched.window.url()).toMatch(/^app:\/\/rehearsal\//)
    expect(launched.app.windows()).toHaveLength(1)
    const permission = await launched.window.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)
    expect(permission).toBe('denied')
  })

  test('refuses names and inputs that the contract does not have, and to keep a password where no key ring is open', async () => {
    expect(await request('__proto__', {})).toMatchObject({ ok: false, error: { code: 'refused' } })
    expect(await request('plan.actions', { run: 1, offset: 0, limit: 1e9 })).toMatchObject({ ok: false, error: { code: 'refused', context: { path: 'limit' } } })
    expect(await request('project.openRecent', { folder: '/etc' })).toMatchObject({ ok: false, error: { code: 'refused' } })
    const madeUp = await launched.window.evaluate(() => (globalThis as unknown as TestedPage).rehearsal.drop([new File(['a,b'], '/etc/passwd.csv')]))
    expect(madeUp).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringMatching(/^What was dropped is no file of this computer/) } })
    expect(await request('project.createFromFiles', { source: ['/etc/passwd'], target: ['/etc/group'] })).toMatchObject({ ok: false, error: { code: 'refused' } })
    const { project } = await sampleRead()
    expect(await request('secrets.keep', { system: 'workday', secret: 'hunter2' })).toMatchObject({ ok: false, error: { code: 'refused' } })
    if (process.platform !== 'linux') return // elsewhere the operating system's own store is always open
    if (!project) throw new Error('The sample is not open.')
    const directory = { id: 'live', name: 'Live directory', settings: { kind: 'ldap', url: 'ldaps://127.0.0.1:9', baseDn: 'dc=example', bindDn: 'cn=reader', passwordFrom: 'store:live' } }
    await ask('project.saveDraft', { document: { ...project.document, systems: [...project.document.systems, directory] } })
    const { kept, refusal } = await ask<SecretView>('secrets.state', { system: 'live' })
    expect({ kept, refusal }).toEqual({ kept: false, refusal: expect.stringMatching(/^No password can be kept here, because no key ring [^.]*\.$/) })
    expect(await request('secrets.keep', { system: 'live', secret: 'hunter2' })).toMatchObject({ ok: false, error: { code: 'refused', message: refusal } })
    const { work } = await ask<{ work: number }>('work.import', { system: 'live' })
    expect((await ended(work)).event.outcome).toMatchObject({ kind: 'failed', code: 'secretMissing' })
    const written = readdirSync(launched.userData, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name))
    expect(written.filter((file) => readFileSync(file).includes('hunter2'))).toEqual([])
  })

  test('remembers settings, and its zoom follows them', async () => {
    expect(await ask('app.saveSettings', { theme: 'dark', zoomPercent: 125, keys: { details: 'Ctrl+D' } })).toMatchObject({ theme: 'dark', zoomPercent: 125, density: 'default', keys: { details: 'Ctrl+D' } })
    const main = await launched.app.evaluate(({ BrowserWindow, nativeTheme }) => ({ zoom: BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(), theme: nativeTheme.themeSource }))
    expect(main).toEqual({ zoom: 1.25, theme: 'dark' })
  })

  test('rehearses while pages are asked for, and tells how far it is at most ten times a second, and how each step ended', async () => {
    await sampleRead()
    const work = await rehearse()
    expect(await request('work.rehearse', { configuration: 'draft', keep: true })).toMatchObject({ ok: false, error: { code: 'jobRunning' } })
    expect(await ask('systems.rows', { system: 'workday', type: 'worker', offset: 0, limit: 50 })).toMatchObject({ offset: 0 })
    const { event } = await ended(work)
    expect(event.outcome).toMatchObject({ kind: 'rehearsed', run: 1 })
    const progress = await launched.window.evaluate((wanted) => (globalThis as unknown as TestedPage).seen.flatMap(({ event: e, at }) => (e.kind === 'workProgress' && e.work === wanted ? [{ at, step: `${e.progress.step} ${e.progress.label} ${String(e.progress.round)}` }] : [])), work)
    const underWay = progress.filter(({ step }, i) => step === progress[i + 1]?.step)
    expect(underWay.length).toBeGreaterThan(0)
    for (let i = 10; i < underWay.length; i++) expect((underWay[i]?.at ?? 0) - (underWay[i - 10]?.at ?? 0)).toBeGreaterThan(900)
    const run = (await ask<readonly RunView[]>('runs.list'))[0]
    const page = await ask<ViewPage<ActionRow>>('plan.actions', { run: 1, offset: 0, limit: 100 })
    expect(page.total).toBe((run?.jobs ?? []).reduce((sum, { sourceObjects, goneFromSource }) => sum + sourceObjects + goneFromSource, 0))
  })

  test('ends a rehearsal within 250 ms of a cancel, and nothing of it stays', async () => {
    await sampleRead()
    const work = await rehearse()
    const asked = await launched.window.evaluate(async (wanted) => {
      await new Promise((resolve) => setTimeout(resolve, 150))
      const at = performance.now()
      await (globalThis as unknown as TestedPage).rehearsal.request('work.cancel', { work: wanted })
      return at
    }, work)
    const { at, event } = await ended(work)
    expect(event.outcome.kind).toBe('cancelled')
    expect(at - asked).toBeLessThan(250)
    expect((await ask<readonly RunView[]>('runs.list')).filter(({ status }) => status === 'done')).toEqual([])
    expect((await ended(await rehearse())).event.outcome.kind).toBe('rehearsed')
  })

  test('says so when its engine dies, and goes on with a new one', async () => {
    await sampleRead()
    const work = await rehearse()
    killChildren(launched.app.process().pid ?? 0, 'job-process')
    expect((await ended(work)).event.outcome).toMatchObject({ kind: 'failed', code: 'engineStopped' })
    expect((await ended(await rehearse())).event.outcome.kind).toBe('rehearsed')
  })
})

const withElectronEngine = skipBecause(whyNoEngineInElectron())

withElectronEngine.describe('the window, with its engine in Electron as it is installed', () => {
  beforeEach(() => start('electron'))
  afterEach(() => launched.close())

  test('reads, rehearses, shows and cancels', async () => {
    await sampleRead()
    expect((await ended(await rehearse())).event.outcome).toMatchObject({ kind: 'rehearsed', run: 1 })
    expect((await ask<ViewPage<ActionRow>>('plan.actions', { run: 1, kinds: ['create'], offset: 0, limit: 5 })).rows).toHaveLength(5)
    const work = await rehearse()
    await ask('work.cancel', { work })
    expect((await ended(work)).event.outcome.kind).toBe('cancelled')
  })

  test('says so when its engine dies, and goes on with a new one', async () => {
    await sampleRead()
    const work = await rehearse()
    await launched.app.evaluate(({ app }) => {
      const engine = app.getAppMetrics().find(({ name, serviceName }) => [name, serviceName].includes('rehearsal-job-process'))
      if (engine) process.kill(engine.pid, 'SIGKILL')
    })
    expect((await ended(work)).event.outcome).toMatchObject({ kind: 'failed', code: 'engineStopped' })
    expect((await ended(await rehearse())).event.outcome.kind).toBe('rehearsed')
  })
})

/** Ends the children of a process whose command line names the script; Linux and macOS. */
function killChildren(parent: number, script: string): void {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const found = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((match) => Number(match?.[2]) === parent && match?.[3]?.includes(script))
  expect(found).not.toHaveLength(0)
  for (const match of found) process.kill(Number(match?.[1]), 'SIGKILL')
}
