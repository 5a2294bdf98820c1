import { resolve } from 'node:path'
import { type CommandArguments, flag, option } from './command'

/** How to sign in at a directory, as the options say it. The authority's file is meant from the working folder; a project's settings are from its own. */
export function ldapOptions(args: CommandArguments): { readonly baseDn?: string; readonly bindDn?: string; readonly caFile?: string; readonly startTls?: boolean; readonly passwordFrom?: string; readonly filter?: string } {
  const names = { baseDn: 'base-dn', bindDn: 'bind-dn', passwordFrom: 'password-from', filter: 'filter' } as const
  const given = Object.entries(names).map(([key, name]) => [key, option(args, name)] as const).filter(([, value]) => value !== undefined)
  const caFile = option(args, 'ca-file')
  return { ...Object.fromEntries(given), ...(caFile === undefined ? {} : { caFile: resolve(caFile) }), ...(flag(args, 'starttls') ? { startTls: true } : {}) }
}
