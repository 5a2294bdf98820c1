import { access, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../shared/app-error'
import type { ProjectDocument } from '../../shared/model/project'
import { hashDocument } from './canonical-json'
import { renameDurably, systemCode, writeDurably, writeFailure } from './durable-file'
import { parseProjectJson, validateDocument } from './validate-document'

/** A saved version without its document. */
export interface ProjectVersion {
  readonly version: number
  readonly savedAt: string
  readonly note: string
  readonly hash: string
}

export interface SaveOptions {
  /** What changed, in a person's words; may be empty. */
  readonly note: string
  /** ISO, UTC. */
  readonly savedAt: string
}

export interface VersionList {
  /** Ascending by number. */
  readonly versions: readonly ProjectVersion[]
  /** A sentence for each file that could not be read; such a file is left as it is and its number stays taken. */
  readonly problems: readonly string[]
  /** The number of the next version. */
  readonly next: number
}

/*
 * A version and `rehearsal.json` are two files that have to change together. The version is written first as `0007.json.pending`,
 * then `rehearsal.json` is replaced, which is the moment that counts, then the suffix goes. Whoever finds a pending version
 * settles it: it holds if `rehearsal.json` has its hash, else the save never happened.
 */

/** All saved versions. `currentHash` is that of `rehearsal.json` as it stands, by which a pending version is judged. */
export async function listVersions(folder: string, currentHash: string | undefined): Promise<VersionList> {
  const found = new Map<number, ProjectVersion>()
  const problems: string[] = []
  let highest = 0
  for (const name of await versionFiles(folder)) {
    const match = FILE_NAME.exec(name)
    if (match === null) continue
    const number = Number(match[1])
    const pending = match[2] !== undefined
    try {
      const { document: _, ...header } = await readVersionFile(join(folder, 'versions', name))
      if (pending && header.hash !== currentHash) continue
      if (!pending || !found.has(number)) found.set(number, header)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (pending) continue
      problems.push(error.message)
    }
    highest = Math.max(highest, number)
  }
  return { versions: [...found.values()].sort((a, b) => a.version - b.version), problems, next: highest + 1 }
}

/** The document of a saved version. Throws `fileMissing`, `projectInvalid` or `projectNewer`. */
export async function readVersion(folder: string, version: number): Promise<ProjectDocument> {
  const path = versionPath(folder, version)
  const { document } = await readVersionFile(path)
  return document
}

/** Puts the next version in place while `commit` replaces `rehearsal.json` in between. Returns the new version. */
export async function writeVersion(
  folder: string, document: ProjectDocument, options: SaveOptions & { readonly currentHash: string | undefined; readonly commit: () => Promise<void> },
): Promise<ProjectVersion> {
  try {
    await mkdir(join(folder, 'versions'), { recursive: true })
  } catch (error) {
    throw writeFailure(join(folder, 'versions'), error)
  }
  await settlePending(folder, options.currentHash, 'forgetOthers')
  const { next: version } = await listVersions(folder, options.currentHash)
  const { $schema: _, ...meaning } = document
  const header: ProjectVersion = { version, savedAt: options.savedAt, note: options.note, hash: hashDocument(document) }
  const path = versionPath(folder, version)
  await writeDurably(`${path}.pending`, `${JSON.stringify({ ...header, document: meaning }, undefined, 2)}\n`)
  await options.commit()
  await settle(`${path}.pending`, path)
  return header
}

/**
 * Finishes a save that was killed after `rehearsal.json` changed. One that was killed before is forgotten only by the next save: to
 * somebody who merely opens the project it looks like one that is under way. Throws where the folder cannot be written.
 */
export async function settlePending(folder: string, currentHash: string | undefined, others: 'keepOthers' | 'forgetOthers' = 'keepOthers'): Promise<void> {
  for (const name of await versionFiles(folder)) {
    if (FILE_NAME.exec(name)?.[2] === undefined) continue
    const path = join(folder, 'versions', name)
    const final = path.slice(0, -'.pending'.length)
    if (await pendingHash(path) === currentHash && currentHash !== undefined) await settle(path, final)
    else if (others === 'forgetOthers') await rm(path, { force: true }).catch((error: unknown) => { throw writeFailure(path, error) })
  }
}

/** Takes the suffix away; another process that opened the project may have done so already. */
async function settle(pending: string, final: string): Promise<void> {
  try {
    await renameDurably(pending, final)
  } catch (error) {
    if (!(error instanceof AppError) || systemCode(error.cause) !== 'ENOENT' || !await exists(final)) throw error
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}

async function pendingHash(path: string): Promise<string | undefined> {
  try {
    return (await readVersionFile(path)).hash
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

async function readVersionFile(path: string): Promise<ProjectVersion & { readonly document: ProjectDocument }> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new AppError(systemCode(error) === 'ENOENT' ? 'fileMissing' : 'fileUnreadable', `The saved version ${path} could not be read.`, { path }, { cause: error })
  }
  const { value, lineOf } = parseProjectJson(text, path)
  if (typeof value !== 'object' || value === null || !('document' in value)) throw new AppError('projectInvalid', `${path} is no saved version: it has no document.`, { path })
  const document = validateDocument(value.document, path, (inner) => lineOf(['document', ...inner]))
  const number = Number(FILE_NAME.exec(basename(path))?.[1])
  return {
    version: number,
    savedAt: 'savedAt' in value && typeof value.savedAt === 'string' ? value.savedAt : '',
    note: 'note' in value && typeof value.note === 'string' ? value.note : '',
    // Of what the file holds, not of what it claims: it may have been edited.
    hash: hashDocument(document),
    document,
  }
}

async function versionFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(join(folder, 'versions'))).sort()
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw new AppError('fileUnreadable', `The saved versions in ${join(folder, 'versions')} could not be listed.`, { folder }, { cause: error })
  }
}

function versionPath(folder: string, version: number): string {
  return join(folder, 'versions', `${String(version).padStart(4, '0')}.json`)
}

const FILE_NAME = /^(\d{4,9})\.json(\.pending)?$/
