import type { z } from 'zod'
import { AppError } from '../../shared/app-error'
import { counted } from '../../shared/counted'
import { JsonTextError, parseJsonText, printJsonPath } from '../../shared/json-text'
import { PROJECT_FORMAT_VERSION, projectDocument, type ProjectDocument } from '../../shared/model/project'

/** Text of a file as JSON. Throws `projectInvalid` with the line. */
export function parseProjectJson(text: string, file: string): ReturnType<typeof parseJsonText> {
  try {
    return parseJsonText(text)
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error
    throw new AppError('projectInvalid',
      `${file} line ${error.line}, column ${error.column} is not valid JSON: ${error.message}. Correct the file, or put a saved version from its versions folder in its place.`,
      { file, line: error.line, column: error.column }, { cause: error })
  }
}

/**
 * The value as a project, with its keys in the order in which they came. Throws `projectNewer` for a format that this program
 * does not know, else `projectInvalid` with the JSON path of the first thing that is wrong.
 */
export function validateDocument(value: unknown, file: string, lineOf?: (path: readonly (string | number)[]) => number): ProjectDocument {
  const format = formatOf(value)
  if (format !== undefined && format.major > OURS.major) throw newer(file, format.text)
  if (format !== undefined && format.major < OURS.major) {
    throw new AppError('projectInvalid', `${file} has format ${format.text}, which no release of Rehearsal has written; this one writes ${PROJECT_FORMAT_VERSION}.`, { file })
  }
  const result = projectDocument.safeParse(value)
  // The schema has neither defaults nor transforms, so the value itself is the document; zod's copy would reorder its keys.
  if (result.success) return value as ProjectDocument
  if (format !== undefined && format.minor > OURS.minor) throw newer(file, format.text)

  const problems = result.error.issues.map((issue) => describeIssue(issue, lineOf))
  const more = problems.length > 3 ? `, and ${problems.length - 3} more` : ''
  const first = result.error.issues[0]
  const path = first === undefined ? '' : printJsonPath(jsonPath(first.path))
  throw new AppError('projectInvalid', `${file} is not a valid project: ${problems.slice(0, 3).join('; ')}${more}.`,
    { file, path, ...(lineOf !== undefined && first !== undefined && { line: lineOf(jsonPath(first.path)) }) }, { cause: result.error })
}

function describeIssue(issue: z.core.$ZodIssue, lineOf: ((path: readonly (string | number)[]) => number) | undefined): string {
  const found = nearest(issue)
  const path = jsonPath(found.path)
  const place = path.length === 0 ? 'the document' : printJsonPath(path)
  const line = lineOf === undefined ? '' : ` (line ${lineOf(path)})`
  return `${place}${line}: ${sentenceOf(found)}`
}

/** What zod says, in words that tell what to write; an alternative lists what each of its ways expects. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) return 'is empty; write something, or take the entry out'
  if (issue.code === 'too_small' || issue.code === 'too_big') return boundOf(issue)
  if (issue.code === 'invalid_type' && issue.expected === 'int') return 'expected a whole number'
  if (issue.code === 'invalid_union') {
    const expected = new Set(issue.errors.flatMap(([first]) => (first?.code === 'invalid_type' ? [first.expected] : [])))
    if (expected.size > 0) return `expected ${[...expected].join(' or ')}`
  }
  const message = issue.message.replace(/^Invalid (?:input: |option: |discriminator value\. )/, '')
  return /received undefined$/.test(message) ? `is missing; ${message.replace(/, received undefined$/, '')}` : `${message.charAt(0).toLowerCase()}${message.slice(1)}`
}

/** `at least 1`, `at most 200 characters`, `at least 1 entry`. */
function boundOf(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const bound = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum)
  const side = issue.code === 'too_small' ? 'at least' : 'at most'
  if (issue.origin === 'string') return `takes ${side} ${counted(bound, 'character')}`
  return issue.origin === 'array' ? `takes ${side} ${counted(bound, 'entry', 'entries')}` : `is ${side} ${bound.toLocaleString('en-US')}`
}

/** Of the ways of an alternative the one with least wrong inside: `{ "action": "Stop" }` is wrong in its action, not in being no text. */
function nearest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue
  const ways = issue.errors.filter((way) => way.some((i) => i.path.length > 0)).sort((a, b) => a.length - b.length)
  const inner = ways[0]?.find((i) => i.path.length > 0)
  return inner === undefined ? issue : nearest({ ...inner, path: [...issue.path, ...inner.path] })
}

function jsonPath(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((part) => (typeof part === 'symbol' ? String(part) : part))
}

function newer(file: string, version: string): AppError {
  return new AppError('projectNewer',
    `${file} was written by a newer Rehearsal (format ${version}; this one knows ${PROJECT_FORMAT_VERSION}). Open it with that release; nothing was changed.`, { file, formatVersion: version })
}

interface Format { readonly text: string; readonly major: number; readonly minor: number }

function formatOf(value: unknown): Format | undefined {
  if (typeof value !== 'object' || value === null || !('formatVersion' in value) || typeof value.formatVersion !== 'string') return undefined
  return readFormat(value.formatVersion)
}

function readFormat(text: string): Format | undefined {
  const parts = /^(\d+)\.(\d+)$/.exec(text)
  return parts === null ? undefined : { text, major: Number(parts[1]), minor: Number(parts[2]) }
}

const OURS = readFormat(PROJECT_FORMAT_VERSION) ?? { text: PROJECT_FORMAT_VERSION, major: 1, minor: 0 }
