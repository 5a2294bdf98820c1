import type { Cause, PlanGroup } from '../../../shared/model/plan'

/** What happens, in three to five words. */
export function groupTitle({ kind, status, cause, shape }: Pick<PlanGroup, 'kind' | 'status' | 'cause' | 'shape'>): string {
  if (status === 'failed') return failureTitle(cause, shape)
  switch (cause.type) {
    case 'scope': return kind === 'enable' ? 'Comes back into scope' : 'Leaves scope'
    case 'source': return 'Gone from the source'
    case 'match': return kind === 'create' ? 'New account' : 'Matched for the first time'
    case 'mapping': return kind === 'disable' && isState(cause.id) ? 'Account turned off' : kind === 'enable' && isState(cause.id) ? 'Account turned on' : kind === 'create' ? 'New account' : mappingTitle(cause.id, shape)
    case 'service': return kind === 'create' ? 'New account' : kind === 'delete' ? 'Account is deleted' : kind === 'disable' ? 'Account is turned off' : kind === 'enable' ? 'Account is turned on' : 'Service decides'
  }
}

/** Attributes that say whether an account is on; other changes go along with turning it on or off. */
function isState(attribute: string): boolean {
  return /^(accountDisabled|accountEnabled|active|userAccountControl|nsAccountLock)$/i.test(attribute)
}

/** The cause as a person reads it. */
export function causeText({ type, id }: Cause): string {
  switch (type) {
    case 'mapping': return id
    case 'scope': return id === '' ? 'Scope' : `Scope, ${id}`
    case 'match': return id === 'noMatch' ? 'No match' : id === '' ? 'Matching' : `Matching, ${id}`
    case 'source': return 'The source'
    case 'service': return id === '' ? 'The service' : id
  }
}

/** The engine's shapes of failures, and what they come down to. */
const FAILURES: readonly (readonly [RegExp, string])[] = [
  [/longer than/, 'is too long'],
  [/characters/, 'has refused characters'],
  [/empty text/, 'would be empty'],
  [/required/, 'is required and missing'],
  [/already taken|name is taken/, 'is already taken'],
  [/every candidate/, 'has no free candidate'],
  [/expression fails/, 'cannot be computed'],
]

function failureTitle({ type, id }: Cause, shape: string): string {
  if (type === 'match') return /source/i.test(`${id} ${shape}`) ? 'Several people, one account' : 'Several accounts match'
  if (type === 'source') return 'Linked account is gone'
  if (/^parentdistinguishedname$/i.test(id)) return 'Container is missing'
  return `${id} ${FAILURES.find(([pattern]) => pattern.test(shape))?.[1] ?? 'would be refused'}`
}

function mappingTitle(attribute: string, shape: string): string {
  if (shape.startsWith('absent →')) return `${attribute} is filled in`
  if (shape.endsWith('→ absent')) return `${attribute} is removed`
  if (shape.endsWith('→ ""')) return `${attribute} is emptied`
  if (shape === 'only case differs') return `${attribute} changes case`
  if (/^@.* → @/.test(shape)) return `${attribute} changes domain`
  if (/^\d+ added, 0 removed$/.test(shape)) return `${attribute} gains values`
  if (/^0 added, \d+ removed$/.test(shape)) return `${attribute} loses values`
  return `${attribute} changes`
}
