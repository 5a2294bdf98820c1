import { type CommandArguments, flag, option } from './command'

/** How to sign in at a directory, as the options say it. */
export function ldapOptions(args: CommandArguments): { readonly baseDn?: string; readonly bindDn?: string; readonly caFile?: string; readonly startTls?: boolean; readonly passwordFrom?: string; readonly filter?: string } {
  const names = { baseDn: 'base-dn', bindDn: 'bind-dn', caFile: 'ca-file', passwordFrom: 'password-from', filter: 'filter' } as const
  const given = Object.entries(names).map(([key, name]) => [key, option(args, name)] as const).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(given), ...(flag(args, 'starttls') ? { startTls: true } : {}) }
}
