import type { z } from 'zod'
import { AppError } from '../../shared/app-error'
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
  const path = jsonPath(issue.path)
  const place = path.length === 0 ? 'the document' : printJsonPath(path)
  const line = lineOf === undefined ? '' : ` (line ${lineOf(path)})`
  const message = issue.message.replace(/^Invalid input: /, '')
  return `${place}${line}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
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
