import { z } from 'zod'
import { isTimeZone } from '../local-date'

/*
 * The document that people save: `rehearsal.json`, plain and diffable, the configuration of connected systems and jobs. Its JSON
 * Schema is made from these declarations, so there is no second description. Absent options are absent keys, with the default in
 * the sentence beside them.
 */

export const PROJECT_FORMAT_VERSION = '1.0'

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, dash and underscore, at most 64')
const text = z.string().max(10_000)
const name = z.string().min(1).max(200)

const paths = z.array(z.string().min(1)).min(1).describe('Files, relative to the project folder or absolute. Several are pages of one read.')

export const delimitedSettings = z.strictObject({
  kind: z.literal('delimited'),
  paths,
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional().describe('Default: detected.'),
  delimiter: z.string().min(1).max(8).optional().describe('Default: detected.'),
  quote: z.string().max(1).optional().describe('Default: detected, usually a double quote; empty for none.'),
  rowEnd: z.string().min(1).max(8).optional().describe('Default: any line end. For exports that end rows with other characters.'),
  header: z.boolean().optional().describe('Whether the first row names the columns. Default: detected.'),
  columns: z.array(z.string()).optional().describe('Names of the columns where there is no header.'),
  skipRows: z.int().min(0).max(1000).optional().describe('Rows before the header. Default 0.'),
  anchor: z.string().min(1).describe('The column that identifies a person for good.'),
  objectType: id.optional().describe('Default: row.'),
  effectiveDate: z
    .string()
    .min(1)
    .optional()
    .describe('The column with the day from which a row holds. Of the rows of one anchor the last whose day is not after the cycle\'s counts; of somebody with only rows to come, the first. Default: none, and rows with one anchor that differ are disputed.'),
  emptyIsValue: z.boolean().optional().describe('Whether a blank cell is an empty text. Default false: it is absent.'),
  nullTexts: z.array(z.string()).optional().describe('Texts that mean absent, such as NULL or N/A.'),
  multiValued: z.record(z.string(), z.string().min(1)).optional().describe('Columns that hold several values, each with its separator.'),
})

const objectTypeRule = z.strictObject({ name: id, objectClasses: z.array(z.string()).min(1) })

export const ldifSettings = z.strictObject({
  kind: z.literal('ldif'),
  paths,
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional().describe('Default: detected.'),
  anchor: z.string().min(1).optional().describe('Default: objectGUID, entryUUID or nsUniqueId, whichever is there, else the DN.'),
  objectTypes: z.array(objectTypeRule).optional().describe('Object types by object class. Default: user, group, organizationalUnit, contact, computer.'),
})

export const ldapSettings = z.strictObject({
  kind: z.literal('ldap'),
  url: z.string().regex(/^ldaps?:\/\/[^\s/]+\/?$/i, 'ldap://host:port or ldaps://host:port'),
  baseDn: z.string(),
  filter: z.string().optional().describe('Default: (objectClass=*).'),
  bindDn: z.string().optional().describe('Default: anonymous.'),
  passwordFrom: z.string().optional().describe('env:NAME reads an environment variable, store:NAME the operating system\'s store. Never the password itself.'),
  startTls: z.boolean().optional(),
  caFile: z.string().optional().describe('A PEM file with the authority to trust, besides those of the system.'),
  attributes: z.array(z.string()).optional().describe('Default: all.'),
  pageSize: z.int().min(1).max(1000).optional().describe('Default 500.'),
  timeoutMs: z.int().min(100).max(3_600_000).optional().describe('Default 30,000.'),
  anchor: z.string().min(1).optional(),
  objectTypes: z.array(objectTypeRule).optional(),
})

export const graphJsonSettings = z.strictObject({
  kind: z.literal('graph-json'),
  paths,
  anchor: z.string().min(1).optional().describe('Default: id.'),
})

export const scimJsonSettings = z.strictObject({
  kind: z.literal('scim-json'),
  paths,
  anchor: z.string().min(1).optional().describe('Default: id; externalId for bulk requests.'),
})

export const connectorSettings = z.discriminatedUnion('kind', [delimitedSettings, ldifSettings, ldapSettings, graphJsonSettings, scimJsonSettings])

export const connectedSystem = z.strictObject({
  id,
  name,
  settings: connectorSettings,
  product: z.enum(['workday', 'successFactors', 'activeDirectory', 'openLdap', 'ldap', 'entraId', 'scim', 'sql', 'other']).optional()
    .describe('What this system is: decides account state, placement and limits. Default: other.'),
  accountState: z.strictObject({
    attribute: z.string().min(1),
    on: text.optional().describe('Default True.'),
    off: text.optional().describe('Default False.'),
  }).optional().describe('Which attribute says whether an account is on, and its two values. Default: by the product, or by the mapped attributes that are known to; others have none.'),
  display: z.array(z.string()).optional().describe('Attributes that, joined by blanks, name an object for people. Default: the anchor.'),
  missingMeansDeleted: z.boolean().optional().describe('Whether an object that a complete read no longer has was deleted. Default: by the job\'s service.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'an IANA time zone such as Europe/Oslo')
    .optional()
    .describe('In which days begin for this system: when dates come due, and which effective-dated row holds. Default: UTC; for Workday its own, America/Los_Angeles.'),
  lookAhead: z.boolean().optional().describe('Workday: whether terminations are seen 24 hours before they take effect in Pacific time. Default false.'),
  attributes: z.record(z.string(), z.strictObject({
    type: z.enum(['String', 'Integer', 'Boolean', 'DateTime', 'Reference', 'Binary']).optional(),
    multiValued: z.boolean().optional(),
    required: z.boolean().optional(),
    caseExact: z.boolean().optional(),
    flowNullValues: z.boolean().optional(),
    maxLength: z.int().min(1).optional(),
    unique: z.boolean().optional(),
    default: text.optional().describe('What a required attribute gets on creation when its mapping gives nothing.'),
  })).optional().describe('What differs from what the connector finds, by attribute.'),
  precedence: z.record(id, z.record(z.string().min(1), z.array(id).min(2))).optional()
    .describe('Where several jobs write the same objects: by object type and attribute (* for all others) the jobs in the order in which they win. A job leaves alone what one before it feeds with a value. Default: the last job wins.'),
})

export const filterClause = z.strictObject({
  attribute: z.string().min(1),
  operator: z.enum([
    'EQUALS', 'NOT EQUALS', 'IS NULL', 'IS NOT NULL', 'IS TRUE', 'IS FALSE', 'REGEX MATCH', 'NOT REGEX MATCH',
    'GREATER_THAN', 'GREATER_THAN_OR_EQUALS', 'INCLUDES', 'ENDS_WITH', '&', '!&',
  ]),
  value: text.optional().describe('Absent for the operators that take none.'),
})
const filterGroup = z.strictObject({ name: z.string().optional(), clauses: z.array(filterClause).min(1) })
export const scopingFilter = z.strictObject({
  groups: z.array(filterGroup),
  inputFilterGroups: z.array(filterGroup).optional().describe('Who satisfies none of them is dropped when it is read, and nothing happens to its account.'),
  categoryFilterGroups: z.array(filterGroup).optional().describe('Experimental, with no documented effect: kept and exported, and not rehearsed.'),
})

const flow = {
  target: z.string().min(1).describe('The target attribute.'),
  apply: z.enum(['Always', 'ObjectAddOnly', 'MultiValueAddOnly', 'ValueAddOnly', 'AttributeAddOnly']).optional().describe('Default Always. ObjectAddOnly: only during creation.'),
  default: text.optional().describe('Used on creation when the source gives null.'),
  matchingPriority: z.int().min(1).max(99).optional().describe('Makes this a matching attribute; the lowest is tried first.'),
  flowBehavior: z.enum(['FlowWhenChanged', 'FlowAlways']).optional(),
  flowNullValues: z.boolean().optional().describe('With the source attribute\'s own switch: null or empty clears the target on update.'),
  note: text.optional(),
}
export const attributeMapping = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Direct'), source: z.string().min(1), ...flow }),
  z.strictObject({ type: z.literal('Constant'), value: text, ...flow }),
  z.strictObject({ type: z.literal('Expression'), expression: z.string().min(1), ...flow }),
  z.strictObject({ type: z.literal('None'), ...flow }),
])

export const objectMapping = z.strictObject({
  id,
  name: name.optional(),
  enabled: z.boolean().optional().describe('Default true.'),
  sourceType: id,
  targetType: id,
  flowTypes: z.array(z.enum(['Add', 'Update', 'Delete'])).optional().describe('Create, update and delete as in the admin centre. Default: all three.'),
  scope: scopingFilter.optional().describe('Groups joined by OR, clauses within a group by AND. Default: everybody.'),
  container: z.string().optional().describe('Where new accounts go when no mapping of parentDistinguishedName gives a place.'),
  attributeMappings: z.array(attributeMapping),
})

export const guards = z.strictObject({
  deletions: z.strictObject({ enabled: z.boolean(), value: z.int().min(1) }).optional()
    .describe('The accidental deletion threshold: disables and deletes of one job in one cycle are held when there are this many. Default: on, 500.'),
  share: z.strictObject({ percent: z.number().gt(0).max(100) }).optional()
    .describe('Disables and deletes are held when they reach this share of the accounts that the job manages. Default: off.'),
  slices: z.array(z.strictObject({ attribute: z.string().min(1), value: z.int().min(1).optional(), percent: z.number().gt(0).max(100).optional() })).optional()
    .describe('The same for the people with one value of a source attribute (one department, one country): held when they reach the count or the share. Default: none.'),
  creations: z.strictObject({ value: z.int().min(1) }).optional().describe('Creates are held when there are this many. Default: off.'),
  renames: z.strictObject({ value: z.int().min(1) }).optional().describe('Updates that rename an object are held when there are this many. Default: off.'),
  blanks: z.strictObject({ value: z.int().min(1) }).optional().describe('Updates that clear values are held when they clear this many. Default: off.'),
  protected: z.array(z.string()).optional().describe('Target objects, by anchor, DN or account name, that must not be disabled or deleted.'),
})

/** Who is assigned to the application, where Entra ID is the source (how-provisioning-works, "Assignment-based scoping"). */
export const assignment = z.strictObject({
  sync: z.enum(['assigned', 'all']).describe('Assigned users and groups only, or everybody.'),
  users: z.array(z.string().min(1)).optional().describe('Anchors of users who are assigned themselves.'),
  groups: z.array(z.string().min(1)).optional().describe('Anchors of assigned groups: their direct members are assigned.'),
  groupType: id.optional().describe('The object type of groups in the source. Default: group.'),
  memberAttribute: z.string().min(1).optional().describe('The groups\' attribute that names members. Default: members.'),
})

export const job = z.strictObject({
  id,
  name: name.optional(),
  service: z
    .enum(['Workday', 'SuccessFactors', 'ApiDriven', 'Application', 'CloudSync'])
    .describe('Which service is rehearsed: where the documented behaviours differ, this decides.'),
  source: id,
  target: id,
  skipOutOfScopeDeletions: z.boolean().optional().describe('Default false.'),
  assignment: assignment.optional().describe('Default: everybody. Not for HR sources.'),
  guards: guards.optional(),
  objectMappings: z.array(objectMapping).min(1),
})

/** What a golden record expects of one target attribute: a value, null for none, an error's code, or an action of the language. */
export const goldenExpectation = z.union([
  text, z.array(text), z.null(),
  z.strictObject({ error: z.string().min(1) }),
  z.strictObject({ action: z.enum(['IgnoreAttributeFlow', 'IgnoreObjectFlow']) }),
])

export const goldenRecord = z.strictObject({
  id,
  name: name.optional().describe('Default: the person\'s anchor.'),
  job: id,
  objectMapping: id,
  anchor: z.string().min(1).describe('The person the record was taken from.'),
  record: z.record(z.string(), z.union([text, z.array(text)])).describe('The source attributes that the expressions see; what is left out is absent.'),
  now: z.iso.datetime().describe('The clock of the test.'),
  expect: z.record(z.string(), goldenExpectation).describe('By target attribute: what its mapping gives for this person.'),
})

export const projectDocument = z.strictObject({
  $schema: z.string().optional(),
  formatVersion: z.string().regex(/^\d+\.\d+$/),
  name,
  sample: z.boolean().optional().describe('Whether this is the generated sample company.'),
  seed: z.int().min(0).optional().describe('Default 1.'),
  defaultDomain: z.string().optional().describe('What DefaultDomain() gives.'),
  systems: z.array(connectedSystem),
  jobs: z.array(job),
  tests: z.array(goldenRecord).optional().describe('Golden records: people with the values that are expected of them. Run by `rehearsal test`.'),
})

export type DelimitedSettings = z.infer<typeof delimitedSettings>
export type LdifSettings = z.infer<typeof ldifSettings>
export type LdapSettings = z.infer<typeof ldapSettings>
export type GraphJsonSettings = z.infer<typeof graphJsonSettings>
export type ScimJsonSettings = z.infer<typeof scimJsonSettings>
export type ConnectorSettings = z.infer<typeof connectorSettings>
export type ConnectedSystem = z.infer<typeof connectedSystem>
export type FilterClause = z.infer<typeof filterClause>
export type ScopingFilter = z.infer<typeof scopingFilter>
export type AttributeMapping = z.infer<typeof attributeMapping>
export type ObjectMapping = z.infer<typeof objectMapping>
export type Job = z.infer<typeof job>
export type Assignment = z.infer<typeof assignment>
export type Guards = z.infer<typeof guards>
export type GoldenRecord = z.infer<typeof goldenRecord>
export type GoldenExpectation = z.infer<typeof goldenExpectation>
export type ProjectDocument = z.infer<typeof projectDocument>

/** The expression that a mapping evaluates, as text: a direct mapping is `[name]`; none for constants and None. */
export function expressionOf(mapping: AttributeMapping): string | undefined {
  switch (mapping.type) {
    case 'Direct': return `[${mapping.source}]`
    case 'Expression': return mapping.expression
    case 'Constant':
    case 'None': return undefined
  }
}

/** Whether a system's objects have distinguished names: an LDAP directory, live or exported. */
export function isDirectory({ product, settings }: ConnectedSystem): boolean {
  return product === 'activeDirectory' || product === 'openLdap' || product === 'ldap' || settings.kind === 'ldap' || settings.kind === 'ldif'
}
