import { stat } from 'node:fs/promises'
import { basename, dirname, extname } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/app-error'
import type { Dropped } from '../../shared/ipc/contract'
import type { ProjectState } from '../../shared/ipc/views'
import type { JobHost } from '../jobs/job-host'
import { EXPORT_EXTENSIONS } from './export-files'
import { refuseWhileWorking } from './project-requests'

interface Options {
  readonly jobs: Pick<JobHost, 'current'>
  /** Opens a folder and remembers it. */
  readonly open: (folder: string) => Promise<ProjectState>
  /** Paths that somebody gave the window in this session. */
  readonly chosenFiles: Set<string>
}

type Kind = 'folder' | 'project' | 'export' | 'other'

const droppedPaths = z.array(z.string().max(4000)).min(1).max(100)

/**
 * Takes what was dropped on the window, by paths that only the preload can make out of it. A project's folder, or its rehearsal.json,
 * is opened; exports may be read from now on. Throws `refused` with a sentence for everything else, and as opening a project does.
 */
export async function takeDropped(input: unknown, { jobs, open, chosenFiles }: Options): Promise<Dropped> {
  const checked = droppedPaths.safeParse(input)
  if (!checked.success || checked.data.includes('')) throw new AppError('refused', 'What was dropped is no file of this computer; drop exports, or the folder of a project.')
  const things = await Promise.all(checked.data.map(async (path) => ({ path, kind: await kindOf(path) })))
  const project = things.find(({ kind }) => kind === 'project' || kind === 'folder')
  if (project !== undefined) {
    if (things.length > 1) throw new AppError('refused', 'A project\'s folder was dropped with something else; drop the folder alone, or exports alone.')
    refuseWhileWorking(jobs)
    return { kind: 'project', project: await open(project.kind === 'folder' ? project.path : dirname(project.path)) }
  }
  const other = things.find(({ kind }) => kind === 'other')
  if (other !== undefined) {
    throw new AppError('refused', `${basename(other.path)} is no export that can be dropped; drop delimited text (.csv, .tsv, .txt), LDIF (.ldif, .ldf) or JSON (.json), or the folder of a project.`, { path: other.path })
  }
  for (const { path } of things) chosenFiles.add(path)
  return { kind: 'files', files: things.map(({ path }) => path) }
}

async function kindOf(path: string): Promise<Kind> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError('fileUnreadable', `${basename(path)} cannot be read: it was moved, or this account may not read it.`, { path }, { cause })
  })
  if (found.isDirectory()) return 'folder'
  if (basename(path) === 'rehearsal.json') return 'project'
  return found.isFile() && EXPORT_EXTENSIONS.includes(extname(path).slice(1).toLowerCase()) ? 'export' : 'other'
}
