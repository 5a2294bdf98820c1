import { z } from 'zod'
import { delimitedSettings, ldapSettings, type ConnectedSystem } from '../model/project'
import type { TestStep } from '../model/system-test'
import type { AttributeProfileView, SystemTypeView } from './views'

/** A password's environment variable, and nothing that could be a password itself. */
const fromEnvironment = z.string().regex(/^env:[A-Za-z_][A-Za-z0-9_]{0,199}$/)

const { encoding, delimiter, quote, header, skipRows } = delimitedSettings.shape

/** Where a system is that nobody has named yet: files out of a dialog of this session, whose format is detected, or a directory's address. */
export const systemPlace = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('files'), paths: z.array(z.string().min(1).max(4000)).min(1).max(100),
    /** What somebody said otherwise of delimited text than was detected. */
    rules: z.strictObject({ encoding, delimiter, quote, header, skipRows }).optional(),
  }),
  ldapSettings
    .pick({ url: true, baseDn: true, filter: true, bindDn: true, startTls: true, caFile: true, pageSize: true })
    .extend({ kind: z.literal('ldap'), passwordFrom: fromEnvironment.optional() }),
])
export type SystemPlace = z.infer<typeof systemPlace>

/** A password as it was typed; it goes to the directory and the operating system's store, and nowhere else. */
export const typedSecret = z.string().min(1).max(1000)

/** The way to a system's objects, step by step, and what was seen of them; nothing was kept. */
export interface SystemTestView {
  /** In their order. Where one failed, those behind it are skipped. */
  readonly steps: readonly TestStep[]
  /** Absent where no object could be looked at. */
  readonly found?: FoundSystem
}

/** A sample of a system's objects, and how it would be kept. */
export interface FoundSystem {
  /** What would be kept; of one that is in the project already, what is. Its id and name are proposals. */
  readonly system: ConnectedSystem
  /** Why that anchor, for people; absent where the system has one of its own. */
  readonly anchorWhy?: string
  /** The one with the most objects first. */
  readonly types: readonly FoundType[]
  /** How it was read, by the connector's own words. */
  readonly finding: Readonly<Record<string, string | number | boolean>>
  /** Whether the sample is all that there is. */
  readonly complete: boolean
}

export interface FoundType extends SystemTypeView {
  readonly profile: readonly AttributeProfileView[]
}
