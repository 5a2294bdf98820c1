import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openConnection } from '../../../../main/connectors/ldap/connection'
import { targetOf } from '../../../../main/connectors/ldap/target'
import { type FakeDirectory, startFakeDirectory } from '../../../support/fake-directory'

let directory: FakeDirectory | undefined
afterEach(async () => {
  await directory?.stop()
  directory = undefined
})

const FOLDER = join(import.meta.dirname, '../../../../main/connectors/ldap')
/** Everything of the client library that may be named: the requests that change nothing, the encoding, the parts of a search. */
const ALLOWED = new Set(['BindRequest', 'SearchRequest', 'ExtendedRequest', 'UnbindRequest', 'PagedResultsControl', 'Control', 'Filter', 'SearchFilter', 'Message', 'Ber', 'BerReader', 'BerWriter'])

test('a connection offers signing in, searching and closing, and nothing behind them', async () => {
  directory = await startFakeDirectory()
  const connection = await openConnection(targetOf({ kind: 'ldap', url: directory.url, baseDn: '' }, '/'), new AbortController().signal)
  try {
    const names = new Set<string | symbol>()
    for (let level: object | null = connection; level !== null && level !== Object.prototype; level = Object.getPrototypeOf(level) as object | null) for (const name of Reflect.ownKeys(level)) names.add(name)
    expect([...names].sort()).toEqual(['bind', 'bytes', 'close', 'isBound', 'isEncrypted', 'isOpen', 'search'])
  } finally {
    connection.close()
  }
})

/** What a source takes from the client library, and whether it could take more than it names. */
function takenFrom(source: string): { readonly names: string[]; readonly open: boolean } {
  const names = [...source.matchAll(/import (?:type )?\{([^}]*)\} from 'ldapts'/g)].flatMap(([, list = '']) => list.split(',')).map((name) => name.trim().replace(/^type /, '')).filter((name) => name !== '')
  return { names, open: /\bimport\s*\(|\brequire\s*\(|import \* as \w+ from 'ldapts'|export .* from 'ldapts'/.test(source) }
}

test('no file of the connector imports a request that could change an entry, nor the client that has them', async () => {
  const imported = new Set<string>()
  for (const file of await readdir(FOLDER)) {
    const { names, open } = takenFrom(await readFile(join(FOLDER, file), 'utf8'))
    expect(open, file).toBe(false)
    for (const name of names) imported.add(name)
  }
  expect(imported.has('SearchRequest')).toBe(true)
  expect([...imported].filter((name) => !ALLOWED.has(name))).toEqual([])
})

test.each([
  'import { Client } from \'ldapts\'', 'import {\n  BindRequest, ModifyRequest,\n} from \'ldapts\'', 'import { type AddRequest as X } from \'ldapts\'',
  'import * as ldap from \'ldapts\'', 'const ldap = await import(\'ldapts\')', 'export { Client } from \'ldapts\'',
])('the look at imports would see %j', (planted) => {
  const { names, open } = takenFrom(planted)
  expect(open || names.some((name) => !ALLOWED.has(name))).toBe(true)
})

test('only one file writes to the wire, and its one extended request is StartTLS', async () => {
  const writers: string[] = []
  for (const file of await readdir(FOLDER)) {
    const source = await readFile(join(FOLDER, file), 'utf8')
    if (/\.(write|end)\(\s*(new |request\()/.test(source)) writers.push(file)
  }
  expect(writers).toEqual(['connection.ts'])
  const source = await readFile(join(FOLDER, 'connection.ts'), 'utf8')
  expect([...source.matchAll(/new ExtendedRequest\([^)]*\)/g)].map(([text]) => text)).toEqual(['new ExtendedRequest({ messageId, oid: START_TLS })'])
  expect(source).toContain('const START_TLS = \'1.3.6.1.4.1.1466.20037\'')
})

test('a connection that was closed stays closed', async () => {
  directory = await startFakeDirectory({ entries: [] })
  const connection = await openConnection(targetOf({ kind: 'ldap', url: directory.url, baseDn: '' }, '/'), new AbortController().signal)
  await connection.bind('cn=reader', 'secret')
  expect(connection.isBound).toBe(true)
  connection.close()
  expect(connection).toMatchObject({ isBound: false, isOpen: false })
  await expect(connection.bind('cn=reader', 'secret')).rejects.toMatchObject({ code: 'connectionLost' })
  expect(directory.connections).toBe(1)
})
