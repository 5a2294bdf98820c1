import { GUARD_NAMES } from '../../shared/model/guard-words'
import { COMMON, KIND_WORDS, MARK_WORDS } from './common'
import { counted, type Noun } from './plural'

export const FACETS = {
  title: 'Filters',
  toggle: 'Filters',
  choose: 'Choose attribute…',
  ofAction: 'The action',
  ofSource: 'Source attributes',
  ofTarget: 'Target attributes',
  action: { kind: 'Action', status: 'Status', cause: 'Cause', change: 'Changed attribute', mark: 'Mark', guard: 'Guard' } as Readonly<Record<string, string | undefined>>,
  words: { ...KIND_WORDS, skip: COMMON.noAction, planned: 'planned', held: COMMON.held, failed: COMMON.failed, ...MARK_WORDS, ...GUARD_NAMES } as Readonly<Record<string, string | undefined>>,
  blank: '(blank)',
  none: { change: '(nothing)', mark: '(no mark)', guard: '(not held)' } as Readonly<Record<string, string | undefined>>,
  error: '(would fail)',
  more: (count: number): string => `${String(count)} more`,
  fewer: 'Fewer',
  remove: (attribute: string): string => `Remove the filter ${attribute}`,
  clear: 'Clear filters',
  value: (value: string, count: number, noun: Noun): string => `${value}, ${counted(count, noun)}`,
  is: (attribute: string, values: readonly string[]): string => `${attribute} is ${values.join(' or ')}`,
  and: ', and ',
  copy: 'Copy filter',
  copied: 'Copied',
} as const
