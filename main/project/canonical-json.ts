import { createHash } from 'node:crypto'
import type { ProjectDocument } from '../../shared/model/project'

/** JSON in one form only: keys in the order of their code units, no blanks, absent keys left out. Like RFC 8785 for texts, whole numbers and booleans. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** `sha256:` and 64 hex digits over what the document means: neither `$schema` nor blanks nor the order of keys count. */
export function hashDocument(document: ProjectDocument): string {
  const { $schema: _, ...meaning } = document
  return hashOf(meaning)
}

/** The same over what a cycle runs: golden records are part of what is saved, and no plan depends on them. */
export function hashConfiguration(document: ProjectDocument): string {
  const { $schema: _, tests: __, ...configuration } = document
  return hashOf(configuration)
}

function hashOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`
}
