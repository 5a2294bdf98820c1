import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type CycleOutcome, type CycleRequest, runCycle } from '../../main/jobs/run-cycle'
import { type ImportResult, type Work, importSystems } from '../../main/jobs/run-import'
import { readInline } from '../../main/jobs/read-systems'
import { savePlan } from '../../main/jobs/save-plan'
import { Session } from '../../main/jobs/session'
import { openMirror } from '../../main/mirror/open-mirror'
import type { PlanHeader, ProvisioningAction } from '../../shared/model/plan'
import type { ProjectDocument } from '../../shared/model/project'

export const NOW = '2026-11-21T00:00:00Z'

/** Work that nobody cancels and nobody watches. */
export const quietly: Work = { signal: new AbortController().signal, onProgress: () => undefined }

type Rows = readonly Readonly<Record<string, string | undefined>>[]

/** Rows as comma-separated text with a header of every name that occurs, in the order in which they come up. */
export function csvOf(rows: Rows, columns: readonly string[] = [...new Set(rows.flatMap((row) => Object.keys(row)))]): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

/** Entries as LDIF; a value may be several, and what is not plain is written in base64. */
export function ldifOf(entries: readonly Readonly<Record<string, string | readonly string[] | undefined>>[]): string {
  const line = (name: string, value: string): string => (/^[ :<]|[^\x20-\x7e]| $/.test(value) ? `${name}:: ${Buffer.from(value).toString('base64')}\n` : `${name}: ${value}\n`)
  return entries.map((entry) => `${Object.entries(entry).map(([name, value]) => (value === undefined ? '' : [value].flat().map((one) => line(name, one)).join(''))).join('')}\n`).join('')
}

export interface RehearsedProject {
  readonly folder: string
  session: Session
  write(file: string, text: string): void
  import(document: ProjectDocument): Promise<ImportResult[]>
  cycle(document: ProjectDocument, options?: Partial<CycleRequest>): Promise<CycleOutcome>
  /** A run's plan file, skips included unless told otherwise. */
  plan(outcome: CycleOutcome, options?: { readonly skipped?: boolean }): Promise<Plan>
  /** As a new process would: nothing is kept in memory. */
  reopen(): void
  close(): void
}

export interface Plan {
  readonly text: string
  readonly header: PlanHeader
  readonly actions: readonly ProvisioningAction[]
}

/** A project's mirror on disk, with its files, worked on in this thread. `mostHeld`: the texts of a type with more objects lie in a file. */
export function rehearsedProject(folder: string, { mostHeld }: { readonly mostHeld?: number } = {}): RehearsedProject {
  mkdirSync(folder, { recursive: true })
  const open = (): Session => new Session(folder, openMirror(path.join(folder, '.rehearsal', 'mirror.sqlite')), readInline, undefined, mostHeld)
  const project: RehearsedProject = {
    folder,
    session: open(),
    write: (file, text) => writeFileSync(path.join(folder, file), text),
    import: async (document) => {
      const release = project.session.beginWork()
      try {
        return await importSystems(project.session, document.systems, { readAt: NOW }, quietly)
      } finally {
        release()
      }
    },
    cycle: (document, options = {}) => runCycle(project.session, { document, configHash: 'sha256:test', draft: false, now: NOW, seed: 1, keep: true, startedAt: NOW, ...options }, quietly),
    plan: async (outcome, { skipped = true } = {}) => {
      const file = path.join(folder, `plan-${outcome.run}.json`)
      await savePlan(project.session, outcome.runNumber, 'json', file, { skipped })
      const text = readFileSync(file, 'utf8')
      const { actions, ...header } = JSON.parse(text) as PlanHeader & { actions: ProvisioningAction[] }
      return { text, header, actions }
    },
    reopen: () => {
      project.session.close()
      project.session = open()
    },
    close: () => project.session.close(),
  }
  return project
}
