import { type SchemaAttribute, kindOf } from './checks/scope'
import { parse } from './parser'

/** What an expression gives, as far as its text alone says. */
export interface ResultKind {
  readonly of: 'text' | 'number' | 'date' | 'boolean'
  readonly several: boolean
}

/** Undefined for text that is no expression yet. What only the data decides counts as one text, as which every value is sent. */
export function resultKind(text: string, source?: readonly SchemaAttribute[]): ResultKind | undefined {
  const { tree } = parse(text)
  const kind = tree && kindOf(tree, source)
  switch (kind) {
    case undefined: return undefined
    case 'number': case 'bigNumber': return { of: 'number', several: false }
    case 'date': return { of: 'date', several: false }
    case 'boolean': case 'condition': return { of: 'boolean', several: false }
    default: return { of: 'text', several: kind === 'list' }
  }
}
