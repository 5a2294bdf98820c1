import type { AttributeConstraint } from '../../shared/constraints/constraint'
import { accountStateAttribute, targetConstraints } from '../../shared/constraints/target-constraints'
import type { InspectAttribute } from '../../shared/model/inspect'
import type { AttributeMapping } from '../../shared/model/project'
import { agreementText, exampleText, neverAgrees, pairKey, type Agreement, type AttributePair } from './agreement'
import { conceptOf, foldName, rankOf, type Concept } from './concepts'
import type { MatchingPair } from './propose-matching'
import { bestOf, type Side } from './propose-systems'

/** Attributes that may be known by their values too. */
export type ProfiledAttribute = InspectAttribute & { readonly top?: readonly { readonly value: string; readonly count: number }[] }

export interface ProposedMappings {
  readonly mappings: readonly AttributeMapping[]
  readonly decisions: readonly string[]
  /** The attributes whose values one would expect to agree, as both sides spell them. */
  readonly compared: readonly AttributePair[]
}

/**
 * The obvious attribute mappings: the matching pair, every attribute of the target that exists and whose source is plain, what a
 * create cannot do without, and the account state where the source's status is plain. At most one for each target attribute. Two attributes
 * that agree for nobody (`agreements`, by `pairKey`) are not mapped for accounts that exist: the names are alike, the meaning is not.
 */
export function proposeMappings(source: Side, target: Side, pair: MatchingPair, agreements: ReadonlyMap<string, Agreement> = new Map()): ProposedMappings {
  const constraints = targetConstraints(target.product, target.people.name)
  const decisions: string[] = []
  const compared: AttributePair[] = []
  const mappings = new Map<string, AttributeMapping>()
  const put = (mapping: AttributeMapping, decision: string): void => {
    mappings.set(mapping.target.toLowerCase(), mapping)
    decisions.push(decision)
  }
  const spelled = (name: string): string => (target.system.settings.kind === 'delimited' ? name : constraints.get(name.toLowerCase())?.name ?? name)
  const open = (name: string): boolean => !mappings.has(name.toLowerCase())
  const targetOf = (concept: Concept): InspectAttribute | undefined =>
    target.people.attributes
      .filter((a) => conceptOf(a.name) === concept && open(a.name) && isWritable(a, constraints))
      .sort((a, b) => Number(b.filled > 0) - Number(a.filled > 0) || rankOf(a.name, concept) - rankOf(b.name, concept))[0]

  const key = spelled(pair.target.name)
  put({ type: 'Direct', source: pair.source.name, target: key, matchingPriority: 1 }, `Matches ${pair.source.name} with ${key}: ${pair.why}.`)

  for (const t of target.people.attributes) {
    const same = source.people.attributes.find((s) => s.filled > 0 && foldName(s.name) === foldName(t.name))
    if (same === undefined || !open(t.name) || !isWritable(t, constraints) || conceptOf(t.name) !== undefined) continue
    direct(same, t)
  }
  for (const concept of CONCEPTS) {
    const from = bestOf(source.people.attributes, concept)
    const to = targetOf(concept)
    if (from !== undefined && to !== undefined) direct(from, to, concept)
  }
  proposeNames()
  proposeState()
  proposeRequired()
  return { mappings: [...mappings.values()], decisions, compared }

  function direct(from: ProfiledAttribute, to: InspectAttribute, concept?: Concept): void {
    const name = spelled(to.name)
    const constraint = constraints.get(to.name.toLowerCase())
    if (constraint?.type === 'Reference' && concept !== 'manager') return
    if (concept === 'manager' && !isReference(to, constraint)) return
    const refused = concept === 'manager' ? undefined : refusal(from, constraint)
    if (refused !== undefined) { decisions.push(`Leaves ${name} alone: ${from.name} holds ${JSON.stringify(refused)}, which the target does not accept there.`); return }
    const once = concept === 'userName' || concept === 'commonName' || concept === 'userPrincipalName'
    if (constraint?.type === 'DateTime' && from.samples.length > 0 && from.samples.every((value) => /^\d{4}-\d\d-\d\d$/.test(value))) {
      put({
        type: 'Expression', expression: `FormatDateTime([${from.name}], , "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssZ")`, target: name,
      }, `Maps ${from.name} to ${name}, as the beginning of the day in UTC.`)
      return
    }
    const both = { source: from.name, target: to.name }
    if (concept !== 'manager') compared.push(both)
    const agreement = agreements.get(pairKey(both))
    if (!once && neverAgrees(agreement)) {
      decisions.push(`Leaves ${name} alone: of ${agreement.compared} people found on both sides nobody has the same value in ${from.name} and ${name}${exampleText(agreement)}. Map it if ${source.system.name} is right.`)
      return
    }
    const tooLong = constraint?.maxLength !== undefined && from.maxLength > constraint.maxLength
      ? `; its longest value has ${from.maxLength} characters and ${name} takes ${constraint.maxLength}, so some will fail`
      : ''
    put({
      type: 'Direct', source: from.name, target: name, ...(once && { apply: 'ObjectAddOnly' as const }),
    }, `Maps ${from.name} to ${name}${once ? ', only when an account is created' : ''}${agreementText(agreement)}${tooLong}.`)
  }

  /** Names that a new account needs and the source does not have ready; existing accounts keep theirs. */
  function proposeNames(): void {
    const first = bestOf(source.people.attributes, 'givenName')
    const last = bestOf(source.people.attributes, 'familyName')
    const whole = bestOf(source.people.attributes, 'displayName')
    const full = first !== undefined && last !== undefined ? `Join(" ", [${first.name}], [${last.name}])` : undefined
    const wants = (name: string): boolean => open(name) && (constraints.get(name.toLowerCase())?.requiredOnCreate === true || existsInTarget(name))
    for (const name of ['cn', 'displayName']) {
      if (!wants(name) || !mayBeWritten(name)) continue
      if (whole !== undefined) put({
        type: 'Direct', source: whole.name, target: spelled(name), apply: 'ObjectAddOnly',
      }, `Maps ${whole.name} to ${spelled(name)}, only when an account is created.`)
      else if (full !== undefined) put({
        type: 'Expression', expression: full, target: spelled(name), apply: 'ObjectAddOnly',
      }, `Makes ${spelled(name)} from ${first?.name ?? ''} and ${last?.name ?? ''}, only when an account is created.`)
    }
    if (first === undefined || last === undefined) return
    const plain = (expression: string): string => `Replace(NormalizeDiacritics(ToLower(${expression})), , "[^a-z0-9.]", , "", , )`
    const names = plain(`Join(".", [${first.name}], [${last.name}])`)
    for (const name of ['sAMAccountName', 'uid']) {
      if (!wants(name)) continue
      const limit = constraints.get(name.toLowerCase())?.maxLength
      const cut = (expression: string, length: number): string => (limit === undefined ? expression : `Left(${expression}, ${length})`)
      const numbered = `Append(${cut(names, 12)}, ${plain(`[${source.system.settings.anchor ?? pair.source.name}]`)})`
      put({ type: 'Expression', expression: `SelectUniqueValue(${cut(names, 20)}, ${cut(numbered, 20)})`, target: spelled(name), apply: 'ObjectAddOnly' },
        `Makes ${spelled(name)} from the names, with the number where that is taken, only when an account is created.`)
    }
    const upn = target.people.attributes.find((a) => foldName(a.name) === 'userprincipalname')
    const domain = upn === undefined ? undefined : commonDomain(upn.samples)
    if (upn !== undefined && domain !== undefined && open(upn.name)) {
      put({
        type: 'Expression', expression: `Append(${names}, "@${domain}")`, target: spelled(upn.name), apply: 'ObjectAddOnly',
      }, `Makes ${spelled(upn.name)} from the names at ${domain}, as existing accounts have it, only when an account is created.`)
    }
  }

  /** Turns accounts off where the source's status says so in words that leave no doubt. */
  function proposeState(): void {
    const state = accountStateAttribute(target.product)
    const status: ProfiledAttribute | undefined = bestOf(source.people.attributes, 'status')
    if (state === undefined || status === undefined || !open(state.attribute)) return
    const values = [...new Set([...(status.top ?? []).map((t) => t.value), ...status.samples])].sort((a, b) => (a < b ? -1 : 1))
    const pairs = values.flatMap((value) => {
      const active = meansActive(value)
      return active === undefined ? [] : [[value, active ? state.on : state.off] as const]
    })
    const unclear = values.filter((value) => meansActive(value) === undefined)
    if (pairs.length === 0 || status.distinct > 20) return
    const expression = `Switch([${status.name}], , ${pairs.map(([value, to]) => `${quoted(value)}, "${to}"`).join(', ')})`
    put({ type: 'Expression', expression, target: state.attribute },
      `Sets ${state.attribute} by ${status.name}: ${pairs.map(([value, to]) => `${value} is ${to === state.on ? 'on' : 'off'}`).join(', ')}${unclear.length > 0 ? `; ${unclear.join(', ')} changes nothing` : ''}.`)
  }

  /** What is left of the attributes without which a create fails, where an obvious value is to be had. */
  function proposeRequired(): void {
    const state = accountStateAttribute(target.product)
    const first = bestOf(source.people.attributes, 'givenName')
    const last = bestOf(source.people.attributes, 'familyName')
    const mail = bestOf(source.people.attributes, 'mail')
    for (const { name, requiredOnCreate } of constraints.values()) {
      if (requiredOnCreate !== true || !open(name)) continue
      if (name === state?.attribute) put({ type: 'Constant', value: state.on, target: name, apply: 'ObjectAddOnly' }, `Sets ${name} to ${state.on} when an account is created.`)
      else if (name === 'userName' && mail !== undefined) put({ type: 'Direct', source: mail.name, target: name, apply: 'ObjectAddOnly' }, `Maps ${mail.name} to ${name}, only when an account is created.`)
      else if ((name === 'mailNickname' || name === 'userName') && first !== undefined && last !== undefined) {
        put({
          type: 'Expression',
          expression: `Replace(NormalizeDiacritics(ToLower(Join(".", [${first.name}], [${last.name}]))), , "[^a-z0-9.]", , "", , )`, target: name,
          apply: 'ObjectAddOnly',
        }, `Makes ${name} from the names, only when an account is created.`)
      } else decisions.push(`Finds nothing for ${name}, which the target requires: creates will fail until it is mapped.`)
    }
  }

  function existsInTarget(name: string): boolean {
    return target.people.attributes.some((a) => a.name.toLowerCase() === name.toLowerCase())
  }

  function mayBeWritten(name: string): boolean {
    return constraints.get(name.toLowerCase())?.readOnly !== true && target.system.settings.anchor?.toLowerCase() !== name.toLowerCase()
  }

  function isWritable(a: InspectAttribute, known: ReadonlyMap<string, AttributeConstraint>): boolean {
    return a.type !== 'binary' && mayBeWritten(a.name) && known.get(a.name.toLowerCase())?.type !== 'Binary' && !NEVER.test(a.name)
  }
}

function isReference(a: InspectAttribute, constraint: AttributeConstraint | undefined): boolean {
  return constraint?.type === 'Reference' || a.type === 'reference' || conceptOf(a.name) === 'manager'
}

/** A sampled value that the target would refuse; one refusal in a handful is a rule that the mapping would break. */
function refusal(from: InspectAttribute, constraint: AttributeConstraint | undefined): string | undefined {
  if (constraint === undefined) return undefined
  const forbidden = constraint.forbidden === undefined ? undefined : new RegExp(constraint.forbidden, 'u')
  const allowed = constraint.allowed === undefined ? undefined : new RegExp(constraint.allowed, 'u')
  const refused = from.samples.filter((value) => forbidden?.test(value) === true || allowed?.test(value) === false || (constraint.maxLength !== undefined && constraint.maxLength <= 3 && value.length > constraint.maxLength))
  return refused.length * 2 > from.samples.length ? refused[0] : undefined
}

function meansActive(value: string): boolean | undefined {
  if (/^(active|a|true|yes|y|1|current|employed|working|aktiv|on leave|.*\bleave)$/i.test(value)) return true
  if (/^(inactive|i|false|no|n|0|terminated|t|former.*|retired|left|resigned|ex-employee|inaktiv|deceased)$/i.test(value)) return false
  return undefined
}

/** The domain that the sampled names share. */
function commonDomain(samples: readonly string[]): string | undefined {
  const domains = new Set(samples.map((s) => s.slice(s.indexOf('@') + 1).toLowerCase()))
  return domains.size === 1 && samples.every((s) => s.includes('@')) ? [...domains][0] : undefined
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** In the order in which people read a mapping page. */
const CONCEPTS: readonly Concept[] = [
  'employeeNumber', 'givenName', 'middleName', 'familyName', 'displayName', 'commonName', 'userName', 'userPrincipalName', 'mail', 'title',
  'department', 'division', 'company', 'costCenter', 'employeeType', 'telephone', 'mobile', 'fax', 'street', 'city', 'state', 'postalCode',
  'countryCode', 'country', 'office', 'room', 'initials', 'manager', 'hireDate', 'leaveDate', 'language', 'description',
]
const NEVER = /^(dn|distinguishedname|objectclass|objectguid|objectsid|objectcategory|userpassword|unicodepwd|useraccountcontrol|entryuuid|nsuniqueid|whencreated|whenchanged|usn.*|memberof|pwdlastset|lastlogon.*|badpw.*|logoncount|accountexpires|instancetype|dscorepropagationdata|primarygroupid|samaccounttype|name|objectid)$/i
