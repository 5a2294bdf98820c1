import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { repository } from './folders'

/** One rule of the reference on provisioning cycles, in a sentence of our own. */
export interface Rule {
  /** Section and number: `5.4-2`. */
  readonly id: string
  /** Stated by a document, read off an example, or decided here. */
  readonly label: 'doc' | 'example' | 'ours'
  readonly text: string
  /** Why the product does not rehearse it; such a rule needs no test. */
  readonly notSimulated?: string
  /** True for a rule that nothing holds yet; the table says so, and a test for it takes the mark away. */
  readonly open?: boolean
}

export interface RuleSection {
  readonly section: string
  readonly title: string
  readonly rules: readonly Rule[]
}

/** The catalogue in `test/rules/`, a file for each section of the reference, in its order. */
export function ruleSections(): readonly RuleSection[] {
  const folder = path.join(repository, 'test/rules')
  return readdirSync(folder).filter((file) => file.endsWith('.json')).sort()
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as RuleSection)
}
