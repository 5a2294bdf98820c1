import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diagnosticsPage } from './page'

const file = join(import.meta.dirname, '../../docs/diagnostics.md')

test('docs/diagnostics.md is what the catalogue and the checker make', () => {
  const page = diagnosticsPage()
  if (process.env['REHEARSAL_WRITE_PAGE'] === '1') writeFileSync(file, page)
  expect(readFileSync(file, 'utf8')).toBe(page)
})
