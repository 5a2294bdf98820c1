import { AppError } from '../../shared/app-error'
import { foldCase } from '../../shared/fold-case'
import type { InspectAttribute, InspectObjectType } from '../../shared/model/inspect'
import { conceptOf, foldName } from './concepts'

/** All different values of some attributes of one side's people, each folded with `foldCase`. */
export type ValueSets = (side: 'source' | 'target', objectType: string, attributes: readonly string[]) => Promise<ReadonlyMap<string, ReadonlySet<string>>>

export interface MatchingPair {
  readonly source: InspectAttribute
  readonly target: InspectAttribute
  readonly why: string
}

/**
 * The pair of attributes by which accounts that exist are found: the one with the most values in common, names deciding between
 * equals. Without `valueSets` only the samples can be compared, and names weigh more. Undefined where nothing fits.
 */
export async function findMatchingPair(source: InspectObjectType, target: InspectObjectType, valueSets: ValueSets | undefined): Promise<MatchingPair | undefined> {
  const left = source.attributes.filter((a) => couldIdentify(a, source.count))
  const right = target.attributes.filter((a) => couldIdentify(a, target.count))
  const leftSets = await valuesOf('source', source, left, valueSets)
  const rightSets = await valuesOf('target', target, right, valueSets)
  let best: { readonly pair: MatchingPair; readonly score: number } | undefined
  for (const s of left) {
    for (const t of right) {
      const names = nameSimilarity(s.name, t.name)
      const mine = leftSets.get(s.name) ?? new Set()
      const theirs = rightSets.get(t.name) ?? new Set()
      const common = countCommon(mine, theirs)
      const share = common / Math.max(1, Math.min(mine.size, theirs.size))
      // Bare numbers meet by chance: room 12 is not employee 12.
      const chance = names === 0 && (share < 0.5 || t.maxLength < 3 || s.maxLength < 3)
      if (valueSets === undefined ? names === 0 && share < 0.5 : common === 0 || chance) continue
      // People share names, so that a key with anything in common goes before them.
      const key = names >= 0.9 && !NAMES.has(conceptOf(s.name) ?? '') ? 2 : 0
      const score = share * 2 + names + key + (isNumber(s) && isNumber(t) ? 0.1 : 0) + uniqueness(t) * 0.5 + uniqueness(s) * 0.25
      const why = common > 0 ? `${common} ${valueSets === undefined ? 'of the sampled ' : ''}values in common` : 'by their names'
      if (best === undefined || score > best.score) best = { score, pair: { source: s, target: t, why } }
    }
  }
  if (best !== undefined || valueSets === undefined) return best?.pair
  // Nothing is in common: the target may simply be empty there, or nobody of the file has an account yet.
  for (const s of [...left].sort((a, b) => Number(isNumber(b)) - Number(isNumber(a)))) {
    const t = target.attributes.find((candidate) => KEYS.has(conceptOf(s.name) ?? '') && nameSimilarity(s.name, candidate.name) > 0.8)
    if (t !== undefined) return { source: s, target: t, why: 'by their names, although no value is in common' }
  }
  return undefined
}

/** The pair that somebody named, `SOURCE=TARGET`. Throws `usage` with the names there are. */
export function namedPair(match: { readonly source: string; readonly target: string }, source: InspectObjectType, target: InspectObjectType): MatchingPair {
  return { source: named(match.source, source, 'source'), target: named(match.target, target, 'target'), why: 'as asked for' }
}

/** The attribute of a name, case ignored where that is unambiguous. Throws `usage`. */
export function named(name: string, type: InspectObjectType, side: 'source' | 'target'): InspectAttribute {
  const found = type.attributes.find((a) => a.name === name) ?? type.attributes.find((a) => a.name.toLowerCase() === name.toLowerCase())
  if (found !== undefined) return found
  throw new AppError('usage', `The ${side} has no attribute ${name}; its ${type.name} objects have ${type.attributes.map((a) => a.name).join(', ')}.`, { attribute: name })
}

function couldIdentify(a: InspectAttribute, count: number): boolean {
  if (a.filled === 0 || a.type === 'boolean' || a.type === 'dateTime' || a.type === 'binary' || a.type === 'reference') return false
  if (/^(dn|distinguishedname|objectclass|userpassword|usnchanged|usncreated|whencreated|whenchanged|pwdlastset)$/i.test(a.name)) return false
  const concept = conceptOf(a.name)
  if (concept !== undefined && !KEYS.has(concept) && !NAMES.has(concept)) return false
  // An account's number may stand on a second account, and an HR file may repeat people.
  return a.distinct >= a.filled * 0.6 && a.filled >= Math.min(2, count)
}

function uniqueness(a: InspectAttribute): number {
  return a.filled === 0 ? 0 : Math.min(1, a.distinct / a.filled)
}

/** 1 for one name, 0.9 for one concept, 0.5 where both are called keys, else 0. */
function nameSimilarity(source: string, target: string): number {
  if (foldName(source) === foldName(target)) return 1
  const concept = conceptOf(source)
  if (concept !== undefined && concept === conceptOf(target)) return KEYS.has(concept) ? 0.9 : 0.3
  return concept !== undefined && conceptOf(target) !== undefined && KEYS.has(concept) && KEYS.has(conceptOf(target) ?? '') ? 0.2 : 0
}

async function valuesOf(
  side: 'source' | 'target', type: InspectObjectType, attributes: readonly InspectAttribute[], valueSets: ValueSets | undefined,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (valueSets !== undefined) return valueSets(side, type.name, attributes.map((a) => a.name))
  return new Map(attributes.map((a) => [a.name, new Set(a.samples.map(foldCase))]))
}

function countCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const value of small) if (large.has(value)) common++
  return common
}

function isNumber(a: InspectAttribute): boolean {
  return conceptOf(a.name) === 'employeeNumber'
}

/** Whole names, which tell people apart where nothing better does. */
const NAMES: ReadonlySet<string> = new Set(['displayName', 'commonName'])
const KEYS: ReadonlySet<string> = new Set(['employeeNumber', 'mail', 'userPrincipalName', 'userName'])
