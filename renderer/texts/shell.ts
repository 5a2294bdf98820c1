import type { Screen } from '../ui/navigation'
import { counted, plural, type Noun } from './plural'

const EDIT: Noun = { one: 'edit', other: 'edits' }
const DAY: Noun = { one: 'day', other: 'days' }
const ERROR: Noun = { one: 'error', other: 'errors' }
const WARNING: Noun = { one: 'warning', other: 'warnings' }
const NOTE: Noun = { one: 'note', other: 'notes' }

export const SCREEN_TITLES: Readonly<Record<Screen, string>> = {
  overview: 'Overview', connections: 'Connections', mappings: 'Mappings', scope: 'Scope', matching: 'Matching', rehearse: 'Rehearse', plan: 'Plan',
  impact: 'Impact', forecast: 'Forecast', log: 'Log', problems: 'Problems', export: 'Export', settings: 'Settings', person: 'Person',
}

export const SHELL = {
  product: 'Rehearsal',
  screens: 'Screens',
  status: 'Status',
  details: 'Details',
  skip: 'Skip to the screen',
  groups: { connect: 'Connect', author: 'Author', rehearse: 'Rehearse', deliver: 'Deliver' },
  menus: { file: 'File', edit: 'Edit', view: 'View', run: 'Run', help: 'Help' },
  menuBar: 'Menus',
  searchHint: 'search people, commands',
  start: 'Start',
  rehearse: 'Rehearse',
  rehearseOptions: 'More ways to rehearse',
  cancelWork: 'Cancel',
  cancelRun: 'Cancel run',
  draft: (edits: number, since: string): string => `Draft · ${counted(edits, EDIT)}${since}`,
  since: (version: number | undefined): string => (version === undefined ? '' : ` since v${String(version)}`),
  edits: (count: number): string => counted(count, EDIT),
  saveVersion: 'Save as version…',
  saveVersionTitle: (version: number): string => `Save version ${String(version)}`,
  saveVersionAction: 'Save version',
  saveVersionWhy: 'The draft becomes the saved configuration in rehearsal.json, with a number and your note.',
  note: 'Note',
  discardDraft: 'Discard draft…',
  discardTitle: 'Discard the draft',
  discardWhy: (edits: number): string => `${counted(edits, EDIT)} would be lost. This cannot be undone.`,
  discardAction: 'Discard draft',
  errorWord: (count: number): string => plural(count, ERROR),
  warningWord: (count: number): string => plural(count, WARNING),
  noteWord: (count: number): string => plural(count, NOTE),
  readsOnly: 'Reads only · offline',
  readsOnlyWhy: 'Rehearsal reads from systems and writes to its own mirror. Nothing is sent anywhere.',
  clock: 'As of',
  clockWhy: 'The clock of the run that is shown',
  clockToday: 'Rehearse as of now',
  clockOther: 'Rehearse as of another date…',
  clockOff: (days: number): string => (days > 0 ? `${counted(days, DAY)} ahead` : `${counted(-days, DAY)} ago`),
  seed: (seed: number): string => `Seed ${String(seed)}`,
  noProject: 'No project open',
  progress: (done: string, total: string, unit: string): string => `${done} of ${total} ${unit}`,
  progressUnknown: (done: string, unit: string): string => `${done} ${unit}`,
  more: (count: number): string => `+${String(count)}`,
  broken: 'This screen stopped working',
  brokenWhy: 'This is a bug in Rehearsal. Your project and the mirror are as they were.',
  reload: 'Show the screen again',
  loading: 'Loading',
  keysTitle: 'Keys',
  held: 'held',
  ambiguousWord: (count: number): string => plural(count, { one: 'ambiguous match', other: 'ambiguous matches' }),
  showPlan: 'Show plan',
  showSystems: 'Show systems',
  showForecast: 'Show forecast',
  appearance: { theme: 'Theme', density: 'Density', zoom: 'Zoom' },
} as const

/** Names of commands in menus and palette. */
export const COMMAND_TITLES = {
  openSample: 'Open the sample company',
  openProject: 'Open project…',
  closeProject: 'Close project',
  saveVersion: 'Save as version…',
  discardDraft: 'Discard draft…',
  rehearse: 'Rehearse',
  rehearseChoices: 'Rehearse with choices…',
  cancel: 'Cancel the run',
  readSystems: 'Read all systems',
  tour: 'Tour of the sample',
  keys: 'Keys',
  about: 'About Rehearsal',
  settings: 'Settings',
  palette: 'Search everything',
  navigation: 'Show or hide the navigation',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomReset: 'Actual size',
  themeSystem: 'Theme: as the system',
  themeLight: 'Theme: light',
  themeDark: 'Theme: dark',
  themeHighContrast: 'Theme: high contrast',
  densityCompact: 'Density: compact',
  densityDefault: 'Density: default',
  densityComfortable: 'Density: comfortable',
} as const

export const WHY_NOT = {
  noProject: 'no project is open',
  noWork: 'nothing is running',
  running: 'something is running',
  noDraft: 'there is no draft',
} as const
