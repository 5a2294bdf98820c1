import type { InspectAttribute, InspectObjectType, InspectResult } from '../../shared/model/inspect'
import type { ConnectedSystem, ConnectorSettings, DelimitedSettings, GraphJsonSettings, Job, LdapSettings, LdifSettings, ScimJsonSettings } from '../../shared/model/project'
import { conceptOf, foldName, rankOf, type Concept } from './concepts'

/** Settings before anybody has chosen an anchor. */
export type UnanchoredSettings = (Omit<DelimitedSettings, 'anchor'> & { readonly anchor?: string | undefined }) | LdifSettings | LdapSettings | GraphJsonSettings | ScimJsonSettings

/** What was found of one side, and the settings that it was read with. */
export interface Inspected extends InspectResult {
  readonly settings: UnanchoredSettings
  /** What the system is and is called, where somebody said so. */
  readonly product?: Product | undefined
  readonly name?: string
}

export type Product = NonNullable<ConnectedSystem['product']>

/** One side of the proposed job. */
export interface Side {
  readonly system: ConnectedSystem
  readonly product: Product
  readonly people: InspectObjectType
}

/** The object type that holds people: by name, by attributes that people have, then by count. Undefined where nothing was read. */
export function peopleOf(inspected: InspectResult): InspectObjectType | undefined {
  const score = (type: InspectObjectType): number => {
    const concepts = new Set(type.attributes.filter((a) => a.filled > 0).map((a) => conceptOf(a.name)))
    const named = /^(user|person|people|employee|worker|row|inetorgperson|account)s?$/i.test(type.name) ? 4 : 0
    return named + PEOPLE_HAVE.filter((concept) => concepts.has(concept)).length
  }
  return [...inspected.objectTypes].filter((t) => t.attributes.length > 0)
    .sort((a, b) => score(b) - score(a) || b.count - a.count || (a.name < b.name ? -1 : 1))[0]
}

/** What the system is: as somebody said, else judged by the attributes that people have there. */
export function productOf(inspected: Inspected, people: InspectObjectType, side: 'source' | 'target'): Product {
  if (inspected.product !== undefined) return inspected.product
  const names = new Set(people.attributes.map((a) => foldName(a.name)))
  const has = (...all: readonly string[]): boolean => all.every((name) => names.has(name))
  if (inspected.settings.kind === 'graph-json') return 'entraId'
  // An upload is what an HR system says; the application's own answers are the application.
  if (inspected.settings.kind === 'scim-json') return side === 'source' && inspected.format === 'scim-bulk' ? 'other' : 'scim'
  if (inspected.settings.kind !== 'delimited') {
    if (has('samaccountname') || has('objectsid') || (has('objectguid') && has('useraccountcontrol'))) return 'activeDirectory'
    return names.has('nsuniqueid') ? 'ldap' : 'openLdap'
  }
  if (has('samaccountname')) return 'activeDirectory'
  if (has('userprincipalname') && ['objectid', 'accountenabled', 'usertype', 'id'].some((name) => names.has(name))) return 'entraId'
  // HR systems are sources; a file of theirs on the other side is compared with as it is.
  if (side === 'target') return has('namegivenname') || has('username', 'externalid') ? 'scim' : 'other'
  if (has('supervisoryorganization') || has('wid', 'worker') || has('employeeid', 'worker') || has('workdayid')) return 'workday'
  if (has('personidexternal') || has('perpersonuuid')) return 'successFactors'
  return 'other'
}

/** The service that would run such a job. A plain file comes in through API-driven provisioning. */
export function serviceOf(source: Product, target: Product): Job['service'] {
  if (source === 'workday') return 'Workday'
  if (source === 'successFactors') return 'SuccessFactors'
  if (source === 'entraId') return target === 'activeDirectory' ? 'CloudSync' : 'Application'
  if (source === 'activeDirectory') return target === 'entraId' ? 'CloudSync' : 'Application'
  return 'ApiDriven'
}

/** The best column to identify rows by, with the reason; `undefined` for systems that have one of their own. */
export function anchorFor(inspected: Inspected, people: InspectObjectType, wanted: string | undefined): { readonly anchor: string; readonly why: string } | undefined {
  if (wanted !== undefined) return { anchor: wanted, why: ['as asked for', ...faultsOf(people.attributes.find((a) => a.name === wanted), people.count)].join(', although ') }
  if (inspected.settings.anchor !== undefined) return { anchor: inspected.settings.anchor, why: 'as its settings say' }
  if (inspected.settings.kind !== 'delimited') return undefined
  const suggested = people.attributes.find((a) => a.name === people.suggestedAnchor)
  const numbers = people.attributes
    .filter((a) => conceptOf(a.name) === 'employeeNumber' && a.filled > 0)
    .sort((a, b) => rankOf(a.name, 'employeeNumber') - rankOf(b.name, 'employeeNumber'))
  const most = [...people.attributes].sort((a, b) => b.distinct - a.distinct || b.filled - a.filled)
  const chosen = suggested ?? numbers[0] ?? most[0]
  if (chosen === undefined) return undefined
  const [faults] = faultsOf(chosen, people.count)
  if (people.count === 0) return { anchor: chosen.name, why: 'by its name alone, for there are no rows' }
  return { anchor: chosen.name, why: faults === undefined ? 'filled and different in every row' : `the nearest to a key, although ${faults}` }
}

/** What keeps a column from being a key, in words; none for one that is. */
function faultsOf(column: InspectAttribute | undefined, rows: number): readonly string[] {
  if (column === undefined) return []
  const repeated = column.filled - column.distinct
  const missing = rows - column.filled
  const faults = [
    ...(repeated > 0 ? [`${repeated} of ${column.filled} values repeat`] : []),
    ...(missing > 0 ? [`${missing} ${missing === 1 ? 'row has' : 'rows have'} none`] : []),
  ]
  return faults.length === 0 ? [] : [`${faults.join(' and ')}, and those rows become issues`]
}

/** The settings with their anchor. */
function anchored(settings: UnanchoredSettings, anchor: string | undefined): ConnectorSettings {
  if (settings.kind === 'delimited') {
    const { anchor: _, ...rest } = settings
    return { ...rest, anchor: anchor ?? '' }
  }
  return anchor === undefined ? settings : { ...settings, anchor }
}

/** What is known of a system before it is one. */
interface SystemFacts {
  readonly people: InspectObjectType
  readonly product: Product
  /** Undefined where the connector has one of its own. */
  readonly anchor: string | undefined
  /** What it is called where its attributes do not say what it is. */
  readonly plainName: string
}

/** The system as it would be kept, with the id and name that its product has. */
export function systemOf(inspected: Inspected, { people, product, anchor, plainName }: SystemFacts): ConnectedSystem {
  const display = displayOf(people)
  return {
    id: product === 'other' ? systemId(plainName) : SYSTEM_IDS[product],
    name: product === 'other' ? plainName : PRODUCT_NAMES[product],
    settings: anchored(inspected.settings, anchor),
    ...(product !== 'other' && { product }),
    ...(display.length > 0 && { display }),
  }
}

/** A name as an id: `HR Basel` is `hr-basel`. What holds neither letter nor digit is `system`. */
export function systemId(name: string): string {
  const id = name.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '').slice(0, 40).replace(/-+$/, '')
  return id === '' ? 'system' : id
}

/** Attributes that name a person for people. */
function displayOf(people: InspectObjectType): string[] {
  const pick = (concept: Concept): InspectAttribute | undefined => bestOf(people.attributes, concept)
  const whole = pick('displayName') ?? pick('commonName')
  const parts = [pick('givenName'), pick('familyName')].flatMap((a) => (a === undefined ? [] : [a.name]))
  if (whole !== undefined && whole.filled >= people.count * 0.9) return [whole.name]
  return parts.length === 2 ? parts : whole !== undefined ? [whole.name] : parts
}

/** The attribute that a concept is held in: the surest name among those with values. */
export function bestOf<A extends InspectAttribute>(attributes: readonly A[], concept: Concept): A | undefined {
  return attributes.filter((a) => a.filled > 0 && conceptOf(a.name) === concept)
    .sort((a, b) => rankOf(a.name, concept) - rankOf(b.name, concept))[0]
}

const PEOPLE_HAVE: readonly Concept[] = ['givenName', 'familyName', 'employeeNumber', 'mail', 'userName', 'title']

const SYSTEM_IDS: Readonly<Record<Exclude<Product, 'other'>, string>> = {
  workday: 'workday', successFactors: 'successfactors', activeDirectory: 'ad', openLdap: 'directory', ldap: 'directory', entraId: 'entra', scim: 'app', sql: 'database',
}
export const PRODUCT_NAMES: Readonly<Record<Exclude<Product, 'other'>, string>> = {
  workday: 'Workday', successFactors: 'SuccessFactors', activeDirectory: 'Active Directory', openLdap: 'LDAP directory', ldap: 'LDAP directory',
  entraId: 'Microsoft Entra ID', scim: 'SCIM application', sql: 'Database',
}
