import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { repository } from './folders'

export interface Bundle {
  readonly folder: string
  readonly remove: () => void
}

/** Programs of this checkout for a process of their own, `NAME.cjs` each, below the checkout so that the SQLite addon is found. */
export async function bundle(entries: Readonly<Record<string, string>>): Promise<Bundle> {
  mkdirSync(path.join(repository, '.cache'), { recursive: true })
  const folder = mkdtempSync(path.join(repository, '.cache', 'bundle-'))
  await build({
    root: repository, configFile: path.join(repository, 'main/vite.config.mts'), mode: 'test', logLevel: 'error',
    build: { outDir: folder, sourcemap: false, rolldownOptions: { input: { ...entries }, output: { entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' } } },
  })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
