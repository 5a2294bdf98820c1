import { spawn } from 'node:child_process'
import { chmod, mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createProject, discardDraft, documentText, mirrorPath, openProject, saveDraft, saveVersion } from '../../../main/project/project-file'
import { readVersion } from '../../../main/project/versions'
import { AppError, type AppErrorCode } from '../../../shared/app-error'
import type { ProjectDocument } from '../../../shared/model/project'
import { skipNow } from '../../support/skip'

const savedAt = '2026-01-05T08:00:00Z'
let folder: string

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'project-')), 'p')
})
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true })
})

function project(name = 'Northwind'): ProjectDocument {
  return {
    formatVersion: '1.0', name,
    systems: [
      { id: 'hr', name: 'HR', settings: { kind: 'delimited', paths: ['hr.csv'], anchor: 'id' } },
      { id: 'ad', name: 'Directory', settings: { kind: 'ldif', paths: ['ad.ldif'] } },
    ],
    jobs: [{
      id: 'hr-to-ad', service: 'ApiDriven', source: 'hr', target: 'ad',
      objectMappings: [{ id: 'people', sourceType: 'row', targetType: 'user', attributeMappings: [{ type: 'Direct', source: 'id', target: 'employeeID', matchingPriority: 1 }] }],
    }],
  }
}

async function failure(action: Promise<unknown>): Promise<{ code: AppErrorCode; message: string; context: AppError['context'] }> {
  const error = await action.then(() => undefined, (e: unknown) => e)
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, not ${String(error)}`)
  return { code: error.code, message: error.message, context: error.context }
}

describe('a project folder', () => {
  test('opens as it was created, with version 1 and no draft', async () => {
    const created = await createProject(folder, project(), { note: 'First', savedAt })
    const opened = await openProject(folder)
    expect(opened).toEqual(created)
    expect(opened.document).toEqual({ $schema: './rehearsal.schema.json', ...project() })
    expect(opened).toMatchObject({ version: 1, problems: [], versions: [{ version: 1, note: 'First', savedAt }] })
    expect(opened.hash).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(opened.draft).toBeUndefined()
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('.rehearsal/\n')
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'rehearsal.json', 'rehearsal.schema.json', 'versions'])
    expect(mirrorPath(folder)).toBe(join(folder, '.rehearsal', 'mirror.sqlite'))
  })

  test('keeps golden records in its versions, and plans do not depend on them', async () => {
    const test = { id: 'one', job: 'j', objectMapping: 'm', anchor: '1', record: {}, now: savedAt, expect: { title: null } }
    const without = await createProject(folder, project(), { note: '', savedAt })
    await saveVersion(folder, { ...project(), tests: [test] }, { note: 'A golden record', savedAt })
    const opened = await openProject(folder)
    expect(opened.document.tests).toEqual([test])
    expect(opened).toMatchObject({ version: 2, versions: [{ version: 1 }, { version: 2 }], configHash: without.configHash })
    expect(opened.hash).not.toBe(without.hash)
    await saveVersion(folder, { ...project(), tests: [], seed: 2 }, { note: 'Another seed', savedAt })
    expect((await openProject(folder)).configHash).not.toBe(without.configHash)
  })

  test('is written with two blanks, keys in the order given, and a line end', async () => {
    await createProject(folder, project(), { note: '', savedAt })
    const text = await readFile(join(folder, 'rehearsal.json'), 'utf8')
    expect(text.startsWith('{\n  "$schema": "./rehearsal.schema.json",\n  "formatVersion": "1.0",\n  "name": "Northwind",\n  "systems"')).toBe(true)
    expect(text.endsWith('}\n')).toBe(true)
    const opened = await openProject(folder)
    expect(documentText(opened.document)).toBe(text)
  })

  test('keeps a line of its own in a .gitignore that was there', async () => {
    await mkdir(folder)
    await writeFile(join(folder, '.gitignore'), 'node_modules')
    await createProject(folder, project(), { note: '', savedAt })
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('node_modules\n.rehearsal/\n')
  })

  test('is not made where one is already, and that one stays', async () => {
    await createProject(folder, project(), { note: '', savedAt })
    const before = await readFile(join(folder, 'rehearsal.json'), 'utf8')
    expect(await failure(createProject(folder, project('Other'), { note: '', savedAt }))).toMatchObject({ code: 'folderNotEmpty' })
    expect(await readFile(join(folder, 'rehearsal.json'), 'utf8')).toBe(before)
  })

  test('that is none is missing, whether the folder is there or not', async () => {
    expect(await failure(openProject(folder))).toMatchObject({ code: 'projectMissing' })
    await mkdir(folder)
    expect(await failure(openProject(folder))).toMatchObject({ code: 'projectMissing' })
  })
})

describe('versions', () => {
  test('count up, and each keeps its document, note and instant', async () => {
    await createProject(folder, project('one'), { note: 'a', savedAt })
    expect(await saveVersion(folder, project('two'), { note: 'b', savedAt: '2026-01-06T08:00:00Z' })).toBe(2)
    expect(await saveVersion(folder, project('one'), { note: 'back', savedAt })).toBe(3)
    const opened = await openProject(folder)
    expect(opened.version).toBe(3)
    expect(opened.versions.map((v) => [v.version, v.note])).toEqual([[1, 'a'], [2, 'b'], [3, 'back']])
    expect(await readVersion(folder, 2)).toEqual(project('two'))
    expect(JSON.parse(await readFile(join(folder, 'versions', '0002.json'), 'utf8'))).toMatchObject({ version: 2, savedAt: '2026-01-06T08:00:00Z', note: 'b', document: { name: 'two' } })
  })

  test('saved at the same time get numbers of their own', async () => {
    await createProject(folder, project('one'), { note: '', savedAt })
    const numbers = await Promise.all(['a', 'b', 'c'].map((name) => saveVersion(folder, project(name), { note: '', savedAt })))
    expect(numbers).toEqual([2, 3, 4])
    expect((await openProject(folder)).document.name).toBe('c')
  })

  test('a change by hand leaves no version, and is kept as one by the next save', async () => {
    await createProject(folder, project('one'), { note: '', savedAt })
    await writeFile(join(folder, 'rehearsal.json'), JSON.stringify(project('by hand')))
    expect((await openProject(folder)).version).toBeNull()
    expect(await saveVersion(folder, project('two'), { note: '', savedAt })).toBe(3)
    expect((await readVersion(folder, 2)).name).toBe('by hand')
  })

  test('neither blanks nor the order of keys nor $schema make a change by hand', async () => {
    const { version } = await createProject(folder, project(), { note: '', savedAt })
    const { name, ...rest } = project()
    await writeFile(join(folder, 'rehearsal.json'), `\uFEFF${JSON.stringify({ ...rest, name }).replaceAll(',', ',\r\n')}`)
    expect((await openProject(folder)).version).toBe(version)
  })

  test('a broken rehearsal.json is not overwritten by a save', async () => {
    await createProject(folder, project(), { note: '', savedAt })
    await writeFile(join(folder, 'rehearsal.json'), '{ "name": "half')
    expect(await failure(saveVersion(folder, project('two'), { note: '', savedAt }))).toMatchObject({ code: 'projectInvalid' })
    expect(await readFile(join(folder, 'rehearsal.json'), 'utf8')).toBe('{ "name": "half')
  })

  test('an unreadable version is named, left alone, and its number stays taken', async () => {
    await createProject(folder, project(), { note: '', savedAt })
    await writeFile(join(folder, 'versions', '0002.json'), 'gone')
    const opened = await openProject(folder)
    expect(opened.version).toBe(1)
    expect(opened.problems).toEqual([expect.stringContaining('0002.json line 1')])
    expect(await saveVersion(folder, project('two'), { note: '', savedAt })).toBe(3)
    expect(await readFile(join(folder, 'versions', '0002.json'), 'utf8')).toBe('gone')
  })

  test('a save that was killed before rehearsal.json changed never happened; after, it is finished', async () => {
    await createProject(folder, project('one'), { note: '', savedAt })
    await saveVersion(folder, project('two'), { note: 'kept', savedAt })
    const second = await readFile(join(folder, 'versions', '0002.json'), 'utf8')
    await rm(join(folder, 'versions', '0002.json'))
    await writeFile(join(folder, 'versions', '0002.json.pending'), second)
    expect(await openProject(folder)).toMatchObject({ version: 2, versions: [{ version: 1 }, { version: 2, note: 'kept' }] })
    expect(await readFile(join(folder, 'versions', '0002.json'), 'utf8')).toBe(second)

    await writeFile(join(folder, 'versions', '0003.json.pending'), second.replace('"two"', '"three"'))
    expect(await openProject(folder)).toMatchObject({ version: 2, versions: [{ version: 1 }, { version: 2 }] })
    expect(await saveVersion(folder, project('four'), { note: '', savedAt })).toBe(3)
    expect(await readdir(join(folder, 'versions'))).toEqual(['0001.json', '0002.json', '0003.json'])
  })
})

test('opening a project again and again while it is saved disturbs no save', async () => {
  await createProject(folder, project('v1'), { note: '', savedAt })
  let saving = true
  const opening = (async () => {
    while (saving) expect((await openProject(folder)).version).not.toBeNull()
  })()
  for (let n = 2; n <= 12; n++) expect(await saveVersion(folder, project(`v${n}`), { note: '', savedAt })).toBe(n)
  saving = false
  await opening
  expect((await openProject(folder)).versions.map((v) => v.version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

describe('a draft', () => {
  test('is kept beside the project until it is discarded', async () => {
    await createProject(folder, project(), { note: '', savedAt })
    await saveDraft(folder, { document: project('draft'), basedOn: 1, savedAt })
    expect((await openProject(folder)).draft).toEqual({ document: project('draft'), basedOn: 1, savedAt })
    expect((await openProject(folder)).document.name).toBe('Northwind')
    await discardDraft(folder)
    await discardDraft(folder)
    expect((await openProject(folder)).draft).toBeUndefined()
  })

  test('that cannot be read does not keep the project from opening', async () => {
    await createProject(folder, project(), { note: '', savedAt })
    await writeFile(join(folder, 'draft.json'), '{')
    const opened = await openProject(folder)
    expect(opened.draft).toBeUndefined()
    expect(opened.problems).toEqual([expect.stringContaining('draft.json line 1')])
  })
})

describe('a file that is wrong', () => {
  const good = JSON.stringify({ ...project() }, undefined, 2)
  const withGolden = (record: string, expected: string): string => good.replace(/\n\}$/, `,\n  "tests": [{ "id": "t", "job": "j", "objectMapping": "m", "anchor": "7", "now": "2026-11-21T06:00:00Z", "record": ${record}, "expect": { "title": ${expected} } }]\n}`)
  const cases: readonly [name: string, text: string, code: AppErrorCode, says: RegExp][] = [
    ['broken JSON, with the line', good.replace('"name": "HR",', '"name" "HR",'), 'projectInvalid', /line \d+, column \d+ is not valid JSON: a colon was expected after the key "name"/],
    ['an empty file', '', 'projectInvalid', /line 1, column 1.*ends before a value/],
    ['a comma too many', '{ "name": "x",\n }', 'projectInvalid', /line 2, column 2.*comma stands before the closing brace/],
    ['a key twice', '{ "name": "x",\n "name": "y" }', 'projectInvalid', /line 2, column 2.*"name" stands twice/],
    ['__proto__ as a key', `{"__proto__":{"sample":true},${good.slice(1)}`, 'projectInvalid', /"__proto__" is not accepted/],
    ['__proto__ deep inside', good.replace('"settings": {', '"settings": { "__proto__": {},'), 'projectInvalid', /"__proto__" is not accepted/],
    ['nesting without end', '['.repeat(100_000), 'projectInvalid', /more than 200 levels/],
    ['no object', '[]', 'projectInvalid', /the document \(line 1\)/],
    ['a key that nobody knows', good.replace('"name": "HR",', '"name": "HR", "colour": "red",'), 'projectInvalid', /systems\[0\] \(line 5\).*colour/],
    ['a wrong value, with its path', good.replace('"ApiDriven"', '"Magic"'), 'projectInvalid', /jobs\[0\]\.service \(line \d+\)/],
    ['a number that is too small', good.replace('"name"', '"seed": -7, "name"'), 'projectInvalid', /seed \(line \d+\): is at least 0\.$/],
    ['a list of nothing', good.replace(/"paths": \[[^\]]*\]/, '"paths": []'), 'projectInvalid', /settings\.paths \(line \d+\): takes at least 1 entry\.$/],
    ['a fraction where whole numbers stand', good.replace('"name"', '"seed": 7.5, "name"'), 'projectInvalid', /seed \(line \d+\): expected a whole number\.$/],
    ['an empty value', good.replace('"name": "HR"', '"name": ""'), 'projectInvalid', /systems\[0\]\.name \(line \d+\): is empty; write something/],
    ['a value that is not there', good.replace('"name": "HR",', ''), 'projectInvalid', /systems\[0\]\.name \(line \d+\): is missing; expected string/],
    ['a golden record with a number', withGolden('{ "id": 7 }', '"x"'), 'projectInvalid', /tests\[0\]\.record\.id \(line \d+\): expected string or array/],
    ['a golden record with a misspelled action', withGolden('{ "id": "7" }', '{ "action": "Ignore" }'), 'projectInvalid', /tests\[0\]\.expect\.title\.action \(line \d+\): expected one of "IgnoreAttributeFlow"/],
    ['a password in the file', good.replace('"kind": "ldif"', '"kind": "ldif", "password": "x"'), 'projectInvalid', /systems\[1\]\.settings/],
    ['a newer major format', good.replace('"1.0"', '"2.0"'), 'projectNewer', /newer Rehearsal \(format 2\.0; this one knows 1\.0\)/],
    ['a newer minor format that uses what it added', good.replace('"1.0"', '"1.7"').replace('"name": "HR",', '"name": "HR", "colour": "red",'), 'projectNewer', /format 1\.7/],
  ]
  for (const [name, text, code, says] of cases) {
    test(`is answered with place and reason: ${name}`, async () => {
      await mkdir(folder)
      await writeFile(join(folder, 'rehearsal.json'), text)
      const { code: actual, message } = await failure(openProject(folder))
      expect(message).toMatch(says)
      expect(message).toContain('rehearsal.json')
      expect(actual).toBe(code)
      expect(await readFile(join(folder, 'rehearsal.json'), 'utf8')).toBe(text)
    })
  }
})

describe('a write that fails', () => {
  test('leaves everything as it was, and says why in one sentence', async (context) => {
    if (process.getuid?.() === 0) skipNow(context, 'root may write anywhere')
    await createProject(folder, project('one'), { note: '', savedAt })
    await chmod(folder, 0o555)
    try {
      expect(await failure(saveVersion(folder, project('two'), { note: '', savedAt }))).toMatchObject({ code: 'fileWriteFailed', message: expect.stringContaining('no permission') })
      expect(await openProject(folder)).toMatchObject({ version: 1, document: { name: 'one' }, versions: [{ version: 1 }] })
    } finally {
      await chmod(folder, 0o755)
    }
  })

  test('because a file stands where the folder would be', async () => {
    await writeFile(folder, 'a file')
    expect(await failure(createProject(folder, project(), { note: '', savedAt }))).toMatchObject({ code: 'fileWriteFailed' })
    expect(await readFile(folder, 'utf8')).toBe('a file')
  })

  test('because a folder stands where a version would be: nothing changes', async () => {
    await createProject(folder, project('one'), { note: '', savedAt })
    await mkdir(join(folder, 'versions', '0002.json.pending'))
    expect(await failure(saveVersion(folder, project('two'), { note: '', savedAt }))).toMatchObject({ code: 'fileWriteFailed' })
    expect((await openProject(folder)).document.name).toBe('one')
  })
})

test('killed at any moment while it saves, a project opens as before or as after', async (context) => {
  if (Number(process.versions.node.split('.')[0]) < 24) skipNow(context, 'needs a Node that runs TypeScript as it is')
  await createProject(folder, project('v1'), { note: '', savedAt })
  const script = join(folder, '..', 'save.mjs')
  const root = join(import.meta.dirname, '../../..')
  await writeFile(script, `
    import { registerHooks } from 'node:module'
    registerHooks({ resolve(specifier, context, next) {
      return next(specifier.startsWith('.') && !/\\.[a-z]+$/.test(specifier) ? specifier + '.ts' : specifier, context)
    } })
    const { saveVersion, openProject } = await import(${JSON.stringify(join(root, 'main/project/project-file.ts'))})
    const folder = ${JSON.stringify(folder)}
    const { document } = await openProject(folder)
    console.log('ready')
    for (;;) {
      const { versions } = await openProject(folder)
      const n = versions.length + 1
      await saveVersion(folder, { ...document, name: 'v' + n }, { note: '', savedAt: '${savedAt}' })
    }`)
  for (const delayMs of [2, 5, 9, 14, 20, 33]) {
    const child = spawn(process.execPath, ['--experimental-transform-types', '--no-warnings', script], { stdio: ['ignore', 'pipe', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => { complaint += chunk.toString() })
    const exited = new Promise((resolve) => child.on('exit', resolve))
    await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), exited])
    expect(complaint).toBe('')
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    child.kill('SIGKILL')
    await exited
    const { document, version, versions, problems } = await openProject(folder)
    expect(problems).toEqual([])
    expect(version).toBe(versions.length)
    expect(document.name).toBe(`v${versions.length}`)
  }
}, 60_000)
