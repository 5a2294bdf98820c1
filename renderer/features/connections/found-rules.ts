import type { FoundSystem, SystemPlace } from '../../../shared/ipc/system-views'
import type { SystemView } from '../../../shared/ipc/views'
import type { ConnectedSystem, ConnectorSettings } from '../../../shared/model/project'
import type { ReadingRule, RuleId } from './reading-rule'
import { readingRules, withRule } from './reading-rules'

type FileRules = NonNullable<Extract<SystemPlace, { kind: 'files' }>['rules']>

/** The rules that decide what is found at all; the others can wait until a system is kept. */
const FIRST_RULES: readonly RuleId[] = ['encoding', 'delimiter', 'quote', 'header', 'skipRows', 'anchor']

/** How a sample was read: what was detected, what somebody said otherwise, and the anchor that was chosen. */
export function foundRules(found: FoundSystem, rules: FileRules, anchor: string | undefined): readonly ReadingRule[] {
  const system = shownSystem(found, rules, anchor)
  const [type] = found.types
  return readingRules(system, viewOf(found), type?.profile ?? [], []).filter(({ id }) => FIRST_RULES.includes(id))
}

/** The file rules with one set, or left to detection again where the value is empty. */
export function withFileRule(rules: FileRules, id: RuleId, value: string): FileRules {
  const { kind: _kind, paths: _paths, anchor: _anchor, ...next } = withRule(bare(rules), id, value).settings as Extract<ConnectorSettings, { kind: 'delimited' }>
  return next
}

function bare(rules: FileRules): ConnectedSystem {
  return { id: 'found', name: 'found', settings: { kind: 'delimited', paths: [], anchor: '', ...rules } }
}

/** The system with what was said alone in its settings, so that the rest reads as detected. */
function shownSystem({ system }: FoundSystem, rules: FileRules, anchor: string | undefined): ConnectedSystem {
  if (system.settings.kind !== 'delimited') return { ...system, settings: withAnchor(system.settings, anchor) }
  return { ...system, settings: { kind: 'delimited', paths: system.settings.paths, anchor: anchor ?? system.settings.anchor, ...rules } }
}

/** The settings with another anchor; the connector's own where it is empty. */
export function withAnchor(settings: ConnectorSettings, anchor: string | undefined): ConnectorSettings {
  if (anchor === undefined) return settings
  const { anchor: _, ...rest } = settings
  return (anchor === '' ? rest : { ...rest, anchor }) as ConnectorSettings
}

function viewOf({ system, types, finding, complete }: FoundSystem): SystemView {
  const read = types.reduce((sum, type) => sum + type.count, 0)
  return {
    id: system.id, name: system.name, kind: system.settings.kind, roles: [], types,
    lastRead: { readAt: '', read, new: 0, changed: 0, unchanged: 0, missing: 0, complete, issues: 0, finding },
  }
}
