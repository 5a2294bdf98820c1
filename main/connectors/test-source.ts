import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/app-error'
import { counted } from '../../shared/counted'
import type { DelimitedSettings, LdapSettings } from '../../shared/model/project'
import type { TestLayer, TestStep } from '../../shared/model/system-test'
import { detectSource, type Detected, type ProposedSettings } from './detect'
import { testConnection } from './ldap/test-connection'
import { type InspectedSource, inspectDetected } from './profile'
import { resolvePath } from './text-file'

export interface SourceTest {
  readonly steps: readonly TestStep[]
  /** A sample of its objects; absent where a step before it failed. */
  readonly inspected?: InspectedSource
}

export interface SourceTestOptions {
  /** What relative paths start from. */
  readonly folder: string
  readonly signal: AbortSignal
}

/** As many objects are looked at. */
const SAMPLE_OBJECTS = 1000

const NOUNS = {
  delimited: ['row', 'rows'], ldif: ['entry', 'entries'], ldap: ['entry', 'entries'], 'graph-json': ['object', 'objects'],
  'scim-json': ['object', 'objects'],
} as const
const SKIPPED = 'Not tried, because of what failed before.'

/**
 * Tries the way to a directory as `testConnection` does, and then reads some entries. `settings.baseDn` may be empty: the directory is then
 * asked for it. Throws only `cancelled`, and `projectInvalid` for settings that describe no directory.
 */
export async function testDirectory(settings: LdapSettings, secret: Promise<string | undefined>, options: SourceTestOptions): Promise<SourceTest> {
  secret.catch(() => undefined) // Awaited where the account is signed in, if the test comes that far.
  const { steps, baseDn } = await testConnection(settings, secret, options)
  if (baseDn === undefined) return { steps: [...steps, skipped('sample')] }
  return withSample(steps, { format: 'ldap', settings: { ...settings, baseDn } }, { ...options, secret: await secret })
}

/**
 * Looks at files: whether they can be read, what they are, whether their first row names the columns, and some objects. `kept` are the settings
 * of a system that is read from them already, `rules` what somebody said otherwise than is detected. Throws only `cancelled`.
 */
export async function testFiles(
  paths: readonly string[],
  options: SourceTestOptions & { readonly kept?: Exclude<ProposedSettings, LdapSettings>; readonly rules?: Partial<DelimitedSettings> | undefined },
): Promise<SourceTest> {
  const { kept, rules, folder } = options
  const steps: TestStep[] = []
  let detected: Detected
  try {
    detected = await detectSource(paths, folder)
    if (kept !== undefined && kept.kind !== detected.settings.kind) throw new AppError('formatUnknown', `${basename(paths[0] ?? '')} is ${FORMATS[detected.settings.kind]} now, and this system is read as ${FORMATS[kept.kind]}; put the right file in its place.`)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const layer = error.code === 'fileMissing' || error.code === 'fileUnreadable' ? 'file' : 'format'
    return { steps: [...(layer === 'file' ? [] : [await fileStep(paths, folder)]), { layer, status: 'failed', text: error.message }, skipped('sample')] }
  }
  steps.push(await fileStep(paths, folder))
  const { settings } = detected
  const used = kept ?? (settings.kind === 'delimited' ? { ...settings, ...rules } : settings)
  return withSample(steps, { ...detected, settings: used }, options)
}

const FORMATS: Readonly<Record<ProposedSettings['kind'], string>> = {
  delimited: 'delimited text', ldif: 'LDIF', ldap: 'a directory', 'graph-json': 'Graph JSON', 'scim-json': 'SCIM JSON',
}

const ENCODINGS: Readonly<Record<string, string>> = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1252': 'Windows-1252' }

async function fileStep(paths: readonly string[], folder: string): Promise<TestStep> {
  let bytes = 0
  for (const path of paths) bytes += (await stat(resolvePath(folder, path))).size
  const [first = '', ...others] = paths
  return { layer: 'file', status: 'ok', text: `${others.length === 0 ? basename(first) : counted(paths.length, 'file')} can be read: ${sizeText(bytes)}.` }
}

/** The steps with those of what is in there. */
async function withSample(
  steps: readonly TestStep[], detected: Detected, { folder, signal, secret }: SourceTestOptions & { readonly secret?: string | undefined },
): Promise<SourceTest> {
  let inspected: InspectedSource
  try {
    inspected = await inspectDetected(detected, { folder, signal, secret, limit: SAMPLE_OBJECTS })
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    return { steps: [...steps, { layer: 'sample', status: 'failed', text: error.message }] }
  }
  const all = [...steps, ...formatSteps(inspected), sampleStep(inspected)]
  return inspected.objectTypes.some(({ count }) => count > 0) ? { steps: all, inspected } : { steps: all }
}

function formatSteps({ settings: { kind }, encoding, finding }: InspectedSource): readonly TestStep[] {
  if (kind === 'ldap') return []
  const format = {
    layer: 'format', status: 'ok',
    text: `It is ${FORMATS[kind]}${encoding === undefined ? '' : ` in ${ENCODINGS[encoding] ?? encoding}`}${kind === 'delimited' ? `, separated by ${separatorName(finding['delimiter'])}` : ''}.`,
  } as const
  if (kind !== 'delimited') return [format]
  const columns = counted(Number(finding['columns'] ?? 0), 'column')
  return [format, finding['header'] === true
    ? { layer: 'header', status: 'ok', text: `A header names ${columns}.` }
    : { layer: 'header', status: 'warning', text: `No header was found, so the ${columns} have numbers for names; choose the row that names them where there is one.` }]
}

function sampleStep({ objectTypes, issues, issueCounts, complete, finding, settings }: InspectedSource): TestStep {
  const [one, many] = NOUNS[settings.kind]
  const count = objectTypes.reduce((sum, type) => sum + type.count, 0)
  if (count === 0) return { layer: 'sample', status: 'failed', text: issues[0]?.message ?? `There is no ${one} in it, so nothing would be read.` }
  const remarks = Object.values(issueCounts).reduce((sum, each) => sum + each, 0)
  const pages = typeof finding['pages'] === 'number' && settings.kind === 'ldap' ? ` in ${counted(finding['pages'], 'page')} of at most ${String(finding['pageSize'])}` : ''
  const types = objectTypes.length > 1 ? `: ${objectTypes.map((type) => `${type.count.toLocaleString('en-US')} ${type.name}`).join(', ')}` : ''
  const [first] = issues
  return {
    layer: 'sample', status: remarks === 0 ? 'ok' : 'warning',
    text: `${complete ? 'Read all' : 'Read the first'} ${counted(count, one, many)}${pages}${types}.${first === undefined ? '' : ` ${counted(remarks, 'remark')}, the first at ${first.origin}: ${first.message}`}`,
  }
}

function separatorName(delimiter: unknown): string {
  if (delimiter === '\t') return 'tabs'
  return delimiter === ',' ? 'commas' : delimiter === ';' ? 'semicolons' : delimiter === '|' ? 'vertical bars' : `"${String(delimiter)}"`
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte')
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function skipped(layer: TestLayer): TestStep {
  return { layer, status: 'skipped', text: SKIPPED }
}
