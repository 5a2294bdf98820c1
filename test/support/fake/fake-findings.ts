import type { LogRow } from '../../../shared/ipc/log-views'
import type { ConsequenceRow, ImpactConsequence } from '../../../shared/ipc/impact-views'
import type { NearPair, NearVerdict } from '../../../shared/ipc/near-views'
import type { ProblemView } from '../../../shared/ipc/views'
import type { FakeAction } from '../fake-data'
import type { Answers, Fake } from './fake'

type Names = 'matching.counts' | 'matching.rows' | 'matching.onlyTarget' | 'matching.near' | 'matching.decide' | 'matching.saveBackfill' | 'impact.summary' | 'impact.rows' | 'impact.consequences' | 'impact.save' | 'log.entries' | 'log.entry' | 'log.save' | 'problems.list' | 'problems.rows' | 'export.check' | 'export.save'

/** Matching, impact, the log, problems and exports of a run. Runs inside the page as text. */
export function fakeFindings(fake: Fake): Answers<Names> {
  const { data, fold, has, page, planned, refuse, removals } = fake
  const verdicts = new Map<string, NearVerdict>()
  const logRow = ({ seq, job, kind, status, source, target, issues }: FakeAction): LogRow => ({
    seq, job, time: '2026-11-21T06:00:00Z', targetSystem: 'Active Directory', kind, planStatus: status, action: status === 'held' ? 'stageddelete' : kind === 'skip' ? 'other' : kind === 'enable' ? 'update' : kind,
    status: status === 'failed' ? 'failure' : status === 'held' || kind === 'skip' ? 'skipped' : issues.length > 0 ? 'warning' : 'success', ...(status === 'held' ? { code: 'TooManyDeletes' } : issues[0] !== undefined && { code: issues[0].code }),
    sourceName: source?.display ?? '', sourceId: source?.anchor ?? '', targetName: target?.display ?? '',
  })
  const causes: Readonly<Record<string, string>> = { scope: 'Agency staff leave scope', terminated: 'Terminated in Workday', gone: 'Gone from Active Directory', retention: 'Deleted after retention' }
  const isNoticed = ({ removal }: FakeAction): boolean => removal !== undefined && (removal.reports > 0 || removal.last.length > 0)
  /** Groups whose members are everybody with such an ending of their seq. */
  const throughWhom = (group: string): readonly FakeAction[] => removals.filter((action) => (group === 'pacs' ? action.removal?.last.length !== 0 : action.seq % 7 === (group === 'rota' ? 1 : 2)))
  const group = (anchor: string, display: string, left: number): ConsequenceRow => {
    const lost = throughWhom(anchor)
    return { object: { system: 'ad', anchor, display }, through: lost.slice(0, 3).map(({ source }) => source?.display ?? ''), lost: lost.length, members: lost.length + left, left }
  }
  const losing = [group('pacs', 'PACS admins', 0), group('rota', 'Nursing Pool rota', 77), group('share', 'SG Share Emergency', 204)]
  const consequences: Readonly<Record<ImpactConsequence, readonly ConsequenceRow[]>> = {
    managers: removals.flatMap((action) => data.people.slice(action.seq % 50, action.seq % 50 + (action.removal?.reports ?? 0)).map(({ display }, at) => ({ object: { system: 'ad', anchor: `${String(action.seq)}-${String(at)}`, display }, through: [action.source?.display ?? ''], lost: 1 }))),
    losing, emptied: losing.filter(({ left }) => left === 0),
  }
  const byValue = (action: FakeAction, by: string | undefined): string => (by === undefined || by === 'Department' ? action.department : data.people.find((person) => person.anchor === action.source?.anchor)?.attributes[by] ?? '')
  const problems: readonly ProblemView[] = [
    { id: 'ValueTooLong company', section: 'failures', severity: 'error', code: 'ValueTooLong', sentence: 'company has more than 64 characters for 12 people', place: 'Mapping company', fix: 'Shorten it with Left in the mapping.', count: 12, job: 'hr-to-ad', system: 'ad', mapping: 'company' },
    { id: 'UniqueValueExhausted', section: 'failures', severity: 'error', code: 'UniqueValueExhausted', sentence: 'No candidate for sAMAccountName is free for 11 people', place: 'Mapping sAMAccountName', fix: 'Add another candidate.', count: 11, job: 'hr-to-ad', system: 'ad', mapping: 'sAMAccountName' },
    { id: 'DuplicateTargetEntries', section: 'matching', severity: 'error', code: 'DuplicateTargetEntries', sentence: '7 people match two accounts', place: 'Matching', fix: 'Give one of the accounts another employeeID.', count: 7, job: 'hr-to-ad', system: 'ad' },
    { id: 'ReferenceOutOfScope', section: 'failures', severity: 'warning', code: 'ReferenceOutOfScope', sentence: '22 people would keep an old manager', place: 'Mapping manager', fix: 'Their manager leaves scope, so the reference is not repaired.', count: 22, job: 'hr-to-ad', system: 'ad', mapping: 'manager' },
    { id: 'raggedRow', section: 'data', severity: 'warning', code: 'raggedRow', sentence: '20 rows have too many cells', place: 'workers.csv', fix: 'Quote the values that hold a semicolon.', count: 20, system: 'workday' },
  ]

  return {
    'matching.counts': ({ job }) => {
      const counts = fake.runs[0]?.jobs.find((one) => one.id === job)
      return { tabs: { matched: counts?.matched ?? 0, ambiguous: counts?.ambiguous ?? 0, onlySource: counts?.unmatched ?? 0, onlyTarget: 724, duplicates: 3, skipped: counts?.outOfScope ?? 0 }, rules: [{ attribute: 'employeeID', priority: 1, decided: 4200 }, { attribute: 'mail', priority: 2, decided: 111 }], linked: 0, source: counts?.sourceObjects ?? 0, target: 5146 }
    },
    'matching.rows': ({ tab, search = '', ...at }) => page(data.people.filter((person) => fold(person.display).includes(fold(search))).slice(0, tab === 'ambiguous' ? 7 : tab === 'duplicates' ? 3 : 464).map((person) => ({
      source: { system: 'workday', anchor: person.anchor, display: person.display }, on: 'employeeID', value: person.anchor,
      ...(tab === 'ambiguous' ? { candidates: [1, 2].map((n) => ({ system: 'ad', anchor: `cn=${person.display} ${String(n)}`, display: `${person.display} ${String(n)}` })) } : { target: { system: 'ad', anchor: person.anchor, display: person.display } }),
    })), at),
    'matching.onlyTarget': () => ({ service: 402, protected: 6, disabled: 204, near: 73, other: 39 }),
    'matching.near': () => {
      const pairs = data.people.slice(20, 31).map((person, index): NearPair => ({
        source: { system: 'workday', anchor: person.anchor, display: person.display }, target: { system: 'ad', anchor: `near-${person.anchor}`, display: fold(person.display).replace(/(^|[ -])[a-z]/gu, (letter) => letter.toUpperCase()) },
        score: Math.round((0.95 - index * 0.02) * 100) / 100, parts: [{ what: 'names', weight: Math.round((0.75 - index * 0.02) * 100) / 100 }, { what: 'hint', value: person.attributes['Department'] ?? '', weight: 0.1 }, { what: 'hint', value: person.attributes['Title'] ?? '', weight: 0.1 }],
        ...(index % 2 === 0 && { runnerUp: { target: { system: 'ad', anchor: 'other', display: 'Hanne Berg' }, score: 0.61 } }), whyNot: [`employeeID: “${person.anchor}” is looked for, and the account has no value.`],
        backfill: { attribute: 'employeeID', value: person.anchor }, verdict: verdicts.get(person.anchor) ?? null,
      }))
      const count = (verdict: NearPair['verdict']): number => pairs.filter((pair) => pair.verdict === verdict).length
      return { pairs, todo: count(null), accepted: count('accepted'), rejected: count('rejected') }
    },
    'matching.decide': ({ source, verdict }) => {
      if (verdict === null) verdicts.delete(source)
      else verdicts.set(source, verdict)
      return null
    },
    'matching.saveBackfill': ({ job }) => ({ file: `${job}-backfill.csv` }),
    'impact.summary': ({ by }) => {
      const values = new Map<string, { disable: number; delete: number }>()
      for (const action of removals) {
        const value = values.get(byValue(action, by)) ?? { disable: 0, delete: 0 }
        value[action.kind === 'delete' ? 'delete' : 'disable']++
        values.set(byValue(action, by), value)
      }
      const held = removals.filter((action) => action.status === 'held').length
      return {
        disables: planned('disable'), deletes: planned('delete'), held, failed: 0, hold: data.runs[0]?.held ?? null, by: by ?? 'Department', attributes: ['Department', 'Site', 'WorkerType', 'Title'],
        causes: Object.entries(causes).map(([key, text]) => ({ key, job: key === 'retention' || key === 'gone' ? 'ad-to-entra' : 'hr-to-ad', text, kind: key === 'retention' ? 'delete' as const : 'disable' as const, count: removals.filter((action) => action.removal?.cause === key).length })),
        types: ['worker'], values: [...values].map(([value, counts]) => ({ value, ...counts })), protected: { names: 6, held: 0 },
        consequences: { managers: consequences.managers.length, groups: { losing: consequences.losing.length, emptied: consequences.emptied.length, administrators: 1 }, noticed: removals.filter(isNoticed).length },
        guards: [
          { id: 'hr-to-ad/0', job: 'hr-to-ad', guard: 'deletions' as const, count: held, limit: 100, enabled: true }, { id: 'hr-to-ad/2', job: 'hr-to-ad', guard: 'slice' as const, count: 41, limit: 30, of: 118, percent: 25, slice: { attribute: 'Department', value: 'Nursing Pool' }, enabled: true },
          { id: 'hr-to-ad/1', job: 'hr-to-ad', guard: 'share' as const, count: held, limit: 221, of: 4407, percent: 5, enabled: true }, { id: 'hr-to-ad/3', job: 'hr-to-ad', guard: 'blanks' as const, count: 12, limit: 200, enabled: true },
          { id: 'ad-to-entra/0', job: 'ad-to-entra', guard: 'deletions' as const, count: planned('disable') + planned('delete'), limit: 500, enabled: true }, { id: 'hr-to-ad/4', job: 'hr-to-ad', guard: 'protected' as const, count: 0, limit: 1, enabled: true },
        ],
      }
    },
    'impact.consequences': ({ of, search, ...at }) => page(consequences[of].filter(({ object }) => fold(object.display).includes(fold(search ?? ''))), at),
    'impact.rows': ({ by, cause, value, part, noticed, through, search, ...at }) => page(removals.filter((action) => (cause === undefined || action.removal?.cause === cause) && (value === undefined || byValue(action, by) === value)
      && (part === undefined || part === (action.status === 'planned' ? action.kind : action.status)) && (noticed === undefined || isNoticed(action)) && (through === undefined || throughWhom(through.anchor).includes(action)) && has(action, search)).map((action) => ({
      seq: action.seq, kind: action.kind === 'delete' ? 'delete' as const : 'disable' as const, status: action.status, ...(action.source !== undefined && { source: action.source }), by: byValue(action, by),
      cause: action.reason.text, loses: { groups: action.removal?.groups ?? 0, reports: action.removal?.reports ?? 0, emptied: action.removal?.last ?? [] },
      takeBack: action.kind === 'delete' ? { how: 'restore' as const, until: '2026-12-21T06:00:00Z' } : { how: 'enable' as const },
    })), at),
    'log.entries': ({ job, statuses = [], actions = [], code, search, ...at }) => {
      const all = data.actions.filter((action) => job === undefined || action.job === job).map(logRow)
      const rows = all.filter((one) => (statuses.length === 0 || statuses.includes(one.status)) && (actions.length === 0 || actions.includes(one.action)) && (code === undefined || one.code === code) && fold(`${one.sourceName} ${one.sourceId} ${one.targetName}`).includes(fold(search ?? '')))
      const count = (status: LogRow['status']): number => all.filter((one) => one.status === status).length
      const codes = [...new Set(all.flatMap((one) => one.code ?? []))].map((one) => ({ code: one, count: all.filter((entry) => entry.code === one).length }))
      return { ...page(rows, at), counts: { success: count('success'), warning: count('warning'), failure: count('failure'), skipped: count('skipped') }, codes }
    },
    'log.entry': ({ seq }) => {
      const action = data.actions[seq] ?? refuse(`Run 14 has no entry ${String(seq)}.`)
      const { status, action: provisioningAction } = logRow(action)
      const [issue] = action.issues
      return {
        id: `entry-${String(seq)}`, activityDateTime: '2026-11-21T06:00:00Z', jobId: action.job, tenantId: null, cycleId: 'cycle-14', changeId: `change-${String(seq)}`, provisioningAction, durationInMilliseconds: 0, servicePrincipal: { id: action.job, displayName: action.job },
        initiatedBy: { id: '', displayName: 'Rehearsal', initiatorType: 'application' as const }, sourceSystem: { id: 'workday', displayName: 'Workday', details: {} }, targetSystem: { id: 'ad', displayName: 'Active Directory', details: {} },
        sourceIdentity: { id: action.source?.anchor ?? '', displayName: action.source?.display ?? '', identityType: 'worker', details: {} }, targetIdentity: { id: action.target?.anchor ?? '', displayName: action.target?.display ?? '', identityType: 'user', details: {} },
        provisioningSteps: [
          { name: 'EntryImportAdd', provisioningStepType: 'import', status: 'success', description: 'The object was read from the source.', details: {} },
          { name: 'EntrySynchronizationScoping', provisioningStepType: 'scoping', status: 'success', description: 'The object is in scope.', details: { ScopeEvaluationResult: '{}' } },
          { name: 'EntrySynchronizationUpdate', provisioningStepType: 'matching', status: 'success', description: 'The link of an earlier cycle is used.', details: {} },
          { name: 'EntrySynchronizationUpdate', provisioningStepType: 'processing', status, description: issue?.message ?? action.reason.text, details: {} },
        ],
        modifiedProperties: action.changes.map((change) => ({ displayName: change.attribute, oldValue: change.before === undefined ? null : String(change.before), newValue: change.after === undefined ? null : String(change.after) })),
        provisioningStatusInfo: { status, errorInformation: issue === undefined ? null : { errorCode: issue.code, reason: issue.message, additionalDetails: null, errorCategory: 'nonServiceFailure' as const, recommendedAction: 'Correct it at the source.' } },
      }
    },
    'impact.save': ({ format }) => ({ file: `/home/alex/impact.${format}` }),
    'log.save': ({ format }) => (format === 'csv' ? { file: '/home/alex/provisioning-log.csv', more: 2 } : { file: `/home/alex/provisioning-log.${format === 'json' ? 'json' : 'ndjson'}` }),
    'problems.list': ({ run }) => (run === undefined ? problems.filter((problem) => problem.section === 'data') : problems),
    'problems.rows': ({ id, ...at }) => page(data.actions.filter((action) => action.issues.length > 0 && id.includes(action.issues[0]?.code ?? '-')).map((action) => ({ origin: action.source?.anchor ?? '', ...(action.source?.anchor !== undefined && { anchor: action.source.anchor }), display: action.source?.display ?? '', message: action.issues[0]?.message ?? '', seq: action.seq })), at),
    'export.check': ({ job, format }) => ({ job, format, valid: true, errors: 0, warnings: 1, diagnostics: [{ code: 'anchorMissing', severity: 'warning' as const, path: '/synchronizationRules/0', message: 'The rule has no group of its own.' }], text: JSON.stringify({ id: job, version: 'Date:2026-11-21T06:00:00Z', synchronizationRules: [] }, null, 2) }),
    'export.save': () => ({ file: '/home/alex/synchronization-schema.json' }),
  }
}
