import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectSchemaText } from '../../../main/project/project-schema'

const published = join(import.meta.dirname, '../../../rehearsal.schema.json')

test('the published JSON Schema is what the declarations make', async () => {
  expect(await readFile(published, 'utf8')).toBe(projectSchemaText())
})

test('the JSON Schema allows $schema, names the required keys and refuses others', () => {
  const schema: unknown = JSON.parse(projectSchemaText())
  expect(schema).toMatchObject({
    type: 'object', required: ['formatVersion', 'name', 'systems', 'jobs'], additionalProperties: false,
    properties: { $schema: { type: 'string' } },
  })
})
