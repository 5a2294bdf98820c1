import type { ProjectDocument } from '../../../shared/model/project'

export type Stop = { readonly kind: 'system'; readonly id: string } | { readonly kind: 'job'; readonly id: string }

/** Systems and jobs in the direction of flow: a job that goes on from where the one before ended continues its line. */
export function linesOf(document: ProjectDocument): readonly (readonly Stop[])[] {
  const lines: Stop[][] = []
  const seen = new Set<string>()
  for (const job of document.jobs) {
    const line = lines.find((one) => one.at(-1)?.id === job.source)
    const stops: readonly Stop[] = [{ kind: 'job', id: job.id }, { kind: 'system', id: job.target }]
    if (line === undefined) lines.push([{ kind: 'system', id: job.source }, ...stops])
    else line.push(...stops)
    seen.add(job.source).add(job.target)
  }
  const alone = document.systems.filter((system) => !seen.has(system.id)).map((system): Stop => ({ kind: 'system', id: system.id }))
  return alone.length === 0 ? lines : [...lines, alone]
}
