import type { AttributeProfileView, SystemView } from '../../../shared/ipc/views'
import type { ConnectedSystem, ConnectorSettings, DelimitedSettings, Job, LdapSettings, LdifSettings } from '../../../shared/model/project'
import { sameJson } from '../../draft/mapping-draft'
import { CONNECTIONS } from '../../texts/connections'
import { clockRules, effectiveDateRule } from './date-rules'
import type { Finding, ReadingRule, RuleId } from './reading-rule'

const NAMES = CONNECTIONS.ruleNames
const SAY = CONNECTIONS.evidence

/** Stands for an empty text as a choice, where the empty choice means: as detected. */
const NO_QUOTE = 'none'

/** The rules of a system's kind with what was found at the last read, and those of its clock where a job reads it. */
export function readingRules(
  system: ConnectedSystem, view: SystemView, profile: readonly AttributeProfileView[], jobs: readonly Job[],
): readonly ReadingRule[] {
  return [...rulesOfKind(system, view, profile), ...clockRules(system, jobs)]
}

function rulesOfKind(system: ConnectedSystem, view: SystemView, profile: readonly AttributeProfileView[]): readonly ReadingRule[] {
  const { settings } = system
  const finding = view.lastRead?.finding ?? {}
  const attributes = [...new Set([...(settings.anchor === undefined ? [] : [settings.anchor]), ...view.types.flatMap((type) => type.attributes)])]
  const anchor = anchorRule(settings.anchor, attributes, profile, { required: settings.kind === 'delimited', finding })
  switch (settings.kind) {
    case 'delimited': return delimitedRules(settings, finding, anchor, effectiveDateRule(settings, attributes, profile, finding))
    case 'graph-json':
    case 'scim-json': return [anchor]
    case 'ldif': return [encodingRule(settings, finding), anchor]
    case 'ldap': return ldapRules(settings, finding, anchor)
  }
}

/** The system with one rule set, or left to detection again where the value is empty. */
export function withRule(system: ConnectedSystem, id: RuleId, value: string): ConnectedSystem {
  if (id === 'timeZone' || id === 'lookAhead') return withClock(system, id, value)
  const settings: Record<string, unknown> = { ...system.settings }
  if (value === '' && id !== 'baseDn') delete settings[id]
  else settings[id] = storedValue(id, value)
  return { ...system, settings: settings as ConnectorSettings }
}

function withClock(system: ConnectedSystem, id: 'timeZone' | 'lookAhead', value: string): ConnectedSystem {
  const { [id]: _, ...rest } = system
  if (id === 'lookAhead') return value === 'true' ? { ...rest, lookAhead: true } : rest
  return value === '' ? rest : { ...rest, timeZone: value }
}

/** Whether two systems are read alike. Their clock counts where rows hold from a day on. */
export function isReadAlike(left: ConnectedSystem, right: ConnectedSystem): boolean {
  const dated = left.settings.kind === 'delimited' && left.settings.effectiveDate !== undefined
  return sameJson(left.settings, right.settings) && (!dated || left.timeZone === right.timeZone)
}

/** What no file says. */
const NEVER_DETECTED: ReadonlySet<RuleId> = new Set(['effectiveDate', 'timeZone', 'lookAhead'])

/** How many rules were found by themselves, and how many were set. */
export function countRules(rules: readonly ReadingRule[]): { readonly detected: number; readonly yours: number } {
  const open = rules.filter((rule) => rule.kind !== 'fixed' && (rule.yours || !NEVER_DETECTED.has(rule.id)))
  const yours = open.filter((rule) => rule.yours).length
  return { detected: open.length - yours, yours }
}

/** `NULL, N/A` as two texts; blanks around them do not count. */
export function splitTexts(text: string): readonly string[] {
  return [...new Set(text.split(',').map((one) => one.trim()).filter((one) => one !== ''))]
}

function delimitedRules(settings: DelimitedSettings, finding: Finding, anchor: ReadingRule, effectiveDate: ReadingRule): readonly ReadingRule[] {
  const found = (name: string): string | undefined => (finding[name] === undefined ? undefined : String(finding[name]))
  const delimiter = found('delimiter')
  const quote = found('quote')
  const header = found('header')
  const columns = finding['columns']
  const rows = finding['rows']
  const files = finding['files']
  return [
    encodingRule(settings, finding),
    {
      id: 'delimiter', name: NAMES.delimiter, kind: 'choice', value: settings.delimiter ?? '', yours: settings.delimiter !== undefined,
      options: choices(CONNECTIONS.delimiters, delimiter === undefined ? undefined : delimiterName(delimiter), settings.delimiter),
      ...(typeof columns === 'number' && (settings.delimiter ?? delimiter) === delimiter && { evidence: SAY.columns(columns) }),
    },
    {
      id: 'quote', name: NAMES.quote, kind: 'choice', value: settings.quote === '' ? NO_QUOTE : settings.quote ?? '', yours: settings.quote !== undefined,
      options: choices({
        '"': CONNECTIONS.quotes['"'] ?? '', '\'': CONNECTIONS.quotes['\''] ?? '', [NO_QUOTE]: CONNECTIONS.quotes[''] ?? '',
      }, quote === undefined ? undefined : CONNECTIONS.quotes[quote] ?? quote, settings.quote === '' ? undefined : settings.quote),
    },
    {
      id: 'header', name: NAMES.header, kind: 'choice', value: settings.header === undefined ? '' : String(settings.header),
      yours: settings.header !== undefined,
      options: choices(CONNECTIONS.headers, header === undefined ? undefined : CONNECTIONS.headers[header]),
    },
    {
      id: 'skipRows', name: NAMES.skipRows, kind: 'number', value: settings.skipRows === undefined ? '0' : String(settings.skipRows),
      yours: settings.skipRows !== undefined, range: [0, 1000],
    },
    { ...anchor, ...(anchor.evidence === undefined && typeof rows === 'number' && typeof files === 'number' && { evidence: SAY.rows(rows, files) }) },
    effectiveDate,
    {
      id: 'emptyIsValue', name: NAMES.emptyIsValue, kind: 'choice', value: String(settings.emptyIsValue ?? false), yours: settings.emptyIsValue !== undefined,
      options: Object.entries(CONNECTIONS.emptyCells).map(([value, label]) => ({ value, label })),
    },
    {
      id: 'nullTexts', name: NAMES.nullTexts, kind: 'text', value: (settings.nullTexts ?? []).join(', '), yours: settings.nullTexts !== undefined,
      hint: CONNECTIONS.nullTextsHint,
    },
  ]
}

function ldapRules(settings: LdapSettings, finding: Finding, anchor: ReadingRule): readonly ReadingRule[] {
  const entries = finding['entries']
  const pages = finding['pages']
  return [
    {
      id: 'url', name: NAMES.url, kind: 'fixed', value: settings.url, yours: false,
      ...(finding['server'] !== undefined && { evidence: String(finding['server']) }),
    },
    {
      id: 'encrypted', name: NAMES.encrypted, kind: 'fixed',
      value: settings.url.startsWith('ldaps') || settings.startTls === true ? CONNECTIONS.encryptedYes : CONNECTIONS.encryptedNo, yours: false,
    },
    { id: 'bindDn', name: NAMES.bindDn, kind: 'fixed', value: settings.bindDn ?? CONNECTIONS.anonymous, yours: false },
    { id: 'baseDn', name: NAMES.baseDn, kind: 'text', value: settings.baseDn, yours: true },
    {
      id: 'filter', name: NAMES.filter, kind: 'text', value: settings.filter ?? '', yours: settings.filter !== undefined, hint: '(objectClass=*)',
      ...(typeof entries === 'number' && { evidence: SAY.entries(entries) }),
    },
    {
      id: 'pageSize', name: NAMES.pageSize, kind: 'number', value: String(settings.pageSize ?? 500), yours: settings.pageSize !== undefined,
      range: [1, 1000], ...(typeof pages === 'number' && { evidence: SAY.pages(pages) }),
    },
    anchor,
  ]
}

function encodingRule(settings: DelimitedSettings | LdifSettings, finding: Finding): ReadingRule {
  const found = finding['encoding']
  return {
    id: 'encoding', name: NAMES.encoding, kind: 'choice', value: settings.encoding ?? '', yours: settings.encoding !== undefined,
    options: choices(CONNECTIONS.encodings, typeof found === 'string' ? CONNECTIONS.encodings[found] ?? found : undefined),
  }
}

function anchorRule(
  anchor: string | undefined, attributes: readonly string[], profile: readonly AttributeProfileView[],
  { required, finding }: { readonly required: boolean; readonly finding: Finding },
): ReadingRule {
  const found = finding['anchor']
  const shown = profile.find((one) => one.name === (anchor ?? found))
  return {
    id: 'anchor', name: NAMES.anchor, kind: 'choice', value: anchor ?? '', yours: anchor !== undefined && !required,
    options: [
      ...(required ? [] : [{ value: '', label: typeof found === 'string' ? CONNECTIONS.detectedAs(found) : CONNECTIONS.detected }]),
      ...attributes.map((name) => ({ value: name, label: name })),
    ],
    ...(shown !== undefined && shown.filled > 0 && {
      evidence: shown.distinct >= shown.filled ? SAY.unique(shown.filled) : SAY.notUnique(shown.distinct, shown.filled),
    }),
  }
}

/** The choice of detection first, then those of the table, and what is set though it is not among them. */
function choices(
  table: Readonly<Record<string, string>>, found: string | undefined, set?: string,
): readonly { readonly value: string; readonly label: string }[] {
  return [
    { value: '', label: found === undefined ? CONNECTIONS.detected : CONNECTIONS.detectedAs(found) },
    ...Object.entries(table).map(([value, label]) => ({ value, label })),
    ...(set === undefined || set in table ? [] : [{ value: set, label: set }]),
  ]
}

function delimiterName(delimiter: string): string {
  return CONNECTIONS.delimiters[delimiter] ?? delimiter
}

function storedValue(id: RuleId, value: string): unknown {
  switch (id) {
    case 'header':
    case 'emptyIsValue': return value === 'true'
    case 'skipRows':
    case 'pageSize': return Number(value)
    case 'nullTexts': return splitTexts(value)
    case 'quote': return value === NO_QUOTE ? '' : value
    default: return value
  }
}
