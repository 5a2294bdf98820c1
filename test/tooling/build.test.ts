import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { repository } from '../support/folders'

const out = path.join(repository, 'out')

beforeAll(() => {
  const built = spawnSync(process.execPath, [path.join(repository, 'scripts', 'build.mjs'), '--stale'], { encoding: 'utf8' })
  expect(built.status, built.stderr).toBe(0)
})

test.each(['main/main.cjs', 'main/cli.cjs', 'main/run-command-line.cjs', 'main/job-process.cjs', 'main/view-process.cjs', 'main/read-worker.cjs', 'main/write-worker.cjs', 'main/compare-worker.cjs', 'main/column-worker.cjs', 'preload/index.cjs', 'renderer/index.html'])(
  '%s is built',
  (file) => expect(existsSync(path.join(out, file))).toBe(true),
)

test('the main process opens no database: nothing that it loads asks for SQLite', () => {
  expect(packagesLoadedBy(path.join(out, 'main', 'main.cjs'))).not.toContain('better-sqlite3')
  expect(packagesLoadedBy(path.join(out, 'main', 'job-process.cjs'))).toContain('better-sqlite3')
})

test('the preload is one file that asks for Electron alone, because a sandboxed preload can require no other', () => {
  expect(packagesLoadedBy(path.join(out, 'preload', 'index.cjs'))).toEqual(['electron'])
})

test('the command line needs no Electron', () => {
  expect(packagesLoadedBy(path.join(out, 'main', 'cli.cjs'))).not.toContain('electron')
})

/** What a bundle and its chunks require, at once or later, without Node's own modules. Sorted. */
function packagesLoadedBy(entry: string): string[] {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const follow = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/\b(?:require|import)\(["'`]([^"'`\s]+)["'`]\)/g)) {
      if (name.startsWith('.') && name.endsWith('.cjs')) follow(path.resolve(path.dirname(file), name))
      else if (!name.startsWith('.') && !isBuiltin(name)) packages.add(name)
    }
  }
  follow(entry)
  return [...packages].sort()
}
