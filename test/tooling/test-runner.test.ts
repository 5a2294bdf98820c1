import { spawnSync } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { repository } from '../support/folders'
import { plantedProject, type Planted } from '../support/planted'

let planted: Planted | undefined
afterEach(() => planted?.remove())

const passing = "import { expect, test } from 'vitest'\n\ntest('adds', () => expect(1 + 1).toBe(2))\n"
const entries = { 'main/cli/cli.ts': 'export {}\n', 'main/preload.ts': 'export {}\n', 'renderer/index.html': '<!doctype html><title>planted</title>\n' }

test('every way to fail is counted, skipped tests have their reason, and the last line is the sum', () => {
  const { status, lines } = runTests({
    ...entries,
    'test/passing.test.ts': passing,
    'test/failing.test.ts': "import { expect, test } from 'vitest'\n\ntest('adds', () => expect(1 + 1).toBe(3))\n",
    'test/broken.test.ts': "import './nowhere'\n",
    'test/skipping.test.ts': "import { skipBecause } from './support/skip'\n\nskipBecause('there is no moon').test('waxes', () => {})\n",
  })
  expect(lines).toContain('  test/skipping.test.ts > waxes: there is no moon')
  expect(lines.join('\n')).toMatch(/ {2}test\/broken\.test\.ts could not be run: .*nowhere/)
  expect(lines.at(-1)).toBe('1 passed, 2 failed, 1 skipped')
  expect(status).toBe(1)
})

test('what passes, passes', () => {
  const { status, lines } = runTests({ ...entries, 'test/passing.test.ts': passing })
  expect(lines.at(-1)).toBe('1 passed, 0 failed')
  expect(status).toBe(0)
})

test('a suite without tests is a failure', () => {
  const { status, lines } = runTests(entries)
  expect(lines).toContain('  unit holds no test')
  expect(lines.at(-1)).toBe('0 passed, 1 failed')
  expect(status).toBe(1)
})

test('a build that fails is a failure', () => {
  const { status, lines } = runTests({ ...entries, 'main/cli/cli.ts': "import './nowhere'\n", 'test/passing.test.ts': passing })
  expect(lines.at(-1)).toBe('1 passed, 1 failed')
  expect(status).toBe(1)
})

test('an error outside of any test is a failure', () => {
  const stray = "import { test } from 'vitest'\n\ntest('goes', () => { setTimeout(() => { throw new Error('stray') }) ; return new Promise((resolve) => setTimeout(resolve, 50)) })\n"
  const { status, lines } = runTests({ ...entries, 'test/stray.test.ts': stray })
  expect(lines.at(-1)).toBe('1 passed, 1 failed')
  expect(status).toBe(1)
})

/** `npm test -- --project unit` in a small project with this one's scripts. */
function runTests(files: Readonly<Record<string, string>>): { readonly status: number | null; readonly lines: readonly string[] } {
  planted = plantedProject(files)
  for (const file of ['scripts', 'main/vite.config.mts', 'renderer/vite.config.mts', 'vitest.config.mts', 'test/support/skip.ts']) {
    cpSync(path.join(repository, file), path.join(planted.folder, file), { recursive: true })
  }
  symlinkSync(path.join(repository, 'node_modules'), path.join(planted.folder, 'node_modules'), 'junction')
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|FORCE_COLOR)/.test(name)))
  // The window's tests are another suite: no Electron is asked for, and none is fetched.
  const { status, stdout } = spawnSync(process.execPath, ['scripts/test.mjs', '--project', 'unit'], {
    cwd: planted.folder, env: { ...env, NO_COLOR: '1', ELECTRON_OVERRIDE_DIST_PATH: planted.folder }, encoding: 'utf8',
  })
  return { status, lines: stdout.trimEnd().split('\n') }
}
