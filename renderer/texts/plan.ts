import type { Quarantine } from '../../shared/model/cycle'
import { COMMON, GROUP, KIND_WORDS, OBJECT, PERSON, VALUE } from './common'
import { counted, plural, type Noun } from './plural'

const DISTINCT: Noun = { one: 'value', other: 'values' }

export const PLAN = {
  title: 'Plan',
  summary: (run: number): string => `Summary of run ${String(run)}`,
  total: (count: number): string => `= ${counted(count, PERSON)}`,
  totalObjects: (count: number): string => `= ${counted(count, OBJECT)} of all jobs`,
  words: { ...KIND_WORDS, held: COMMON.held, failed: COMMON.failed, noAction: COMMON.noAction },
  allJobs: 'All jobs',
  jobs: 'Jobs',
  saveAs: 'Save as…',
  formats: { html: 'Page, for people to read', json: 'JSON, for programs', ndjson: 'NDJSON, a line for each action', csv: 'CSV, a line for each changed value' },
  saved: (file: string): string => `Saved ${file}`,
  heldBanner: (held: number, guards: number): string => `${counted(held, { one: 'action is', other: 'actions are' })} held by ${guards > 1 ? `${String(guards)} guards` : 'a guard'}.`,
  heldLater: 'Later jobs ran without them.',
  release: 'Rehearse as if released',
  releaseWhy: 'Another run over the same data and clock in which no guard holds anything. It is marked so, and not kept.',
  releasedBanner: 'Rehearsed as if released.',
  releasedWhy: 'Guards would have held this:',
  quarantine: (job: string): string => `The service would put ${job} into quarantine.`,
  quarantineWhy: ({ reason, failed, references, limit }: Quarantine): string => {
    switch (reason) {
      case 'TooManyDeletes': return 'The accidental deletion threshold is reached (TooManyDeletes): nothing of the held part goes ahead until somebody allows it.'
      case 'EncounteredTotalEscrowThreshold': return `${counted(failed + references, { one: 'object or reference fails', other: 'objects and references fail' })}, the limit is ${String(limit)} (${reason}): cycles become rarer until they are mended.`
      case 'EncounteredBaseEscrowThreshold': return `${counted(failed, { one: 'object fails', other: 'objects fail' })}, references left out, the limit is ${String(limit)} (${reason}): cycles become rarer until they are mended.`
      case 'EncounteredEscrowProportionThreshold': return `${counted(failed, { one: 'object fails', other: 'objects fail' })}, too large a part of all (${reason}): cycles become rarer until they are mended.`
    }
  },
  showImpact: 'Show impact',
  find: 'Find a person or a value',
  groups: 'What would happen, by cause and shape',
  groupBy: 'Group by',
  causeAndShape: 'Cause and shape',
  byPerson: 'Person',
  breakdown: (attribute: string): string => `What would happen, by ${attribute}`,
  breakdownFooter: ({ different, people }: { readonly different: number; readonly people: number }, { shown, several }: { readonly shown: number; readonly several: boolean }): string => [
    shown < different ? `The first ${counted(shown, DISTINCT)} of ${String(different)}` : counted(different, DISTINCT), counted(people, PERSON), ...(several ? ['who has several counts with each'] : []),
  ].join(' · '),
  people: 'People',
  columns: { what: 'What happens', shape: 'Shape', cause: 'Cause', people: 'People', status: 'Status', person: 'Person', id: 'ID', action: 'Action', why: 'Why', values: 'Values', attribute: (name: string): string => `${name}, after` },
  section: (groups: number, values: number): string => `people${values > 0 ? ` · ${counted(values, VALUE)}` : ''} in ${counted(groups, GROUP)}`,
  sectionOne: (groups: number, values: number): string => `person${values > 0 ? ` · ${counted(values, VALUE)}` : ''} in ${counted(groups, GROUP)}`,
  rare: (shapes: number, values: number): string => `${counted(shapes, { one: 'rare shape', other: 'rare shapes' })}, ${counted(values, { one: 'value', other: 'values' })}`,
  edited: 'edited',
  upToGroups: 'Up to groups',
  path: 'Path',
  found: (text: string): string => `“${text}”`,
  peopleCount: (count: number): string => counted(count, PERSON),
  groupPeople: (count: number, values: number): string => `${plural(count, PERSON)}${values > count ? `, ${counted(values, VALUE)}` : ', one shape'}`,
  cause: 'Cause',
  causeEdited: 'Edited in the draft that was rehearsed.',
  causeTypes: { mapping: 'Mapping', scope: 'Scope', match: 'Matching', source: 'Source data', service: 'Service' },
  openMapping: 'Open mapping',
  openMatching: 'Show matching',
  examples: 'Examples',
  showPeople: (count: number): string => `Show ${counted(count, PERSON)}`,
  next: 'Next',
  openPerson: 'Open person',
  previous: 'Previous',
  changes: 'Changes',
  noChanges: 'No value changes.',
  values: (count: number): string => counted(count, VALUE),
  unchanged: (count: number): string => counted(count, { one: 'mapped value does not change', other: 'mapped values do not change' }),
  source: (count: number): string => `All ${counted(count, { one: 'source attribute', other: 'source attributes' })}`,
  issues: 'What is wrong',
  by: (mapping: string): string => `by mapping ${mapping}`,
  clause: 'Decided by',
  noRun: 'Nothing has been rehearsed yet',
  noRunWhy: 'A plan is what a rehearsal would do: to whom, through what, and why.',
  rehearseFirst: 'Rehearse first cycle',
  nothing: 'Nothing would change',
  nothingWhy: (count: number): string => (count === 1 ? '1 person is as they should be.' : `${counted(count, PERSON)} are as they should be.`),
  noGroups: 'Nothing of this kind is in the plan.',
  noPeople: 'Nobody is in this part of the plan.',
  notKept: 'This run was only looked at: later runs do not build on it.',
  shapeNone: '',
  unnamed: '(no name)',
} as const
