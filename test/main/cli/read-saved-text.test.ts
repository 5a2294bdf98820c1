import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSavedText } from '../../../main/cli/read-saved-text'
import { temporaryFolder } from '../../support/folders'

const TEXT = '{ "name": "Zoë Łoś" }'

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16, as Windows PowerShell writes it', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16, the other way round', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
])('a text is read that was saved as %s', async (_, bytes) => {
  const file = join(temporaryFolder(), 'schema.json')
  writeFileSync(file, bytes)
  expect(await readSavedText(file)).toBe(TEXT)
})
