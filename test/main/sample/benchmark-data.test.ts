import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { benchmarkColumns, benchmarkDocument, generateBenchmark, type BenchmarkManifest } from '../../../main/sample/benchmark-data'
import { benchmarkMappings, plainMappings } from '../../../main/sample/benchmark-mappings'
import { compile, parse } from '../../../shared/expression/index'
import { expressionOf, projectDocument } from '../../../shared/model/project'
import { parseCsv } from './parse-csv'

let folder: string
let manifest: BenchmarkManifest
let workers: Record<string, string>[]
let accounts: Record<string, string>[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'benchmark-'))
  manifest = await generateBenchmark(folder, { people: 2000, seed: 3 })
  workers = parseCsv(await readFile(manifest.files.workers, 'utf8'))
  accounts = parseCsv(await readFile(manifest.files.directory, 'utf8'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the benchmark data', () => {
  test('has as many workers and accounts as asked for, 40 columns and 35 attributes', () => {
    expect(workers).toHaveLength(2000)
    expect(accounts).toHaveLength(2000)
    expect(Object.keys(workers[0]!)).toEqual([...benchmarkColumns])
    expect(benchmarkColumns).toHaveLength(40)
    expect(Object.keys(accounts[0]!)).toHaveLength(35)
  })

  test('has one job with 30 mappings, 8 of them expressions, one that matches and no unique values', () => {
    const document = projectDocument.parse(JSON.parse(JSON.stringify(benchmarkDocument())))
    const mappings = document.jobs[0]!.objectMappings[0]!.attributeMappings
    expect(mappings).toHaveLength(30)
    expect(mappings.filter(mapping => mapping.type === 'Expression')).toHaveLength(8)
    expect(mappings.filter(mapping => mapping.matchingPriority !== undefined).map(mapping => mapping.target)).toEqual(['employeeID'])
    expect(JSON.stringify(mappings)).not.toContain('SelectUniqueValue')
  })

  test('the plain mappings over both files count the creates and updates that the manifest states', () => {
    const plain = plainMappings([...benchmarkColumns])
    const byNumber = new Map(accounts.map(account => [account['employeeID'], account]))
    let creates = 0
    let updates = 0
    for (const worker of workers) {
      const row = benchmarkColumns.map(name => worker[name] || null)
      const account = byNumber.get(worker['Worker_ID'])
      if (account === undefined) creates++
      else if (plain.some(({ target, value }) => (value(row) ?? account[target]) !== account[target])) updates++
    }
    expect({ creates, updates }).toEqual({ creates: manifest.creates, updates: manifest.updates })
    expect(creates).toBe(200)
    expect(updates / 1800).toBeCloseTo(0.3, 1)
  })

  test('the plain mappings give what the expressions give, for every worker', () => {
    const columns: readonly string[] = benchmarkColumns
    const plain = plainMappings(columns)
    expect(plain.map(mapping => mapping.target)).toEqual(benchmarkMappings.map(mapping => mapping.target))
    benchmarkMappings.forEach((mapping, index) => {
      const { tree, diagnostics } = parse(expressionOf(mapping) ?? '')
      expect(diagnostics).toEqual([])
      const compiled = compile(tree!, name => columns.indexOf(name))
      for (const worker of workers) {
        const row = columns.map(name => worker[name] || null)
        const value = compiled.evaluate(slot => row[slot] ?? null, { now: '2026-11-21T06:00:00Z', seed: 1, drawKey: mapping.target })
        expect(plain[index]!.value(row), mapping.target).toBe(value)
      }
    })
  })

  test('what a directory keeps unique is unique, and account names fit', () => {
    for (const attribute of ['objectGUID', 'distinguishedName', 'employeeID', 'sAMAccountName', 'userPrincipalName', 'mail']) {
      expect(new Set(accounts.map(account => account[attribute])).size, attribute).toBe(2000)
    }
    expect(accounts.every(account => account['sAMAccountName']!.length <= 20)).toBe(true)
  })

  test('one row in a hundred is different in the changed file, in its title alone', async () => {
    const changed = parseCsv(await readFile(manifest.files.changed, 'utf8'))
    const different = changed.filter((row, index) => JSON.stringify(row) !== JSON.stringify(workers[index]))
    expect(different).toHaveLength(20)
    expect(manifest.changedRows).toBe(20)
    expect(changed.map(row => ({ ...row, Business_Title: '' }))).toEqual(workers.map(row => ({ ...row, Business_Title: '' })))
  })

  test('the same seed gives the same bytes, another seed others', async () => {
    const again = await generateBenchmark(path.join(folder, 'again'), { people: 2000, seed: 3 })
    const other = await generateBenchmark(path.join(folder, 'other'), { people: 2000, seed: 4 })
    for (const file of ['workers', 'directory', 'changed', 'project'] as const) {
      expect(await readFile(again.files[file])).toEqual(await readFile(manifest.files[file]))
    }
    expect(await readFile(other.files.workers)).not.toEqual(await readFile(manifest.files.workers))
  })
})
