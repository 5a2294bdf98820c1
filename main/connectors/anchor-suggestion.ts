import type { InspectAttribute } from '../../shared/model/inspect'

export interface AnchorCandidate {
  readonly name: string
  /** Objects without a value. */
  readonly missing: number
  /** Objects whose value another object has as well. */
  readonly repeated: number
}

/** An attribute as far as the choice needs it. */
type Profiled = Pick<InspectAttribute, 'name' | 'type' | 'multiValued' | 'filled' | 'distinct' | 'maxLength'> & { readonly distinctIsLowerBound?: true; readonly duplicates?: number }

/** Names of keys, the surest first. What a directory never changes goes before what people are known by, that before log-in names. */
const KEY_NAMES: readonly (readonly [RegExp, number])[] = [
  [/^(objectguid|entryuuid|nsuniqueid)$/, 100],
  [/^(perpersonuuid|wid|workdayid)$/, 95],
  [
    /^(employee|empl|emp|person|pers|worker|staff|personnel|payroll|associate|colleague|member|businessentity|personal|mitarbeiter)(id|no|nr|num|number|nummer|code|key)(external|internal)?$/,
    90,
  ],
  [/^(pernr|personidexternal|externalid|perid|nationalpersonid)$/, 90],
  [/^(id|key|guid|uuid|objectid|recordid|rowid)$/, 80],
  [/^(userid|uid)$/, 60],
  [/(id|key|guid|uuid)$/, 70],
  [/^(dn|distinguishedname)$/, 75],
  [/(number|num|nr|no|code)$/, 55],
  [/^(samaccountname|username|login|loginid|logonname|account|accountname)$/, 45],
  [/^(userprincipalname|upn|mail|email|emailaddress|workemail)$/, 40],
]
/** They point to somebody else. */
const FOREIGN = /(manager|supervisor|parent|boss|owner|assistant|reportsto|creator|modifiedby|createdby)/
/** Codes and numbers that everybody has and nobody is known by. */
const NO_KEY = /(zip|postal|postcode|plz|phone|fax|mobile|pager|cost|tax|area|bank|iban|pin|sid$|room|street|house)/
const WEAK = 30
/** A key as people keep it: a few mistakes in it are issues to mend, and no reason for another key. */
const NEARLY = 0.95

/**
 * The attribute to identify objects by: filled everywhere, different everywhere and called like a key; else one of the surest names with few mistakes in it;
 * else none. Columns without names are judged by place. Candidates are those that are called like a key, best first.
 */
export function suggestAnchor(attributes: readonly Profiled[], count: number): { readonly suggested: string | undefined; readonly candidates: readonly AnchorCandidate[] } {
  if (count === 0) return { suggested: undefined, candidates: [] }
  const scored = attributes.map((attribute, place) => ({ attribute, place, score: scoreOf(attribute, place), perfect: isPerfect(attribute, count) }))
    .filter(({ score, attribute }) => score > 0 && attribute.filled > 0)
    .sort((a, b) => Number(b.perfect) - Number(a.perfect) || b.score - a.score || a.place - b.place)
  const surest = scored.filter(({ score, attribute }) => score >= 85 && attribute.filled >= count * NEARLY && attribute.distinct >= attribute.filled * NEARLY)
    .sort((a, b) => b.score - a.score || a.place - b.place)[0]
  const perfect = scored.find((one) => one.perfect)
  // A nearly perfect employee number is a better key than a perfect e-mail address.
  const chosen = perfect && (!surest || perfect.score >= surest.score || perfect.score >= 70) ? perfect : surest ?? perfect
  const candidates = scored.filter(({ score }) => score > WEAK).slice(0, 5)
  return { suggested: chosen?.attribute.name, candidates: candidates.map(({ attribute }) => candidateOf(attribute, count)) }
}

function isPerfect(attribute: Profiled, count: number): boolean {
  if (attribute.filled !== count) return false
  return attribute.distinct === count || (attribute.distinctIsLowerBound === true && attribute.duplicates === 0)
}

function scoreOf(attribute: Profiled, place: number): number {
  if (attribute.multiValued || attribute.type === 'boolean' || attribute.type === 'dateTime' || attribute.type === 'binary' || attribute.maxLength > 400) return 0
  const name = attribute.name.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (FOREIGN.test(name) || NO_KEY.test(name)) return 0
  for (const [form, score] of KEY_NAMES) if (form.test(name)) return score
  // Columns without names: keys stand at the left and are short.
  return /^column\d+$/.test(name) && attribute.maxLength <= 40 ? Math.max(1, WEAK - place) : 0
}

function candidateOf(attribute: Profiled, count: number): AnchorCandidate {
  return { name: attribute.name, missing: count - attribute.filled, repeated: attribute.filled - attribute.distinct }
}
