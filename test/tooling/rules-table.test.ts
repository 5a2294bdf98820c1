import { expect, test } from 'vitest'

interface Catalogued {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly notSimulated?: string
  readonly open?: boolean
}
type Catalogue = readonly { readonly section: string; readonly title: string; readonly rules: readonly Catalogued[] }[]
type Held = ReadonlyMap<string, readonly { readonly file: string; readonly title: string }[]>
interface RulesTable {
  troubles(catalogue: Catalogue, held: Held): readonly string[]
  tableOf(catalogue: Catalogue, held: Held): string
  checkTable(): Promise<readonly string[]>
}
const path = '../../scripts/rules-table.mjs'
const load = async (): Promise<RulesTable> => await import(path) as RulesTable

test('every rule has a test or a reason, every test a rule, and docs/rules.md says so', async () => {
  expect(await (await load()).checkTable()).toEqual([])
})

const one = (rule: Partial<Catalogued> = {}): Catalogue => [{ section: '5', title: 'Flow', rules: [{ id: '5-1', label: 'doc', text: 'A value flows.', ...rule }] }]
const held = (id: string): Held => new Map([[id, [{ file: 'test/a.test.ts', title: 'a | b' }]]])

test.each([
  { catalogue: one(), tests: held('5-1'), says: [], because: 'all is well' },
  { catalogue: one(), tests: new Map(), says: ['No test holds the rule 5-1.'], because: 'a rule has no test' },
  { catalogue: one({ notSimulated: 'nobody can know' }), tests: new Map(), says: [], because: 'a rule that is not simulated needs none' },
  { catalogue: one({ notSimulated: 'nobody can know' }), tests: held('5-1'), says: ['The rule 5-1 is said not to be simulated, and a test holds it.'], because: 'a rule is held and said not to be' },
  { catalogue: one({ open: true }), tests: held('5-1'), says: ['The rule 5-1 is marked open, and a test holds it: take the mark away.'], because: 'a rule is held by now' },
  { catalogue: one(), tests: new Map([...held('5-1'), ...held('9-9')]), says: ['A test names the rule 9-9, which the catalogue does not have.'], because: 'a test names no rule' },
  { catalogue: [...one(), ...one()], tests: held('5-1'), says: ['The rule 5-1 stands in the catalogue twice.'], because: 'two rules have one id' },
])('the check of rules says $says when $because', async ({ catalogue, tests, says }) => {
  expect((await load()).troubles(catalogue, tests)).toEqual(says)
})

test('the table names the tests, and says of the others what they are', async () => {
  const { tableOf } = await load()
  expect(tableOf(one(), held('5-1'))).toContain('| 5-1 | A value flows. | doc | `test/a.test.ts`: a \\| b |')
  expect(tableOf(one({ open: true }), new Map())).toContain('*not held yet*')
  expect(tableOf(one({ notSimulated: 'nobody can know' }), new Map())).toContain('*not simulated*: nobody can know')
})
