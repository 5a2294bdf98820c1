import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { repository } from './folders'

/** A small project with this one's configuration, in which offences can be planted. Below the checkout, so packages are found. */
export interface Planted {
  readonly folder: string
  write(file: string, text: string): void
  remove(): void
}

interface Gate {
  readonly name: string
  readonly check: (folder: string) => Promise<{ readonly passed: boolean; readonly text: string }>
}

const configuration = [
  'tsconfig.json', 'tsconfig.base.json', 'shared/tsconfig.json', 'main/tsconfig.json', 'renderer/tsconfig.json', 'test/tsconfig.json',
  'main/raw-imports.d.ts', 'eslint.config.js', '.dependency-cruiser.cjs',
]

export function plantedProject(sources: Readonly<Record<string, string>>): Planted {
  mkdirSync(path.join(repository, '.cache'), { recursive: true })
  const folder = mkdtempSync(path.join(repository, '.cache', 'planted-'))
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  for (const file of configuration) cpSync(path.join(repository, file), path.join(folder, file))
  const { knip } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'))
  write('package.json', JSON.stringify({ name: 'planted', knip }))
  for (const [file, text] of Object.entries(sources)) write(file, text)
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A gate of `npm run check`, as that runs it. */
export async function gate(name: string): Promise<Gate['check']> {
  const { gates } = (await import(pathToFileURL(path.join(repository, 'scripts', 'gates.mjs')).href)) as { gates: readonly Gate[] }
  const found = gates.find((candidate) => candidate.name === name)
  if (!found) throw new Error(`there is no gate ${name}`)
  return found.check
}
