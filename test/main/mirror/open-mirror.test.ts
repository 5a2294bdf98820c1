import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { MIGRATIONS, migrate } from '../../../main/mirror/migrate'
import { openMirror } from '../../../main/mirror/open-mirror'
import { temporaryFolder } from '../../support/folders'

const mirrorFile = (): string => path.join(temporaryFolder(), '.rehearsal', 'mirror.sqlite')

describe('a mirror', () => {
  test('is made with its folder when it is not there, in the current schema', () => {
    const file = mirrorFile()
    const mirror = openMirror(file)
    expect(mirror.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    expect(mirror.db.pragma('journal_mode', { simple: true })).toBe('wal')
    mirror.close()
  })

  test('that somebody only wants to read and that was never made says so, and is not made', () => {
    const file = mirrorFile()
    expect(() => openMirror(file, { readOnly: true })).toThrow()
    expect(existsSync(file)).toBe(false)
  })

  test.each(['.rehearsal', '.rehearsal/mirror.sqlite.lock'])('whose %s is something else says that it cannot be written, and is no bug of ours', (name) => {
    const folder = temporaryFolder()
    const file = path.join(folder, '.rehearsal', 'mirror.sqlite')
    if (name.endsWith('.lock')) mkdirSync(path.join(folder, name), { recursive: true })
    else writeFileSync(path.join(folder, name), 'a file')
    expect(() => {
      const mirror = openMirror(file)
      try {
        mirror.beginWork()
      } finally {
        mirror.close()
      }
    }).toThrow(expect.objectContaining({ code: 'fileWriteFailed' }) as Error)
  })

  test('of an older version is brought to the current schema by somebody who only wants to read', () => {
    const file = mirrorFile()
    mkdirSync(path.dirname(file), { recursive: true })
    const old = new Database(file)
    migrate(old, file, MIGRATIONS.slice(0, 1))
    old.exec(`INSERT INTO system (system_id, current_read) VALUES ('hr', 1)`)
    old.close()
    const mirror = openMirror(file, { readOnly: true })
    expect(mirror.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    expect(mirror.db.prepare('SELECT system_id FROM system').all()).toEqual([{ system_id: 'hr' }])
    expect(() => mirror.db.exec('DELETE FROM system')).toThrow()
    mirror.close()
  })

  test('that is damaged is mirrorCorrupt, whether its head or a page of it', () => {
    const file = mirrorFile()
    openMirror(file).close()
    const whole = readFileSync(file)
    writeFileSync(file, Buffer.concat([Buffer.from('no database at all, but long enough to be one '.repeat(100)), whole]))
    expect(() => openMirror(file)).toThrow(expect.objectContaining({ code: 'mirrorCorrupt' }) as Error)
    const torn = Buffer.from(whole)
    torn.fill(0xff, 100, 2000)
    writeFileSync(file, torn)
    expect(() => openMirror(file)).toThrow(expect.objectContaining({ code: 'mirrorCorrupt' }) as Error)
  })

  test('that a newer version wrote is mirrorNewer, and is left as it was', () => {
    const file = mirrorFile()
    openMirror(file).close()
    const db = new Database(file)
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`)
    db.close()
    expect(() => openMirror(file)).toThrow(expect.objectContaining({ code: 'mirrorNewer' }) as Error)
    const again = new Database(file)
    expect(again.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length + 1)
    again.close()
  })

  test('that another process works on is mirrorBusy until that process ends, however it ends', async () => {
    const file = mirrorFile()
    const mirror = openMirror(file)
    mirror.beginWork()()
    const script = `const D = require(${JSON.stringify(require.resolve('better-sqlite3'))}); const db = new D(${JSON.stringify(`${file}.lock`)}); db.exec('BEGIN EXCLUSIVE'); console.log('locked'); setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(other.stdout, 'data')
    expect(() => mirror.beginWork()).toThrow(expect.objectContaining({ code: 'mirrorBusy' }) as Error)
    other.kill('SIGKILL')
    await once(other, 'exit')
    mirror.beginWork()()
    mirror.close()
  })
})

describe('each migration', () => {
  test.each(MIGRATIONS.map((_, i) => i))('from %i steps leads to the schema of a new mirror', (from) => {
    const schema = (db: Database.Database): unknown => db.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all()
    const fresh = new Database(':memory:')
    migrate(fresh, 'fresh')
    const old = new Database(':memory:')
    migrate(old, 'old', MIGRATIONS.slice(0, from))
    expect(old.pragma('user_version', { simple: true })).toBe(from)
    migrate(old, 'old')
    expect(schema(old)).toEqual(schema(fresh))
    expect(old.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
  })

  test('keeps what was read before there were runs', () => {
    const db = new Database(':memory:')
    migrate(db, 'old', MIGRATIONS.slice(0, 1))
    db.exec(`INSERT INTO system (system_id, current_read) VALUES ('hr', 1); INSERT INTO object_type (type_id, system_id, name) VALUES (1, 'hr', 'worker'); INSERT INTO object (type_id, anchor, body, hash, from_read) VALUES (1, 'a', 'x', 'h', 1)`)
    migrate(db, 'old')
    expect(db.prepare('SELECT anchor FROM object').all()).toEqual([{ anchor: 'a' }])
    expect(db.prepare('SELECT current_run FROM rehearsal').all()).toEqual([{ current_run: 0 }])
  })

  test('that fails leaves the step before it', () => {
    const db = new Database(':memory:')
    expect(() => { migrate(db, 'broken', [MIGRATIONS[0] as string, 'CREATE TABLE t (a); NONSENSE']) }).toThrow()
    expect(db.pragma('user_version', { simple: true })).toBe(1)
    expect(db.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name = 't'`).get()).toEqual({ n: 0 })
  })
})
