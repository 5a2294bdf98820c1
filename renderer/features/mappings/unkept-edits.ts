import { create } from 'zustand'
import { renameInMapping } from '../../../shared/model/attribute-usages'
import type { AttributeMapping } from '../../../shared/model/project'
import type { Place } from '../../draft/mapping-draft'

interface UnkeptEdits {
  readonly edits: Readonly<Record<string, AttributeMapping>>
  readonly put: (key: string, mapping: AttributeMapping | undefined) => void
}

/** Edits in the editor that were not kept: they wait until the mapping is opened again, so that leaving loses nothing. */
export const useUnkeptEdits = create<UnkeptEdits>((set) => ({
  edits: {},
  put: (key, mapping) => {
    set(({ edits }) => {
      const { [key]: _, ...rest } = edits
      return { edits: mapping === undefined ? rest : { ...rest, [key]: mapping } }
    })
  },
}))

/** What the edit of one mapping is kept under: the project, the place, the target attribute. */
export function unkeptKey(folder: string, place: Place, target: string): string {
  return JSON.stringify([folder, place.job, place.objectMapping, target])
}

/** Another attribute in the edits of these places that were not kept. */
export function renameInUnkept(folder: string, places: readonly Place[], from: string, to: string): void {
  const { edits, put } = useUnkeptEdits.getState()
  for (const [key, mapping] of Object.entries(edits)) {
    if (places.some((place) => key === unkeptKey(folder, place, mapping.target))) put(key, renameInMapping(mapping, from, to))
  }
}
