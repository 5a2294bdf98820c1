import { join } from 'node:path'
import type { LensView } from '../../shared/ipc/lens-views'
import type { AttributeMapping, ProjectDocument } from '../../shared/model/project'
import { lensThread } from '../jobs/lens-thread'
import { openSession } from '../jobs/open-session'
import { importSystems } from '../jobs/run-import'
import { hashDocument } from '../project/canonical-json'

export interface LensFigures {
  /** Each edit from question to full answer, columns decoded. */
  readonly ms: readonly number[]
  /** The editor's first question: everything is read out of the mirror. */
  readonly firstMs: number
  readonly people: number
}

/** What somebody types one after another: every step is another expression over other values. */
const STEPS: readonly (readonly [target: string, expression: string])[] = [
  ...['@n', '@nw', '@nwhg', '@nwhg.e', '@nwhg.example'].map((end) => [
    'mail',
    `ToLower(NormalizeDiacritics(Join("", [Legal_First_Name], ".", [Legal_Last_Name], "${end}")))`,
  ] as const),
  ...['ToLower([User_ID])', 'Append(ToLower([User_ID]), "1")', 'Mid([User_ID], 1, 8)'].map((text) => ['sAMAccountName', text] as const),
  ...['4410', '4420', '4430'].map((code) => ['department', `Switch([Department_Code], [Department], "${code}", "Heart Centre", "5510", "Laboratories")`] as const),
  ...['"[()]+"', '"[()\\\\s]+"', '"[()\\\\s-]+"'].map((pattern) => ['telephoneNumber', `Replace([Work_Phone], , ${pattern}, , "", , )`] as const),
]

/**
 * The lens as the window asks for it: a thread over a mirror that was just read. Everything is typed twice, the second time a little
 * different, so that columns are decoded and no answer is one that was given before.
 */
export async function benchLens(folder: string, mirror: string, document: ProjectDocument): Promise<LensFigures> {
  const session = openSession(folder, mirror)
  const release = session.beginWork()
  await importSystems(session, document.systems, { readAt: '2026-11-21T00:00:00Z' }, { signal: new AbortController().signal, onProgress: () => undefined })
  release()
  session.close()
  const lens = lensThread(join(__dirname, 'lens-worker.cjs'), undefined)
  const project = { folder, mirror, document, configHash: hashDocument(document), draft: false }
  const job = document.jobs[0] as ProjectDocument['jobs'][number]
  const mapping = job.objectMappings[0] as typeof job.objectMappings[number]
  const ask = async (target: string, expression: string): Promise<{ readonly ms: number; readonly view: LensView }> => {
    const attribute: AttributeMapping = { type: 'Expression', expression, target }
    const started = performance.now()
    const answer = await lens.measure(project, { job: job.id, mapping: mapping.id, attribute, against: 'target' })
    if (answer.kind !== 'measured') throw new Error(`The lens answers ${answer.kind}.`)
    return { ms: performance.now() - started, view: answer.lens }
  }
  try {
    const [[target, expression]] = STEPS as [typeof STEPS[number]]
    const first = await ask(target, expression)
    for (const step of STEPS) await ask(...step)
    const ms: number[] = []
    for (const [of, text] of STEPS) ms.push((await ask(of, `Trim(${text})`)).ms)
    return { ms, firstMs: first.ms, people: first.view.people }
  } finally {
    lens.close()
  }
}
