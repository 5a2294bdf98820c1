import { z } from 'zod'
import type { Issue } from '../model/issue'
import { PLAN_SECTIONS } from '../model/plan-section'
import type { StoreEntry } from '../model/password-place'
import { attributeMapping, connectedSystem, projectDocument, scopingFilter } from '../model/project'
import type { ProvisioningObjectSummary } from '../model/provisioning-log'
import { TEMPLATE_NAMES } from '../model/template-names'
import type { PlanComparePage, PlanCompareView } from './compare-views'
import { ACTION_SORTS, type FacetAttribute, type FacetKey, type FacetView, type PlanBreakdown } from './facet-views'
import { IMPACT_CONSEQUENCES, type ConsequenceRow } from './impact-views'
import type { NearView } from './near-views'
import { ONLY_TARGET_KINDS, type OnlyTargetCounts } from './only-target-views'
import { RESTART_SCOPES } from '../model/restart'
import { defineRequest, type } from './request'
import type { GoldenResult, LensAnswer, LensRow } from './lens-views'
import type { LogPage } from './log-views'
import type { FoundPerson, PersonTrace, PersonView } from './person-views'
import type { ReplanAnswer, ReplanRow } from './replan-views'
import type { ScopeAnswer, ScopeRow } from './scope-views'
import { systemPlace, typedSecret, type SystemTestView } from './system-views'
import type * as V from './views'

const name = z.string().min(1).max(200)
const anchor = z.string().min(1).max(4000)
const search = z.string().max(500).optional()
const run = z.int().min(1)
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }
const nothing = z.strictObject({})
const logStatuses = z.array(z.enum(['success', 'warning', 'failure', 'skipped'])).max(4)
const logActions = z.array(z.enum(['create', 'update', 'delete', 'stageddelete', 'disable', 'other'])).max(6)
const kinds = z.array(z.enum(['create', 'update', 'disable', 'enable', 'delete', 'skip'])).max(6)
const sections = z.array(z.enum(PLAN_SECTIONS)).max(7)
const statuses = z.array(z.enum(['planned', 'failed', 'held'])).max(3)
const matchingTab = z.enum(['matched', 'ambiguous', 'onlySource', 'onlyTarget', 'duplicates', 'skipped'])
const lensPart = z.enum(['changes', 'same', 'newAccount', 'unknown', 'collides', 'characters', 'blank', 'tooLong', 'fails'])
const comparePart = z.enum(['onlyA', 'both', 'onlyB', 'differs'])
const facetAttribute = z.strictObject({ of: z.enum(['action', 'source', 'target']), name })
const facetKey = z.union([z.templateLiteral(['=', z.string().max(100_000)]), z.literal('blank'), z.literal('error')]) satisfies z.ZodType<FacetKey>
/** Facets that are chosen: whoever has one of the values of each. */
const where = z.array(facetAttribute.extend({ values: z.array(facetKey).max(200) })).max(20).optional()
const actionsAsked = { run, job: name.optional(), group: z.int().min(0).optional(), kinds: kinds.optional(), statuses: statuses.optional(), sections: sections.optional(), search, where }
/** `attribute` is the mapping as edited; the saved version's is found by its target attribute. */
const lensQuestion = z.strictObject({ job: name, mapping: name, attribute: attributeMapping, against: z.enum(['target', 'saved']) })

const storeEntryInput = z.strictObject({ name, url: z.string().max(2000), bindDn: z.string().max(2000), startTls: z.boolean() })

const scopeQuestion = z.strictObject({ job: name, mapping: name, scope: scopingFilter.nullable() })

/** Every request the window can make. Main checks sender and input, and hands on; replies are data. */
export const contract = {
  'app.state': defineRequest({ to: 'main', input: nothing, output: type<V.AppState>() }),
  /** Keeps what differs; answers with all settings. */
  'app.saveSettings': defineRequest({
    to: 'main',
    input: z.strictObject({
      theme: z.enum(['system', 'light', 'dark', 'highContrast']), density: z.enum(['compact', 'default', 'comfortable']),
      zoomPercent: z.int().min(80).max(200), navigationCollapsed: z.boolean(), paneWidth: z.int().min(280).max(800), lastScreen: z.string().max(100), tour: z.enum(['open', 'left']),
      font: z.enum(['system', 'inter']), editorFontSize: z.int().min(11).max(24), editorWrap: z.boolean(), editorValues: z.boolean(),
      keys: z.record(z.string().max(100), z.string().max(40)), letterKeys: z.boolean(),
    }).partial(),
    output: type<V.Settings>(),
  }),
  /** Opens the sample company, generating a copy of it where there is none. */
  'project.openSample': defineRequest({ to: 'main', input: nothing, output: type<V.ProjectState>() }),
  /** Asks for a folder; null when the dialog was closed. */
  'project.choose': defineRequest({ to: 'main', input: nothing, output: type<V.ProjectState | null>() }),
  /** Opens a folder out of the recent projects; any other is refused. */
  'project.openRecent': defineRequest({ to: 'main', input: z.strictObject({ folder: z.string().max(4000) }), output: type<V.ProjectState>() }),
  'project.close': defineRequest({ to: 'main', input: nothing, output: type<null>() }),
  /** Asks for files: of one side of a new project, of a system, or for the authority of a directory. The paths chosen in this session are the only ones that the window can have read. */
  'project.chooseFiles': defineRequest({ to: 'main', input: z.strictObject({ side: z.enum(['source', 'target', 'system', 'authority']) }), output: type<readonly string[]>() }),
  /** A new project on somebody's own files, in a folder that a dialog asks for; with what was proposed and why. */
  'project.createFromFiles': defineRequest({
    to: 'main', input: z.strictObject({ source: z.array(z.string().max(4000)).min(1).max(100), target: z.array(z.string().max(4000)).min(1).max(100) }),
    output: type<{ readonly project: V.ProjectState; readonly decisions: readonly string[] } | null>(),
  }),
  /** A new project of a template with its own company, in an empty folder that a dialog asks for; null when the dialog was closed. */
  'project.createFromTemplate': defineRequest({ to: 'main', input: z.strictObject({ template: z.enum(TEMPLATE_NAMES) }), output: type<V.ProjectState | null>() }),
  'project.saveDraft': defineRequest({ to: 'main', input: z.strictObject({ document: projectDocument }), output: type<V.ProjectState>() }),
  'project.discardDraft': defineRequest({ to: 'main', input: nothing, output: type<V.ProjectState>() }),
  /** Takes a saved version as the draft, in place of one that is there. */
  'project.restoreVersion': defineRequest({ to: 'main', input: z.strictObject({ version: z.int().min(1) }), output: type<V.ProjectState>() }),
  /** Saves the draft as the next numbered version. */
  'project.saveVersion': defineRequest({ to: 'main', input: z.strictObject({ note: z.string().max(500) }), output: type<V.ProjectState>() }),

  /** Starts reading all systems, or one, into the mirror. Progress and end come as events. */
  'work.import': defineRequest({
    to: 'job',
    input: z.strictObject({
      system: name.optional(),
      /** Believes that the one system, which held somebody before, holds nobody any more. */
      acceptEmpty: z.literal(true).optional(),
    }).refine(({ system, acceptEmpty }) => acceptEmpty === undefined || system !== undefined),
    output: type<{ readonly work: number }>(),
  }),
  /** Starts a cycle over the draft or the saved configuration. */
  'work.rehearse': defineRequest({
    to: 'job',
    input: z.strictObject({
      type: z.enum(['initial', 'incremental']).optional(), now: z.iso.datetime().optional(), seed: z.int().min(0).max(2 ** 31).optional(),
      configuration: z.enum(['draft', 'saved']), keep: z.boolean(),
      /** One job alone; all of them in their order where it is absent. */
      job: name.optional(),
      /** What a restart before the cycle resets; empty: what Restart does in the admin centre. */
      restart: z.array(z.enum(RESTART_SCOPES)).max(6).optional(),
      /** Rehearses what the guards would hold, in a run that says so. */
      released: z.boolean().optional(),
      /** Takes the accepted near matches as filled in at the target, in a run that says so and is never kept. */
      backfill: z.boolean().optional(),
    }),
    output: type<{ readonly work: number }>(),
  }),
  /** Starts a forecast of the coming days over what the window edits; `forecast.latest` has it when the work has ended. */
  'work.forecast': defineRequest({ to: 'job', input: z.strictObject({ days: z.int().min(1).max(3660), full: z.boolean(), now: z.iso.datetime().optional() }), output: type<{ readonly work: number }>() }),
  /** Answers at once; the work's end comes as an event within 250 ms. */
  'work.cancel': defineRequest({ to: 'job', input: z.strictObject({ work: z.int().min(1) }), output: type<null>() }),

  /** What the edits of the draft would make of the last run, for the line under a header. A newer question, and any work, ends an older one. */
  'replan.difference': defineRequest({ to: 'job', input: z.strictObject({ draft: z.string().max(100) }), output: type<ReplanAnswer>() }),
  /** One page of those whose outcome is another one, in plan order; nobody where the draft is another by now. */
  'replan.people': defineRequest({ to: 'job', input: z.strictObject({ hash: z.string().max(200), search, ...page }), output: type<V.Page<ReplanRow>>() }),
  'replan.cancel': defineRequest({ to: 'job', input: nothing, output: type<null>() }),

  /** Tries the way to a system of the project, or to one that may become one, and looks at some objects. Writes nothing anywhere; a newer test ends an older one. */
  'systems.test': defineRequest({
    to: 'job', input: z.union([z.strictObject({ system: name }), z.strictObject({ place: systemPlace, secret: typedSecret.optional() })]), output: type<SystemTestView>(),
  }),
  /** Ends a test within 250 ms; it then fails as `cancelled`. */
  'systems.endTest': defineRequest({ to: 'job', input: nothing, output: type<null>() }),
  /**
   * Adds a system to the draft, under an id that is free; a password goes to the operating system's store. Files must have been chosen in this session.
   * With a role a first job between it and another system is proposed and added, too: both are read for that, which `systems.endTest` ends.
   */
  'systems.add': defineRequest({
    to: 'main',
    input: z.strictObject({
      system: connectedSystem.pick({ name: true, settings: true, product: true, display: true }), secret: typedSecret.optional(),
      job: z.strictObject({ role: z.enum(['source', 'target']), other: name }).optional(),
    }),
    output: type<{ readonly project: V.ProjectState; readonly system: string; readonly decisions: readonly string[] }>(),
  }),
  /** Takes back what `systems.add` brought since the start: the system, the job proposed with it, and its password. Other edits stay; `refused` where one of them needs the system. */
  'systems.undoAdd': defineRequest({ to: 'main', input: z.strictObject({ system: name }), output: type<V.ProjectState>() }),

  /** Where the password of a live directory is, and whether one can be kept in the operating system's store, which can also be asked before there is a system. Never the password. */
  'secrets.state': defineRequest({ to: 'main', input: z.strictObject({ system: name.optional() }), output: type<V.SecretView>() }),
  /** Keeps a password for a directory's server and account, in place of the one before; the project where its draft now names the store, else null. */
  'secrets.keep': defineRequest({ to: 'main', input: z.strictObject({ system: name, secret: z.string().min(1).max(1000) }), output: type<V.ProjectState | null>() }),
  'secrets.forget': defineRequest({ to: 'main', input: z.strictObject({ system: name }), output: type<null>() }),
  /** The servers and accounts whose passwords are kept on this computer, of every project, in the order of addresses. Never a password. */
  'secrets.list': defineRequest({ to: 'main', input: nothing, output: type<readonly StoreEntry[]>() }),
  /** Forgets the password of one of them. */
  'secrets.forgetEntry': defineRequest({ to: 'main', input: storeEntryInput, output: type<null>() }),

  /** Where the open project's mirror is, and what it takes on the disk. */
  'project.storage': defineRequest({ to: 'main', input: nothing, output: type<{ readonly folder: string; readonly bytes: number }>() }),
  /** Removes the mirror with all that was read and rehearsed; the configuration stays. Throws `jobRunning`, and `mirrorBusy` while another process works on it. */
  'project.purge': defineRequest({ to: 'job', input: nothing, output: type<null>() }),

  'systems.list': defineRequest({ to: 'view', input: nothing, output: type<readonly V.SystemView[]>() }),
  'systems.rows': defineRequest({ to: 'view', input: z.strictObject({ system: name, type: name, search, ...page }), output: type<V.ObjectPage>() }),
  'systems.profile': defineRequest({ to: 'view', input: z.strictObject({ system: name, type: name }), output: type<readonly V.AttributeProfileView[]>() }),
  'systems.issues': defineRequest({ to: 'view', input: z.strictObject({ system: name, ...page }), output: type<V.Page<Issue>>() }),
  'objects.get': defineRequest({ to: 'view', input: z.strictObject({ system: name, type: name, anchor }), output: type<V.ObjectView>() }),
  /** People and accounts whose name or anchor holds the text, best first, at most 50. */
  'objects.search': defineRequest({ to: 'view', input: z.strictObject({ query: z.string().min(1).max(200), limit: z.int().min(1).max(50) }), output: type<readonly V.ObjectView[]>() }),
  /** People for the preview beside the editor: the ones asked for, else some spread over the population. */
  'preview.people': defineRequest({
    to: 'view', input: z.strictObject({ job: name, mapping: name, anchors: z.array(anchor).max(50).optional(), query: search, limit: z.int().min(1).max(50) }),
    output: type<readonly V.PreviewPerson[]>(),
  }),
  /** One mapping, as it stands in the editor, over everybody in scope. A newer question of the window ends an older one. */
  'lens.measure': defineRequest({ to: 'view', input: lensQuestion, output: type<LensAnswer>() }),
  /** One page of the people whom a number of the lens counts, in the order of anchors: `part` a number, `bin` a bar of the histogram by its place, neither everybody; with anchors these alone. */
  'lens.people': defineRequest({ to: 'view', input: z.strictObject({ ...lensQuestion.shape, part: lensPart.optional(), bin: z.int().min(0).max(99).optional(), anchors: z.array(anchor).max(50).optional(), search, ...page }), output: type<V.Page<LensRow>>() }),
  /** A scoping filter, as it stands on the screen, over everybody; null for none. A newer question of the window ends an older one. */
  'scope.measure': defineRequest({ to: 'view', input: scopeQuestion, output: type<ScopeAnswer>() }),
  /** One page of whom a number of the screen counts, in the order of anchors: of a part, of a clause, of these anchors, else everybody. */
  'scope.people': defineRequest({
    to: 'view',
    input: z.strictObject({
      ...scopeQuestion.shape, part: z.enum(['in', 'out', 'fallOut', 'comeIn']).optional(), clause: z.strictObject({ group: z.int().min(0), clause: z.int().min(0), which: z.enum(['alone', 'only']) }).optional(),
      anchors: z.array(anchor).max(50).optional(), search, ...page,
    }),
    output: type<V.Page<ScopeRow>>(),
  }),
  /** As whose source objects an object of any system is met, by its anchor there. */
  'person.find': defineRequest({ to: 'view', input: z.strictObject({ system: name, anchor }), output: type<readonly FoundPerson[]>() }),
  /** One person of a job by the configuration, clock and seed of a run, else of the draft. */
  'person.get': defineRequest({ to: 'view', input: z.strictObject({ run: run.optional(), job: name, anchor }), output: type<PersonView>() }),
  /** One person through a job by the draft, after the systems were looked at again; nothing is rehearsed. */
  'person.onDemand': defineRequest({ to: 'job', input: z.strictObject({ job: name, anchor }), output: type<PersonTrace>() }),
  /** The project's golden records, run over the draft; of one mapping where a target attribute is named. */
  'tests.run': defineRequest({ to: 'view', input: z.strictObject({ job: name.optional(), mapping: name.optional(), attribute: name.optional() }), output: type<readonly GoldenResult[]>() }),

  'runs.list': defineRequest({ to: 'view', input: nothing, output: type<readonly V.RunView[]>() }),
  'plan.groups': defineRequest({ to: 'view', input: z.strictObject({ run, job: name.optional() }), output: type<readonly V.PlanGroupView[]>() }),
  /** One page of a run's actions, narrowed to a group, kinds, statuses, a text and facets; in plan order, or sorted with equal ones in plan order. */
  'plan.actions': defineRequest({
    to: 'view', input: z.strictObject({ ...actionsAsked, sort: z.strictObject({ by: z.enum(ACTION_SORTS), descending: z.boolean() }).optional(), ...page }),
    output: type<V.Page<V.ActionRow>>(),
  }),
  /** Values by count of attributes of those people; what is chosen of an attribute does not narrow its own counts. */
  'plan.facets': defineRequest({ to: 'view', input: z.strictObject({ ...actionsAsked, attributes: z.array(facetAttribute).min(1).max(12), limit: z.int().min(1).max(1000) }), output: type<readonly FacetView[]>() }),
  /** What those people would meet with, by the values of one attribute; who has no action counts nowhere. */
  'plan.breakdown': defineRequest({ to: 'view', input: z.strictObject({ run, job: name.optional(), sections: sections.optional(), search, by: facetAttribute, limit: z.int().min(1).max(1000) }), output: type<PlanBreakdown>() }),
  /** What people of a run can be told apart by, besides what their actions say: the attributes of sources, then of targets. */
  'plan.facetAttributes': defineRequest({ to: 'view', input: z.strictObject({ run }), output: type<readonly FacetAttribute[]>() }),
  'plan.action': defineRequest({ to: 'view', input: z.strictObject({ run, seq: z.int().min(0) }), output: type<V.ActionView>() }),
  /** What differs between two runs' plans, by cause and shape. */
  'plan.compare': defineRequest({ to: 'view', input: z.strictObject({ a: run, b: run }), output: type<PlanCompareView>() }),
  /** One page of a comparison's people in plan order: of a group, of a part of it, else everybody whose outcome is not the same. */
  'plan.compareRows': defineRequest({
    to: 'view', input: z.strictObject({ a: run, b: run, group: z.int().min(0).optional(), part: comparePart.optional(), search, ...page }),
    output: type<PlanComparePage>(),
  }),
  'matching.counts': defineRequest({ to: 'view', input: z.strictObject({ run, job: name }), output: type<V.MatchingCounts>() }),
  /** One page of everybody with one outcome; of accounts that are only in the target those of one kind, where one is named. */
  'matching.rows': defineRequest({ to: 'view', input: z.strictObject({ run, job: name, tab: matchingTab, kind: z.enum(ONLY_TARGET_KINDS).optional(), search, ...page }), output: type<V.Page<V.MatchingRow>>() }),
  /** What the accounts look like that are only in the target. */
  'matching.onlyTarget': defineRequest({ to: 'view', input: z.strictObject({ run, job: name }), output: type<OnlyTargetCounts>() }),
  /** People and accounts of a run that look alike, with what was decided of each pair. */
  'matching.near': defineRequest({ to: 'view', input: z.strictObject({ run, job: name }), output: type<NearView>() }),
  /** Takes a decision of a pair, or takes it back; kept in the project's folder. */
  'matching.decide': defineRequest({ to: 'main', input: z.strictObject({ job: name, source: anchor, target: anchor, verdict: z.enum(['accepted', 'rejected']).nullable() }), output: type<null>() }),
  /** Asks for a place and writes the accepted pairs as a list of what to fill in; null when the dialog was closed. */
  'matching.saveBackfill': defineRequest({ to: 'main', input: z.strictObject({ run, job: name }), output: type<{ readonly file: string } | null>() }),
  'impact.summary': defineRequest({ to: 'view', input: z.strictObject({ run, by: name.optional() }), output: type<V.ImpactView>() }),
  'impact.rows': defineRequest({
    to: 'view',
    input: z.strictObject({
      run, by: name.optional(), cause: z.string().max(1000).optional(), value: z.string().max(1000).optional(), part: z.enum(['held', 'disable', 'delete', 'failed']).optional(),
      /** Only those whom others notice. */
      noticed: z.literal(true).optional(),
      /** Only those through whom this person or group loses something. */
      through: z.strictObject({ system: name, anchor }).optional(), search, ...page,
    }),
    output: type<V.Page<V.ImpactRow>>(),
  }),
  /** One page of who loses their manager or which groups lose members by a run. */
  'impact.consequences': defineRequest({ to: 'view', input: z.strictObject({ run, of: z.enum(IMPACT_CONSEQUENCES), search, ...page }), output: type<V.Page<ConsequenceRow>>() }),
  /** What a run would take away as a file: a page for those who decide, or a table. Null when the dialog was closed. */
  'impact.save': defineRequest({ to: 'main', input: z.strictObject({ run, by: name.optional(), format: z.enum(['html', 'csv']) }), output: type<{ readonly file: string } | null>() }),
  /** The forecast made last, and whether the configuration has changed since; null where none was made. */
  'forecast.latest': defineRequest({ to: 'view', input: nothing, output: type<V.ForecastView | null>() }),
  /** One page of the provisioning log of a run, in plan order, with the counts that its chips show. */
  'log.entries': defineRequest({
    to: 'view',
    input: z.strictObject({ run, job: name.optional(), statuses: logStatuses.optional(), actions: logActions.optional(), code: name.optional(), link: z.enum(['created', 'firstMatch', 'linked']).optional(), search, ...page }),
    output: type<LogPage>(),
  }),
  /** One entry in Graph's shape; of an outcome that has two, the first, or that of the follow-up pass. */
  'log.entry': defineRequest({ to: 'view', input: z.strictObject({ run, seq: z.int().min(0), followUp: z.literal(true).optional() }), output: type<ProvisioningObjectSummary>() }),
  /** Asks for a place and writes a run's log there; null when the dialog was closed. */
  'log.save': defineRequest({ to: 'main', input: z.strictObject({ run, format: z.enum(['json', 'log-analytics', 'csv']) }), output: type<V.SavedExport | null>() }),
  /** Everything found wrong, a row per cause, the most dangerous first. Without a run: configuration and data read only. */
  'problems.list': defineRequest({ to: 'view', input: z.strictObject({ run: run.optional() }), output: type<readonly V.ProblemView[]>() }),
  'problems.rows': defineRequest({ to: 'view', input: z.strictObject({ run: run.optional(), id: z.string().max(1000), ...page }), output: type<V.Page<V.ProblemRow>>() }),
  'export.check': defineRequest({ to: 'view', input: z.strictObject({ job: name, format: z.enum(['graph-schema']) }), output: type<V.ExportCheck>() }),
  /** Asks for a place and writes the export there; null when the dialog was closed. Refused while there are errors. */
  'export.save': defineRequest({ to: 'main', input: z.strictObject({ job: name, format: z.enum(['graph-schema', 'report', 'ldif', 'scim-bulk']) }), output: type<V.SavedExport | null>() }),
  /** A run's plan as a file: JSON, NDJSON, CSV, or a page for people. */
  'plan.save': defineRequest({ to: 'main', input: z.strictObject({ run, format: z.enum(['json', 'ndjson', 'csv', 'html']) }), output: type<{ readonly file: string } | null>() }),
} as const

export type Contract = typeof contract
export type RequestName = keyof Contract
export type InputOf<N extends RequestName> = z.infer<Contract[N]['input']>
export type OutputOf<N extends RequestName> = Contract[N]['output']

/** Every event main sends to the window. */
export type AppEvent =
  | { readonly kind: 'workStarted'; readonly work: number; readonly name: V.WorkName; readonly text: string }
  | { readonly kind: 'workProgress'; readonly work: number; readonly progress: V.WorkProgressView }
  | { readonly kind: 'workFinished'; readonly work: number; readonly outcome: V.WorkOutcome }
  | { readonly kind: 'projectChanged'; readonly project: V.ProjectState | null }
  /** From the application's menu: the palette of commands by name. */
  | { readonly kind: 'command'; readonly name: string }

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string; readonly message: string; readonly context: Readonly<Record<string, string | number | boolean>> } }

/** What came of a drop: a project that is open now, or files that may be read from now on. */
export type Dropped = { readonly kind: 'project'; readonly project: V.ProjectState } | { readonly kind: 'files'; readonly files: readonly string[] }

/** What the preload exposes as `window.rehearsal`, and nothing more. */
export interface RehearsalBridge {
  request(name: string, input: unknown): Promise<Reply<unknown>>
  /** Hands over the `File` objects of a drop. Refused, with a sentence, where they are neither a project's folder nor exports. */
  drop(files: readonly unknown[]): Promise<Reply<Dropped>>
  onEvent(listener: (event: AppEvent) => void): () => void
}
