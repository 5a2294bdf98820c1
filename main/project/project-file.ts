import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/app-error'
import type { ProjectDocument } from '../../shared/model/project'
import { hashConfiguration, hashDocument } from './canonical-json'
import { systemCode, writeDurably, writeFailure } from './durable-file'
import { projectSchemaText } from './project-schema'
import { parseProjectJson, validateDocument } from './validate-document'
import { listVersions, settlePending, writeVersion, type ProjectVersion, type SaveOptions } from './versions'

/*
 * A project is a folder: `rehearsal.json` is the configuration in force, `versions/0007.json` what was saved and when, `draft.json`
 * edits that are not saved yet, `rehearsal.schema.json` for editors. All of it belongs in git; `.rehearsal/`, with the mirror, does not.
 */

/** Edits that were not saved as a version. */
export interface ProjectDraft {
  readonly document: ProjectDocument
  /** The version that was edited, `null` if that was never saved. */
  readonly basedOn: number | null
  /** ISO, UTC. */
  readonly savedAt: string
}

export interface OpenProject {
  readonly folder: string
  /** As in the file, keys in its order. */
  readonly document: ProjectDocument
  /** The latest saved version that says the same; `null` when `rehearsal.json` was edited by hand since. */
  readonly version: number | null
  /** `sha256:` and 64 hex digits, see `hashDocument`: tells two saved documents apart. */
  readonly hash: string
  /** The same of what a cycle runs, see `hashConfiguration`: what a plan names. */
  readonly configHash: string
  readonly draft?: ProjectDraft
  /** Ascending by number. */
  readonly versions: readonly ProjectVersion[]
  /** A sentence for each draft or version that cannot be read; the project opens without it, and the file is left alone. */
  readonly problems: readonly string[]
}

/** Opens a project folder. Throws `projectMissing`, `projectInvalid`, `projectNewer` or `fileUnreadable`. */
export async function openProject(folder: string): Promise<OpenProject> {
  const document = await readDocument(folder)
  if (document === undefined) {
    throw new AppError('projectMissing', `There is no rehearsal.json in ${folder}. Name the folder of a project, or make one with "rehearsal init".`, { folder })
  }
  const hash = hashDocument(document)
  try {
    await settlePending(folder, hash)
  } catch (error) {
    if (!(error instanceof AppError)) throw error // A project can be looked at where nothing can be written; the list below judges a pending version too.
  }
  const { versions, problems } = await listVersions(folder, hash)
  const draft = await readDraft(folder)
  return {
    folder,
    document,
    version: versions.findLast((v) => v.hash === hash)?.version ?? null,
    hash,
    configHash: hashConfiguration(document),
    ...(draft.draft !== undefined && { draft: draft.draft }),
    versions,
    problems: [...problems, ...draft.problems],
  }
}

/**
 * Makes a folder a project, with its first version. Throws `folderNotEmpty` where one is already, else as `saveVersion`.
 * Other files in the folder stay as they are.
 */
export async function createProject(folder: string, document: ProjectDocument, options: SaveOptions): Promise<OpenProject> {
  validateDocument(document, join(folder, 'rehearsal.json'))
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw writeFailure(folder, error)
  }
  if (await readIfThere(projectPath(folder)) !== undefined) {
    throw new AppError('folderNotEmpty', `${folder} already holds a project. Choose another folder, or open that project.`, { folder })
  }
  await ignoreMirror(folder)
  await saveVersion(folder, document, options)
  return openProject(folder)
}

/**
 * Saves a version: `versions/0007.json`, then `rehearsal.json`. What somebody changed in `rehearsal.json` by hand becomes a version
 * of its own before, so that nothing is lost. Returns the number. Throws `projectInvalid` for a document that is none or when the
 * file on disk is broken, `diskFull` or `fileWriteFailed`; killed or failed, the project is as before or as after.
 */
export function saveVersion(folder: string, document: ProjectDocument, options: SaveOptions): Promise<number> {
  const saving = lastSave.then(() => saveNow(folder, document, options))
  lastSave = saving.catch(() => undefined) // Whoever asked for that save hears of its failure; the next one is another matter.
  return saving
}

/** Saves go one after the other, for two at once would take the same number. */
let lastSave: Promise<unknown> = Promise.resolve()

async function saveNow(folder: string, document: ProjectDocument, options: SaveOptions): Promise<number> {
  validateDocument(document, projectPath(folder))
  await writeIfDifferent(join(folder, 'rehearsal.schema.json'), projectSchemaText())
  const currentHash = await keepHandEdits(folder, options.savedAt)
  const saved = await writeVersion(folder, document, {
    ...options,
    currentHash,
    commit: () => writeDurably(projectPath(folder), documentText(document)),
  })
  return saved.version
}

/** Keeps edits that are not a version yet. Throws as `saveVersion`. */
export async function saveDraft(folder: string, draft: ProjectDraft): Promise<void> {
  validateDocument(draft.document, draftPath(folder))
  const { $schema: _, ...document } = draft.document
  await writeDurably(draftPath(folder), `${JSON.stringify({ basedOn: draft.basedOn, savedAt: draft.savedAt, document }, undefined, 2)}\n`)
}

/** Removes the draft, if there is one. Throws `fileWriteFailed`. */
export async function discardDraft(folder: string): Promise<void> {
  try {
    await rm(draftPath(folder), { force: true })
  } catch (error) {
    throw writeFailure(draftPath(folder), error)
  }
}

/** Where the project's mirror lives: beside the configuration, outside git. */
export function mirrorPath(folder: string): string {
  return join(folder, '.rehearsal', 'mirror.sqlite')
}

/** The text of `rehearsal.json`: two blanks, keys as given, `$schema` first, a line end at the end. */
export function documentText(document: ProjectDocument): string {
  const { $schema: _, ...rest } = document
  return `${JSON.stringify({ $schema: './rehearsal.schema.json', ...rest }, undefined, 2)}\n`
}

async function readDocument(folder: string): Promise<ProjectDocument | undefined> {
  const path = projectPath(folder)
  const text = await readIfThere(path)
  if (text === undefined) return undefined
  const { value, lineOf } = parseProjectJson(text, path)
  return validateDocument(value, path, lineOf)
}

/** Saves `rehearsal.json` as a version if it says what no version says. Returns its hash. */
async function keepHandEdits(folder: string, savedAt: string): Promise<string | undefined> {
  const current = await readDocument(folder)
  if (current === undefined) return undefined
  const hash = hashDocument(current)
  const { versions } = await listVersions(folder, hash)
  if (!versions.some((v) => v.hash === hash)) {
    await writeVersion(folder, current, { note: 'Edited by hand', savedAt, currentHash: hash, commit: () => Promise.resolve() })
  }
  return hash
}

async function readDraft(folder: string): Promise<{ readonly draft?: ProjectDraft; readonly problems: readonly string[] }> {
  const path = draftPath(folder)
  try {
    const text = await readIfThere(path)
    if (text === undefined) return { problems: [] }
    const { value, lineOf } = parseProjectJson(text, path)
    if (typeof value !== 'object' || value === null || !('document' in value)) return { problems: [`${path} is no draft: it has no document.`] }
    const document = validateDocument(value.document, path, (inner) => lineOf(['document', ...inner]))
    const basedOn = 'basedOn' in value && typeof value.basedOn === 'number' ? value.basedOn : null
    const savedAt = 'savedAt' in value && typeof value.savedAt === 'string' ? value.savedAt : ''
    return { draft: { document, basedOn, savedAt }, problems: [] }
  } catch (error) {
    if (error instanceof AppError) return { problems: [error.message] }
    throw error
  }
}

/** Adds `.rehearsal/` to the folder's `.gitignore`, once. */
async function ignoreMirror(folder: string): Promise<void> {
  const path = join(folder, '.gitignore')
  const text = await readIfThere(path) ?? ''
  if (text.split(/\r?\n/).includes('.rehearsal/')) return
  await writeDurably(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}.rehearsal/\n`)
}

async function writeIfDifferent(path: string, text: string): Promise<void> {
  if (await readIfThere(path) !== text) await writeDurably(path, text)
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
    throw new AppError('fileUnreadable', `${path} could not be read: ${error instanceof Error ? error.message : String(error)}.`, { path }, { cause: error })
  }
}

function projectPath(folder: string): string {
  return join(folder, 'rehearsal.json')
}

function draftPath(folder: string): string {
  return join(folder, 'draft.json')
}
