import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { CONTENT_SECURITY_POLICY, resolveAppFile } from '../../main/protocol/app-file'
import { repository } from './folders'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Why no current Chromium can show the window here, or `undefined`: `skipBecause(whyNoChromium())`. */
export function whyNoChromium(): string | undefined {
  return places.some((place) => existsSync(place)) ? undefined : `there is no Chromium at ${places.join(', ')}`
}

export interface Shown {
  readonly page: Page
  /** What the page wrote to its console as an error, and what it did not catch. */
  readonly problems: readonly string[]
  close(): Promise<void>
}

/** One browser and one server for all tests of a file; they end with its process. */
let started: Promise<{ readonly browser: Browser; readonly address: string }> | undefined

async function start(): Promise<{ readonly browser: Browser; readonly address: string }> {
  const server = await serveWindow()
  server.unref()
  const browser = await chromium.launch({
    executablePath: places.find((place) => existsSync(place)) ?? 'chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  return { browser, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

/**
 * Shows the built window in the system's Chromium, which is newer than the Electron that tests run on, with storage of its own.
 * `bridge` is the text of a script that sets `window.rehearsal`, run before the window's own; it stands for the preload and main.
 */
export async function showInChromium(bridge: string): Promise<Shown> {
  started ??= start()
  const { browser, address } = await started
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
  page.on('pageerror', (error) => problems.push(String(error)))
  await page.addInitScript({ content: bridge })
  await page.goto(address)
  return { page, problems, close: () => context.close() }
}

/** The files that the application serves itself as `app://rehearsal/…`, with the same policy. */
async function serveWindow(): Promise<Server> {
  const root = path.join(repository, 'out', 'renderer')
  const server = createServer((request, response) => {
    const file = resolveAppFile(root, `app://rehearsal${request.url ?? '/'}`)
    const refuse = () => response.writeHead(404).end()
    if (file === undefined) {
      refuse()
      return
    }
    readFile(file.path).then(
      (bytes) => response.writeHead(200, { 'Content-Type': file.mimeType, 'Content-Security-Policy': CONTENT_SECURITY_POLICY }).end(bytes),
      refuse,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
