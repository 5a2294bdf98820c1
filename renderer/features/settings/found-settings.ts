import type { ReactNode } from 'react'
import { SETTINGS } from '../../texts/settings'
import { foldAccents } from '../../ui/fold-accents'

export type SectionId = keyof typeof SETTINGS.titles

/** One thing that can be set or looked up. */
export interface Setting {
  readonly id: string
  readonly label: string
  readonly hint?: string
  /** What else somebody may search it by. */
  readonly words?: string
  readonly control: ReactNode
  /** Gives the standard back; absent while the setting has it. */
  readonly onReset?: (() => void) | undefined
}

export interface Section {
  readonly id: SectionId
  readonly hint?: string
  readonly settings: readonly Setting[]
}

/** Sections with the settings that a search finds, in their order; all of them for an empty one. The name of a section finds what is in it. */
export function foundSections(sections: readonly Section[], query: string): readonly Section[] {
  return sections
    .map((section) => ({
      ...section,
      settings: section.settings.filter(({ label, hint = '', words = '' }) => isFound([SETTINGS.titles[section.id], label, hint, words], query)),
    }))
    .filter(({ settings }) => settings.length > 0)
}

/** Whether each word of a search stands somewhere in the texts, whatever its case and accents. */
export function isFound(texts: readonly string[], query: string): boolean {
  const text = foldAccents(texts.join(' '))
  return foldAccents(query).trim().split(/\s+/u).every((word) => text.includes(word))
}
