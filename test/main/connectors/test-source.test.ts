import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testDirectory, testFiles } from '../../../main/connectors/test-source'
import { temporaryFolder } from '../../support/folders'

const signal = new AbortController().signal
const CSV = 'id;name;mail\n1;Ada Berg;ada@example.com\n2;Bo Lind;bo@example.com\n'

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}

test('a file is said to be there, what it is, whether it has a header, and how many rows were read', async () => {
  const folder = folderWith({ 'hr.csv': CSV })
  const { steps, inspected } = await testFiles(['hr.csv'], { folder, signal })
  expect(steps).toEqual([
    { layer: 'file', status: 'ok', text: 'hr.csv can be read: 65 bytes.' },
    { layer: 'format', status: 'ok', text: 'It is delimited text in UTF-8, separated by semicolons.' },
    { layer: 'header', status: 'ok', text: 'A header names 3 columns.' },
    { layer: 'sample', status: 'ok', text: 'Read all 2 rows.' },
  ])
  expect(inspected?.objectTypes).toMatchObject([{ name: 'row', count: 2, suggestedAnchor: 'id' }])
})

test('of a long file the first 1,000 rows are read, and what is odd among them is said with its line', async () => {
  const rows = Array.from({ length: 1200 }, (_, i) => `${String(i)};Person ${String(i)}${i === 4 ? '' : ';x@example.com'}`)
  const folder = folderWith({ 'hr.csv': `id;name;mail\n${rows.join('\n')}\n` })
  const { steps } = await testFiles(['hr.csv'], { folder, signal })
  expect(steps.at(-1)).toMatchObject({ layer: 'sample', status: 'warning', text: expect.stringMatching(/^Read the first 1,000 rows\. 1 remark, the first at hr\.csv line 6: /u) as string })
})

test.each([
  ['a file that is not there', {}, 'file', /does not exist/u],
  ['a file without content', { 'hr.csv': '' }, 'sample', /nothing|empty|no row/iu],
  ['a format that is not read', { 'hr.csv': '<?xml version="1.0"?><a/>' }, 'format', /which is not read yet/u],
] as const)('%s fails where it does, with a sentence', async (_what, files, layer, sentence) => {
  const { steps, inspected } = await testFiles(['hr.csv'], { folder: folderWith(files), signal })
  const failed = steps.filter(({ status }) => status === 'failed')
  expect(failed).toEqual([{ layer, status: 'failed', text: expect.stringMatching(sentence) as string }])
  expect(inspected).toBeUndefined()
})

test('what was said otherwise than detected counts, and a file without a header is doubted', async () => {
  const folder = folderWith({ 'hr.csv': CSV })
  const { steps, inspected } = await testFiles(['hr.csv'], { folder, signal, rules: { header: false, delimiter: ',' } })
  expect(steps[1]?.text).toBe('It is delimited text in UTF-8, separated by commas.')
  expect(steps[2]).toMatchObject({ layer: 'header', status: 'warning' })
  expect(inspected?.objectTypes[0]?.count).toBe(3)
})

test('another format in the place of a system\'s file is refused', async () => {
  const folder = folderWith({ 'hr.csv': 'dn: cn=a,dc=example\nobjectClass: person\ncn: a\n' })
  const { steps } = await testFiles(['hr.csv'], { folder, signal, kept: { kind: 'delimited', paths: ['hr.csv'], anchor: 'id' } })
  expect(steps[1]).toEqual({ layer: 'format', status: 'failed', text: 'hr.csv is LDIF now, and this system is read as delimited text; put the right file in its place.' })
})

test('a column that is gone from a system\'s file is a failure of the sample', async () => {
  const { steps } = await testFiles(['hr.csv'], { folder: folderWith({ 'hr.csv': CSV }), signal, kept: { kind: 'delimited', paths: ['hr.csv'], anchor: 'badge' } })
  expect(steps.at(-1)).toMatchObject({ layer: 'sample', status: 'failed', text: expect.stringContaining('badge') as string })
})

test('a directory without a listener fails at its port; a password that is missing is not asked for before', async () => {
  const { steps, inspected } = await testDirectory(
    { kind: 'ldap', url: 'ldap://127.0.0.1:1', baseDn: 'dc=example', bindDn: 'cn=reader', timeoutMs: 2000 }, Promise.reject(new Error('never asked')), { folder: temporaryFolder(), signal },
  )
  expect(steps.map(({ layer, status }) => `${layer} ${status}`)).toEqual(['name ok', 'port failed', 'tls skipped', 'certificate skipped', 'bind skipped', 'base skipped', 'sample skipped'])
  expect(inspected).toBeUndefined()
})

test('a test that was ended before it began is cancelled', async () => {
  const ended = AbortSignal.abort()
  await expect(testDirectory({ kind: 'ldap', url: 'ldap://127.0.0.1:1', baseDn: '' }, Promise.resolve(undefined), { folder: temporaryFolder(), signal: ended })).rejects.toMatchObject({ code: 'cancelled' })
  await expect(testFiles(['hr.csv'], { folder: folderWith({ 'hr.csv': CSV }), signal: ended })).rejects.toMatchObject({ code: 'cancelled' })
})
