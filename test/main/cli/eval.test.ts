import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CommandContext } from '../../../main/cli/command'
import { evalCommand } from '../../../main/cli/commands/eval'
import { temporaryFolder } from '../../support/folders'

interface Answer { readonly status: number; readonly json: Readonly<Record<string, unknown>> }

/** `eval --json` with these options, where an option that is a value stands for a file that holds it. */
async function evalJson(options: Readonly<Record<string, unknown>>): Promise<Answer> {
  const folder = temporaryFolder()
  const given = Object.fromEntries(Object.entries(options).map(([name, value]): [string, string] => {
    if (typeof value === 'string') return [name, value]
    const file = path.join(folder, `${name}.json`)
    writeFileSync(file, JSON.stringify(value))
    return [name, file]
  }))
  let json: unknown
  const context: CommandContext = { json: true, quiet: true, signal: new AbortController().signal, writeJson: (value) => { json = value }, say: () => undefined, note: () => undefined, progress: () => undefined }
  const status = await evalCommand.run({ options: given, positionals: [] }, context)
  return { status, json: JSON.parse(JSON.stringify(json)) as Answer['json'] }
}

describe('eval', () => {
  test.each([
    { options: { expression: '[a]', record: { a: 'x' } }, json: { value: 'x', action: null, error: null }, because: 'the record has the attribute' },
    { options: { expression: '[a]', record: { a: ['x', 'y'] } }, json: { value: ['x', 'y'] }, because: 'a list stays one' },
    { options: { expression: '[a]', record: { a: null } }, json: { value: null, error: null }, because: 'null is no value' },
    { options: { expression: 'Join(" ", [a], [b])', record: { a: true, b: 7 } }, json: { value: 'True 7' }, because: 'truth values and numbers are read as the language writes them' },
    { options: { expression: 'IIF([a]="", IgnoreObjectFlow, "x")' }, json: { value: null, action: 'IgnoreObjectFlow', error: null }, because: 'an action is no value' },
    { options: { expression: 'Now()', now: '2026-11-21T06:00:00Z' }, json: { value: '11/21/2026 6:00:00 AM' }, because: 'the clock is given' },
    { options: { expression: 'SelectUniqueValue("Ada", "Bea")', taken: ['ADA'] }, json: { value: 'Bea' }, because: 'values are taken without regard to case' },
    { options: { expression: 'SelectUniqueValue("Ada", "Bea")', taken: ['ada', 'bea'] }, json: { value: null, error: { code: 'UniqueValueExhausted' } }, because: 'all are taken' },
    { options: { expression: 'SelectUniqueValue([a], "")', taken: ['ada'] }, json: { error: { code: 'UniqueValueExhausted', message: 'No candidate of SelectUniqueValue has a value: each is null or empty.' } }, because: 'there is none' },
    { options: { expression: 'CDate("never")' }, json: { value: null, error: { code: 'InvalidDate', span: [6, 13] } }, because: 'it fails, and says where' },
    { options: { expression: 'Join("" [a])' }, json: { value: null, error: { code: 'SyntaxError' } }, because: 'it does not parse' },
    { options: { expression: '' }, json: { value: null, error: { code: 'SyntaxError' } }, because: 'there is none' },
    { options: { expression: 'x'.repeat(200_000) }, json: { value: null, error: { code: 'ExpressionTooLong' } }, because: 'it is too long to be read' },
    { options: { expression: 'Nope(1)' }, json: { value: null, error: { code: 'UnknownFunction' } }, because: 'there is no such function' },
    { options: { expression: `Replace("${'a'.repeat(60)}!", , "(?=(a+)+$)a", , "", , )` }, json: { value: null, error: { code: 'InvalidRegex' } }, because: 'the pattern runs away and is stopped' },
  ])('answers $json, because $because', async ({ options, json }) => {
    const answer = await evalJson(options)
    expect(answer.status).toBe(0)
    expect(answer.json).toMatchObject(json)
    expect(answer.json['diagnostics']).toBeInstanceOf(Array)
  })

  test('draws with the seed, and knows what only cloud sync has', async () => {
    const draw = async (seed: string): Promise<unknown> => (await evalJson({ expression: 'RandomString(12,2,2,2,2)', seed })).json['value']
    expect(await draw('1')).toBe(await draw('1'))
    expect(await draw('1')).not.toBe(await draw('2'))
    const codes = async (options: Readonly<Record<string, string>>): Promise<unknown> => (await evalJson({ expression: 'Trim(" a ")', ...options })).json['diagnostics']
    expect(await codes({})).toMatchObject([{ code: 'OtherDialect' }])
    expect(await codes({ dialect: 'cloudSync' })).toEqual([])
  })

  test.each([
    { options: {}, says: /--expression or --vectors/ },
    { options: { expression: '[a]', vectors: [] }, says: /not both/ },
    { options: { expression: '[a]', dialect: 'connect' }, says: /app or cloudSync/ },
    { options: { expression: '[a]', now: 'yesterday' }, says: /an instant such as/ },
    { options: { expression: '[a]', seed: 'x' }, says: /seed/ },
    { options: { expression: '[a]', record: '/nowhere/at/all.json' }, says: /cannot be read/ },
    { options: { expression: '[a]', record: [1] }, says: /JSON object/ },
    { options: { expression: '[a]', record: { a: { b: 1 } } }, says: /neither text/ },
    { options: { expression: '[a]', taken: { a: 1 } }, says: /JSON list/ },
    { options: { vectors: '/nowhere/at/all.json' }, says: /cannot be read/ },
  ])('refuses $options with a sentence', async ({ options, says }) => {
    await expect(evalJson(options)).rejects.toThrow(says)
  })

  test('runs vectors: 1 where one fails, whatever the file holds', async () => {
    expect(await evalJson({ vectors: [{ id: 'a', expression: '"x"', expected: 'x' }] })).toEqual({ status: 0, json: { total: 1, passed: 1, failed: [], codeMismatches: [] } })
    for (const vectors of [{}, [null], [{ id: 'a' }], [{ expression: '"x"', expected: 'y' }], [{ expression: '"x"', assert: { type: 'regex', value: '(' } }], [{ expression: '[a]', attributes: 7, context: 'x', expected: { nothing: 1 } }]])
      expect(await evalJson({ vectors })).toMatchObject({ status: 1, json: { passed: 0 } })
  })
})
