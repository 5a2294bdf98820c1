import type { AttributeMapping, ProjectDocument } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { jobTitle } from '../../ui/names'
import { useProvidedCommands } from '../../ui/screen-commands'
import { useToasts } from '../../ui/toasts'
import type { DraftAction, Place } from '../../draft/mapping-draft'

interface Given {
  readonly document: ProjectDocument
  readonly place: Place
  /** The mapping that is open, or those that are chosen in the table. */
  readonly mappings: readonly AttributeMapping[]
  readonly dispatch: (action: DraftAction) => void
  readonly open: (place: Place, target: string | undefined) => void
}

/** Another object mapping of the project that the chosen mappings can be copied to. */
export interface CopyTarget {
  readonly id: string
  /** What it is called beside others. */
  readonly name: string
  readonly title: string
  /** Why nothing would be copied. */
  readonly unavailable?: string
  readonly run: () => void
}

/** For each other object mapping of the project: copies of the chosen mappings, as its last ones. They are commands of the palette, too. */
export function useCopyToJob({ document, place, mappings, dispatch, open }: Given): readonly CopyTarget[] {
  const show = useToasts((state) => state.show)
  const [first] = mappings
  const one = mappings.length === 1
  function copy(to: Place, name: string, copied: readonly AttributeMapping[]): void {
    const [only] = copied
    if (only === undefined) return
    const edit = one ? { kind: 'add' as const, mapping: withoutMatching(only) } : { kind: 'addSeveral' as const, mappings: copied.map(withoutMatching) }
    dispatch({ kind: 'edit', place: to, edit })
    const left = mappings.length - copied.length
    const text = one ? MAPPINGS.copiedTo(only.target, name) : MAPPINGS.several.copiedTo(copied.length, name)
    show({
      text: left === 0 ? text : `${text} ${MAPPINGS.several.leftOut(left)}`,
      action: { label: MAPPINGS.showCopy, run: () => { open(to, one ? only.target : undefined) } },
    })
  }
  const others = first === undefined ? [] : placesOf(document).filter(({ to }) => to.job !== place.job || to.objectMapping !== place.objectMapping)
  const targets = others.map(({ to, title: name, targets: there }): CopyTarget => {
    const copied = mappings.filter(({ target }) => !there.has(target.toLowerCase()))
    const taken = one && first !== undefined ? MAPPINGS.mappedThere(first.target) : MAPPINGS.several.mappedThere
    return {
      id: `mapping.copy.${to.job}.${to.objectMapping}`, name,
      title: one && first !== undefined ? MAPPINGS.copyTo(first.target, name) : MAPPINGS.several.copyTo(mappings.length, name),
      ...(copied.length === 0 && { unavailable: taken }), run: () => { copy(to, name, copied) },
    }
  })
  useProvidedCommands(targets)
  return targets
}

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
