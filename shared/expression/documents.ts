/**
 * Where a rule of the language stands, as `document: paragraph`. It is told to people as it stands; `linkOf` has the page for it.
 * The documents are Microsoft's; what none of them states is `ours`.
 */
export type Source = string

/** The paragraph of one function, such as `Switch`, or of another heading of the functions page. */
export function reference(paragraph: string): Source {
  return `Entra, expression reference: ${paragraph}`
}

export const knownIssues: Source = 'Entra, known issues: expressions'
export const nullAndEmpty: Source = 'Entra, HR user update issues: empty values'
export const attributeKinds: Source = 'Entra, customize application attributes: types of attributes'
export const roleProvisioning: Source = 'Entra, customize application attributes: provisioning a role'
export const logCodes: Source = 'Entra, provisioning log codes: SchemaPropertyCanOnlyAcceptValue'
export const guides: Source = 'Entra, HR expression guides: published samples'
export const filters: Source = 'Entra, scoping filters: regular expressions'
export const connect: Source = 'Entra Connect, declarative provisioning expressions'
export const cloudSync: Source = 'Entra cloud sync, expressions'
export const dotnetPatterns: Source = '.NET, regular expressions: backtracking'

/** Connect's paragraph of one function. */
export function connectFunction(name: string): Source {
  return `Entra Connect, functions reference: ${name}`
}

const LEARN = 'https://learn.microsoft.com'
const PAGES: readonly (readonly [document: string, address: string])[] = [
  ['Entra, expression reference', '/entra/identity/app-provisioning/functions-for-customizing-application-data'],
  ['Entra, known issues', '/entra/identity/app-provisioning/known-issues'],
  ['Entra, HR user update issues', '/entra/identity/app-provisioning/hr-user-update-issues'],
  ['Entra, customize application attributes', '/entra/identity/app-provisioning/customize-application-attributes'],
  ['Entra, provisioning log codes', '/entra/identity/app-provisioning/application-provisioning-error-codes'],
  ['Entra, HR expression guides', '/entra/identity/app-provisioning/workday-expression-mapping-functions-guide'],
  ['Entra, scoping filters', '/entra/identity/app-provisioning/define-conditional-rules-for-provisioning-user-accounts'],
  ['Entra Connect, declarative provisioning expressions', '/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-declarative-provisioning-expressions'],
  ['Entra Connect, functions reference', '/entra/identity/hybrid/connect/reference-connect-sync-functions-reference'],
  ['Entra cloud sync, expressions', '/entra/identity/hybrid/cloud-sync/reference-expressions'],
  ['.NET, regular expressions', '/dotnet/standard/base-types/backtracking-in-regular-expressions'],
  ['AD schema', '/windows/win32/adschema/attributes-all'],
  ['Active Directory schema reference', '/windows/win32/adschema/attributes-all'],
  ['Microsoft Graph v1.0, user resource', '/graph/api/resources/user'],
  ['Microsoft Graph v1.0, group resource', '/graph/api/resources/group'],
  ['Microsoft 365, prepare for directory synchronization', '/microsoft-365/enterprise/prepare-for-directory-synchronization'],
]
/** Pages whose paragraphs have an address of their own: the heading in lower case, blanks as hyphens. */
const WITH_PARAGRAPHS: ReadonlySet<string> = new Set(['Entra, expression reference', 'Entra Connect, functions reference', 'Entra cloud sync, expressions'])

/** The page of a source, at the paragraph where it has one of its own; undefined for what no page states. */
export function linkOf(source: Source): string | undefined {
  const page = PAGES.find(([document]) => source.startsWith(document))
  if (!page) return undefined
  const [document, address] = page
  const paragraph = source.slice(document.length).replace(/^: /, '')
  if (paragraph === '' || !WITH_PARAGRAPHS.has(document)) return `${LEARN}${address}`
  return `${LEARN}${address}#${paragraph.toLowerCase().replace(/[^\p{L}\p{Nd} -]/gu, '').trim().replaceAll(' ', '-')}`
}

/** The source of a function as its declaration names it (`page § heading`), in the words of this module. */
export function sourceOfFunction(declared: string | undefined): Source {
  const [page = '', heading] = (declared ?? '').split(' § ')
  const document = DECLARED[page] ?? page
  return heading === undefined ? document : `${document}: ${heading}`
}

const DECLARED: Readonly<Record<string, string>> = {
  'functions-for-customizing-application-data.md': 'Entra, expression reference',
  'cloud-sync/reference-expressions.md': cloudSync,
  'customize-application-attributes.md': 'Entra, customize application attributes',
  'synchronization-schema functions listing': 'Graph, synchronizationSchema: functions',
  'inbound-provisioning-api-faqs.md': 'Entra, API-driven provisioning: questions',
}
