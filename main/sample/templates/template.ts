import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ActionIssueCode, ActionKind, ActionStatus } from '../../../shared/model/plan'
import type { ProjectDocument } from '../../../shared/model/project'
import { templateReadme } from './template-readme'

/** A topology with data of its own, as it is before it is written to a folder. */
export interface Template {
  readonly seed: number
  /** The instants that the two days' cycles are meant for. */
  readonly clock: string
  readonly secondDayClock: string
  readonly document: ProjectDocument
  /** What the company is and what flows where, in Markdown. */
  readonly story: string
  /** Contents by path within the folder; what takes their place on the second day lies in `data/day-2/` under the same name. */
  readonly files: Readonly<Record<string, string | Buffer>>
  /** What each file is, by path or by a pattern of paths, for people. */
  readonly about: readonly (readonly [file: string, sentence: string])[]
  readonly planted: readonly PlantedProblem[]
}

/** A situation that was planted, and where it shows, so that a demonstration and a test can find it again. */
export interface PlantedProblem {
  readonly id: string
  readonly job: string
  readonly sentence: string
  /** Anchors in the job's source; for `untouched`, in its target. */
  readonly anchors: readonly string[]
  readonly shows: PlantedEffect
}

export interface PlantedEffect {
  /** In the plan of which day; `untouched`: in none, for no action names the object. */
  readonly where: 'plan' | 'secondDayPlan' | 'untouched'
  readonly kind?: ActionKind
  readonly status?: ActionStatus
  /** An attribute that the action changes. */
  readonly attribute?: string
  readonly issue?: ActionIssueCode
}

/** Writes a template's data, the list of what was planted and a page about it. `rehearsal.json` is the project's own to save. Returns the paths within the folder. */
export async function writeTemplate(folder: string, template: Template): Promise<readonly string[]> {
  const { seed, clock, secondDayClock, planted } = template
  const contents: Readonly<Record<string, string | Buffer>> = {
    ...template.files,
    'planted.json': `${JSON.stringify({ seed, clock, secondDayClock, planted }, null, 2)}\n`,
    'README.md': templateReadme(template),
  }
  for (const [file, content] of Object.entries(contents)) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true })
    await writeFile(path.join(folder, file), content)
  }
  return Object.keys(contents)
}
