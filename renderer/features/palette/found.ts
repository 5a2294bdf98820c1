import type { ProblemView, RunView } from '../../../shared/ipc/views'
import type { AttributeMapping, ProjectDocument } from '../../../shared/model/project'
import { PALETTE } from '../../texts/palette'
import { foldAccents } from '../../ui/fold-accents'
import { jobTitle } from '../../ui/names'
import type { Screen, ScreenParams } from '../../ui/navigation'
import { runTextWithMarks } from '../../ui/run-text'
import { matching } from './matching'

/** What a first character narrows the palette to. */
export const PREFIXES = { '>': 'commands', '@': 'people', '#': 'mappings', ':': 'runs', '!': 'problems' } as const
export type Part = typeof PREFIXES[keyof typeof PREFIXES]

/** Something of the project that the palette leads to. */
export interface Found {
  readonly id: string
  readonly title: string
  /** What else it is found by: a mapping's source, a problem's place. */
  readonly detail: string
  /** What it is, in a word or two. */
  readonly kind: string
  readonly screen: Screen
  readonly params: ScreenParams
  /** The run to be shown there. */
  readonly run?: number
}

/** What was typed, without the character that narrows it. */
export function asked(query: string): { readonly part: Part | undefined; readonly text: string } {
  const part = (PREFIXES as Readonly<Record<string, Part | undefined>>)[query.charAt(0)]
  return { part, text: (part === undefined ? query : query.slice(1)).trim() }
}

/** Those whose title holds the text, the best first, then those found by their detail; at most so many. All of them, in their order, where nothing is typed. */
export function search(all: readonly Found[], text: string, most: number): readonly Found[] {
  const byTitle = matching(all, text)
  const wanted = foldAccents(text)
  const others = text === '' ? [] : all.filter((one) => !byTitle.includes(one) && foldAccents(one.detail).includes(wanted))
  return [...byTitle, ...others].slice(0, most)
}

/** Every attribute mapping of the project, by its target and what it computes from. */
export function mappingsOf({ jobs, systems }: ProjectDocument): readonly Found[] {
  return jobs.flatMap((job) => job.objectMappings.flatMap(({ id, attributeMappings }) => attributeMappings.map((mapping): Found => ({
    id: `mapping ${job.id} ${id} ${mapping.target}`, title: mapping.target, detail: valueOf(mapping), kind: jobTitle(job, systems),
    screen: 'mappings', params: { job: job.id, mapping: mapping.target },
  }))))
}

/** Runs that have a plan, newest first. */
export function runsFound(runs: readonly RunView[]): readonly Found[] {
  return runs
    .filter(({ status }) => status === 'done')
    .map((run) => ({ id: `run ${String(run.run)}`, title: runTextWithMarks(run), detail: '', kind: PALETTE.run, screen: 'plan', params: {}, run: run.run }))
}

/** Problems by their sentence, their code and their place. */
export function problemsFound(problems: readonly ProblemView[]): readonly Found[] {
  return problems.map(({ id, sentence, place, code, severity }) => ({
    id: `problem ${id}`, title: sentence, detail: `${code} ${place}`, kind: PALETTE.severity[severity], screen: 'problems', params: { problem: id },
  }))
}

function valueOf(mapping: AttributeMapping): string {
  switch (mapping.type) {
    case 'Direct': return `[${mapping.source}]`
    case 'Expression': return mapping.expression
    case 'Constant': return `"${mapping.value}"`
    case 'None': return ''
  }
}
