import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readImportedSchema, saveImportedSchema } from '../../../main/project/imported-schema-file'
import type { ImportedSchema } from '../../../shared/schema/imported-schema'

let folder: string
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'imported-')) })
afterEach(async () => { await rm(folder, { recursive: true, force: true }) })

test('an imported document comes back as it was, keys in their order', async () => {
  const imported: ImportedSchema = { formatVersion: '1.0', jobs: { j: { rule: 'r', objectMappings: { m: 0 } } }, schema: { version: '1', oddity: { b: 1, a: 2 }, id: 'x', synchronizationRules: [] } }
  await saveImportedSchema(folder, imported)
  expect(JSON.stringify(await readImportedSchema(folder))).toBe(JSON.stringify(imported))
})

test('there is none in a project that was not imported', async () => {
  expect(await readImportedSchema(folder)).toBeUndefined()
})

test('a broken one is answered with its line', async () => {
  await writeFile(join(folder, 'imported-schema.json'), '{\n "jobs": }')
  await expect(readImportedSchema(folder)).rejects.toMatchObject({ code: 'schemaInvalid', context: { line: 2 } })
})

test('another document in its place is refused', async () => {
  await writeFile(join(folder, 'imported-schema.json'), '{"formatVersion": "1.0", "jobs": [], "schema": {}}')
  await expect(readImportedSchema(folder)).rejects.toMatchObject({ code: 'schemaInvalid' })
})
