import { AppError } from '../../shared/app-error'
import type { ProjectState } from '../../shared/ipc/views'
import type { ProjectDocument } from '../../shared/model/project'
import type { TemplateName } from '../../shared/model/template-names'
import type { Dialogs } from '../dialogs'
import type { JobHost } from '../jobs/job-host'
import type { ProposeQuestion } from '../jobs/job-questions'
import type { ProjectSession } from '../project-session'
import type { SettingsStore } from '../settings'
import type { Handlers } from './answer'
import { EXPORT_EXTENSIONS } from './export-files'
import { refuseUnchosen } from './system-requests'
import { startImport } from './work-requests'

interface Options {
  readonly session: ProjectSession
  readonly settings: SettingsStore
  readonly jobs: JobHost
  readonly dialogs: Dialogs
  /** Paths that a dialog gave in this session. */
  readonly chosenFiles: Set<string>
  /** Opens a folder, or the sample, and remembers it. */
  readonly open: (folder: string) => Promise<ProjectState>
  readonly openSample: () => Promise<ProjectState>
  /** Makes a folder a project. */
  readonly create: (folder: string, document: ProjectDocument, note: string) => Promise<unknown>
  /** Makes a folder that holds nothing a project with a company of its own. */
  readonly createTemplate: (folder: string, template: TemplateName) => Promise<void>
}

type Names =
  | 'project.openSample' | 'project.choose' | 'project.openRecent' | 'project.close' | 'project.chooseFiles' | 'project.createFromFiles' | 'project.createFromTemplate'
  | 'project.saveDraft' | 'project.discardDraft' | 'project.restoreVersion' | 'project.saveVersion' | 'matching.decide'

const DATA_FILES = [
  { name: 'Exports', extensions: [...EXPORT_EXTENSIONS] },
  { name: 'All files', extensions: ['*'] },
]
const CERTIFICATES = [
  { name: 'Certificates (PEM)', extensions: ['pem', 'crt', 'cer'] },
  { name: 'All files', extensions: ['*'] },
]
const CHOOSE_FILES = {
  source: { title: 'Choose the files of the source', filters: DATA_FILES }, target: { title: 'Choose the files of the target', filters: DATA_FILES },
  system: { title: 'Choose the files of the system', filters: DATA_FILES }, authority: { title: 'Choose the certificate of the authority', filters: CERTIFICATES },
}

/** Projects: opening, editing, saving. The window names no path that it was not given. */
export function projectRequests({ session, settings, jobs, dialogs, chosenFiles, open, openSample, create, createTemplate }: Options): Handlers<Names> {
  return {
    'project.openSample': () => {
      refuseWhileWorking(jobs)
      return openSample()
    },
    'project.choose': async () => {
      refuseWhileWorking(jobs)
      const folder = await dialogs.chooseFolder('Open a project folder')
      return folder === undefined ? null : open(folder)
    },
    'project.openRecent': ({ folder }) => {
      refuseWhileWorking(jobs)
      if (!settings.recent().some((recent) => recent.folder === folder)) throw new AppError('refused', 'This folder is not among the recent projects. Open it with Open project.')
      return open(folder)
    },
    'project.close': () => {
      refuseWhileWorking(jobs)
      session.close()
      settings.forgetLast()
      return null
    },
    'project.chooseFiles': async ({ side }) => {
      const { title, filters } = CHOOSE_FILES[side]
      const files = await dialogs.chooseFiles(title, filters)
      for (const file of files) chosenFiles.add(file)
      return files
    },
    'project.createFromFiles': async ({ source, target }) => {
      refuseWhileWorking(jobs)
      refuseUnchosen([...source, ...target], chosenFiles)
      const folder = await dialogs.chooseFolder('Choose a folder for the new project')
      if (folder === undefined) return null
      const question: ProposeQuestion = { folder, sources: source, targets: target }
      const { document, decisions } = await jobs.ask('propose', question) as { document: ProjectDocument; decisions: readonly string[] }
      await create(folder, document, 'Proposed from files')
      const project = await open(folder)
      startImport(jobs, session.context('draft'), undefined)
      return { project, decisions }
    },
    'project.createFromTemplate': async ({ template }) => {
      refuseWhileWorking(jobs)
      const folder = await dialogs.chooseFolder('Choose an empty folder for the new project')
      if (folder === undefined) return null
      await createTemplate(folder, template)
      const project = await open(folder)
      startImport(jobs, session.context('draft'), undefined)
      return project
    },
    'project.saveDraft': ({ document }) => session.saveDraft(document),
    'project.discardDraft': () => session.discardDraft(),
    'project.restoreVersion': ({ version }) => session.restoreVersion(version),
    'matching.decide': async ({ verdict, ...pair }) => {
      await session.decideMatch(pair, verdict)
      return null
    },
    'project.saveVersion': ({ note }) => session.saveVersion(note),
  }
}

/** Throws `jobRunning` while one runs: it writes the mirror of the project that it was started with. */
export function refuseWhileWorking(jobs: Pick<JobHost, 'current'>): void {
  const work = jobs.current()
  if (work) throw new AppError('jobRunning', `${work.text} is still under way. Wait for it, or cancel it first.`, { work: work.work })
}
