import { test, type TestContext, type TestOptions } from 'vitest'
import { BugError } from '../../shared/assert'
import { ruleSections } from './rule-catalogue'

declare module 'vitest' {
  interface TaskMeta {
    /** Rules of the catalogue that the test holds; docs/rules.md is made from them. */
    rules?: readonly string[]
  }
}

type Ids = string | readonly string[]

/** A row of `rule.each` names the rules that it holds; without a name it holds none of its own. */
interface RuledRow {
  readonly rule?: Ids
}

const known = new Set(ruleSections().flatMap((section) => section.rules.map((rule) => rule.id)))

/** A test that holds one rule of the catalogue, or several. Throws for a rule that the catalogue does not have. */
export function rule(ids: Ids, title: string, body: (context: TestContext) => unknown, timeoutMs?: number): void {
  test(title, options(ids, timeoutMs), body)
}

/** As `test.each`, where each row may name the rules that it holds in its `rule`; `ids` hold for every row. */
rule.each = <Row extends object>(rows: readonly (Row & RuledRow)[], ids: Ids = []) => (title: string, body: (row: Row) => void | Promise<void>): void => {
  for (const row of rows) test.each([row])(title, options([...listOf(ids), ...listOf(row.rule ?? [])]), body)
}

function options(ids: Ids, timeout?: number): TestOptions {
  const rules = [...new Set(listOf(ids))]
  const unknown = rules.find((id) => !known.has(id))
  if (unknown !== undefined) throw new BugError(`A test names the rule ${unknown}, which test/rules/ does not have`)
  return { ...(rules.length === 0 ? {} : { meta: { rules } }), ...(timeout === undefined ? {} : { timeout }) }
}

function listOf(ids: Ids): readonly string[] {
  return typeof ids === 'string' ? [ids] : ids
}
