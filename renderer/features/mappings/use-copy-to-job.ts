import type { AttributeMapping, ProjectDocument } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { jobTitle } from '../../ui/job-totals'
import { useProvidedCommands, type ScreenCommand } from '../../ui/screen-commands'
import { useToasts } from '../../ui/toasts'
import type { DraftAction, Place } from '../../draft/mapping-draft'

interface Given {
  readonly document: ProjectDocument
  readonly place: Place
  /** The mapping that is open, or chosen in the table. */
  readonly mapping: AttributeMapping | undefined
  readonly dispatch: (action: DraftAction) => void
  readonly open: (place: Place, target: string) => void
}

/** In the palette, for each other object mapping of the project: a copy of the chosen mapping, as its last one. */
export function useCopyToJob({ document, place, mapping, dispatch, open }: Given): void {
  const show = useToasts((state) => state.show)
  function copy(to: Place, title: string): void {
    if (mapping === undefined) return
    dispatch({ kind: 'edit', place: to, edit: { kind: 'add', mapping: withoutMatching(mapping) } })
    show({ text: MAPPINGS.copiedTo(mapping.target, title), action: { label: MAPPINGS.showCopy, run: () => { open(to, mapping.target) } } })
  }
  const others = placesOf(document).filter(({ to }) => to.job !== place.job || to.objectMapping !== place.objectMapping)
  useProvidedCommands(mapping === undefined ? NONE : others.map(({ to, title, targets }): ScreenCommand => ({
    id: `mapping.copy.${to.job}.${to.objectMapping}`, title: MAPPINGS.copyTo(mapping.target, title),
    ...(targets.has(mapping.target.toLowerCase()) && { unavailable: MAPPINGS.mappedThere(mapping.target) }), run: () => { copy(to, title) },
  })))
}

const NONE: readonly ScreenCommand[] = []

/** Every object mapping of the project, with what it maps already; its name stands in the title where its job has several. */
function placesOf({ jobs, systems }: ProjectDocument): readonly { readonly to: Place; readonly title: string; readonly targets: ReadonlySet<string> }[] {
  return jobs.flatMap((job) => job.objectMappings.map(({ id, name, sourceType, targetType, attributeMappings }) => ({
    to: { job: job.id, objectMapping: id },
    title: job.objectMappings.length === 1 ? jobTitle(job, systems) : `${jobTitle(job, systems)}, ${name ?? `${sourceType} → ${targetType}`}`,
    targets: new Set(attributeMappings.map(({ target }) => target.toLowerCase())),
  })))
}

/** A matching priority has its place among those of its own job. */
function withoutMatching(mapping: AttributeMapping): AttributeMapping {
  const { matchingPriority: _, ...rest } = mapping
  return rest
}
