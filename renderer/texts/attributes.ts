import { counted, type Noun } from './plural'

const PLACE: Noun = { one: 'place', other: 'places' }

/** An attribute across the mappings: rename, go to what feeds it, find its usages. */
export const ATTRIBUTES = {
  actions: { rename: 'Rename attribute…', feeding: 'Go to the mapping that feeds it', usages: 'Find usages' },
  command: (action: 'rename' | 'feeding' | 'usages', name: string | undefined): string => {
    const shown = name === undefined ? 'the attribute' : name
    return { rename: `Rename ${shown}…`, feeding: `Go to the mapping that feeds ${shown}`, usages: `Find usages of ${shown}` }[action]
  },
  noneHere: 'no attribute at the caret',
  noAttribute: 'There is no attribute at the caret.',
  renameTitle: (name: string): string => `Rename ${name}`,
  newName: 'New name',
  badName: 'An attribute’s name has no brackets, no line breaks and no blanks at its ends.',
  sameName: 'This is the name that it has.',
  unknown: (name: string, system: string): string => `${system} was read without an attribute ${name}.`,
  taken: (name: string, count: number): string => `${name} is already used in ${counted(count, PLACE)}; afterwards the two cannot be told apart.`,
  changes: (count: number): string => `${counted(count, PLACE)} would change`,
  changesLabel: 'What would change',
  rename: (count: number): string => `Rename in ${counted(count, PLACE)}`,
  renamed: (from: string, to: string, count: number): string => `${from} is now ${to} in ${counted(count, PLACE)}.`,
  undo: 'Undo',
  usagesTitle: (name: string): string => `Usages of ${name}`,
  usagesOf: (count: number, system: string, type: string): string => `${counted(count, PLACE)} in the draft, ${type} of ${system}`,
  usagesLabel: 'Usages',
  noUsage: (name: string): string => `Nothing in the draft uses ${name}.`,
  close: 'Close',
  kinds: { mapping: 'mapping', matching: (priority: number): string => `matching ${String(priority)}`, scope: 'scope', test: 'test', feeds: 'feeds it' },
  scopeOf: 'Scope',
  nothingFeeds: (name: string, system: string): string => `No mapping feeds ${name}: it is read from ${system}.`,
  feedersTitle: (name: string): string => `What feeds ${name}`,
} as const
