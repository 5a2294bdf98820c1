import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { gate, plantedProject, type Planted } from '../support/planted'

/** Passes every gate. Each project has a file, or its compiler would complain of that. */
const clean = {
  'shared/model/person.ts': 'export interface Person {\n  readonly name: string\n}\n\nexport function greet(person: Person): string {\n  return `Hello ${person.name}`\n}\n',
  'main/cli/cli.ts': "import { greet } from '../../shared/model/person'\n\nprocess.stdout.write(greet({ name: 'Ada' }))\n",
  'renderer/start.tsx': "import { greet } from '../shared/model/person'\n\ndocument.title = greet({ name: 'Ada' })\n",
  'test/person.test.ts': "import { greet } from '../shared/model/person'\n\nif (greet({ name: 'Ada' }) !== 'Hello Ada') throw new Error('wrong')\n",
}

let planted: Planted | undefined
afterEach(() => planted?.remove())

test.each(['types', 'boundaries', 'lint', 'unused'])('the gate of %s lets a clean project pass', async (name) => {
  planted = plantedProject(clean)
  const check = await gate(name)
  expect(await check(planted.folder)).toMatchObject({ passed: true })
})

test.each([
  { gate: 'types', because: 'shared/ has no Node', file: 'shared/x.ts', text: 'export const x = process.pid\n', says: /shared\/x\.ts.*'process'/ },
  { gate: 'types', because: 'shared/ has no document', file: 'shared/x.ts', text: 'export const x = document.title\n', says: /shared\/x\.ts.*'document'/ },
  { gate: 'types', because: 'main/ has no document', file: 'main/x.ts', text: 'export const x = document.title\n', says: /main\/x\.ts.*'document'/ },
  { gate: 'types', because: 'renderer/ has no Node', file: 'renderer/x.ts', text: 'export const x = process.pid\n', says: /renderer\/x\.ts.*'process'/ },
  {
    gate: 'types', because: 'a file outside of the project and its references', file: 'renderer/x.ts',
    text: "import '../main/cli/cli'\n", says: /renderer\/x\.ts.*TS6307|main\/cli\/cli\.ts.*not listed/s,
  },
  { gate: 'types', because: 'an index may be out of range', file: 'main/x.ts', text: 'export const x = (list: string[]): string => list[0]\n', says: /main\/x\.ts.*TS2322/ },
  {
    gate: 'types', because: 'absent is a missing key', file: 'main/x.ts',
    text: 'export const x: { a?: string } = { a: undefined }\n', says: /main\/x\.ts.*exactOptionalPropertyTypes/,
  },
  {
    gate: 'types', because: 'a test sees a wrong argument, too', file: 'test/x.test.ts',
    text: "import { greet } from '../shared/model/person'\n\ngreet(3)\n", says: /test\/x\.test\.ts.*TS2345/,
  },
])('the gate of types refuses: $because', async ({ gate: name, file, text, says }) => {
  planted = plantedProject({ ...clean, [file]: text })
  const check = await gate(name)
  const { passed, text: report } = await check(planted.folder)
  expect(report).toMatch(says)
  expect(passed).toBe(false)
})

test('the gate of lint refuses each of its offences', async () => {
  planted = plantedProject({
    ...clean,
    'main/floating.ts': 'async function later(): Promise<void> {\n  await Promise.resolve()\n}\n\nexport function now(): void {\n  later()\n}\n',
    'shared/any.ts': 'export function first(list: any): string {\n  return String(list)\n}\n',
    'shared/switch.ts': "export function name(kind: 'a' | 'b'): string {\n  switch (kind) {\n    case 'a': return 'A'\n  }\n  return ''\n}\n",
    'shared/default.ts': 'export default function nothing(): void {}\n',
    'shared/enum.ts': 'export enum Kind { One }\n',
    'shared/unsafe.ts': "export function parsed(): string {\n  return JSON.parse('1')\n}\n",
    'renderer/hook.tsx': "import { useState } from 'react'\n\nexport function Maybe({ on }: { on: boolean }) {\n  if (on) useState(1)\n  return null\n}\n",
    'renderer/effect.tsx': "import { useEffect } from 'react'\n\nexport function Shown({ on }: { on: boolean }) {\n  useEffect(() => { document.title = String(on) }, [])\n  return null\n}\n",
  })
  const check = await gate('lint')
  const { passed, text } = await check(planted.folder)
  const refusals = text.split(/\n(?=\/)/).map((block) => block.split('\n')).map(([file = '', ...lines]) => ({ file, lines: lines.join('\n') }))
  const of = (file: string) => refusals.find((refusal) => refusal.file.endsWith(file))?.lines
  expect(of('main/floating.ts')).toContain('no-floating-promises')
  expect(of('shared/any.ts')).toContain('Say what it is')
  expect(of('shared/switch.ts')).toContain('switch-exhaustiveness-check')
  expect(of('shared/default.ts')).toContain('Named exports only')
  expect(of('shared/enum.ts')).toContain('union of string literals')
  expect(of('shared/unsafe.ts')).toContain('no-unsafe-return')
  expect(of('renderer/hook.tsx')).toContain('rules-of-hooks')
  expect(of('renderer/effect.tsx')).toContain('exhaustive-deps')
  expect(passed).toBe(false)
})

test('the gate of unused code refuses a file, an export and a package that nothing uses', async () => {
  planted = plantedProject({
    ...clean,
    'shared/lonely.ts': 'export const lonely = 1\n',
    'shared/model/person.ts': `${clean['shared/model/person.ts']}\nexport function shun(person: Person): string {\n  return person.name\n}\n`,
  })
  const manifest = JSON.parse(readFileSync(path.join(planted.folder, 'package.json'), 'utf8'))
  planted.write('package.json', JSON.stringify({ ...manifest, devDependencies: { cmdk: '1.1.1' } }))
  const check = await gate('unused')
  const { passed, text } = await check(planted.folder)
  expect(text).toMatch(/Unused files[\s\S]*shared\/lonely\.ts/)
  expect(text).toMatch(/Unused exports[\s\S]*shun\b/)
  expect(text).toMatch(/Unused devDependencies[\s\S]*cmdk/)
  expect(passed).toBe(false)
})
