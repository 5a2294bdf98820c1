import type { OptionSpec } from './command'

/** An option with a value; `value` is how help calls it. */
export function takes(value: string, about: string): OptionSpec {
  return { type: 'string', value, about }
}

/** An option that may be given several times. */
export function takesSeveral(value: string, about: string): OptionSpec {
  return { ...takes(value, `${about}; may be given several times`), multiple: true }
}

/** An option without a value. */
export function flagged(about: string): OptionSpec {
  return { type: 'boolean', about }
}

export const DRAFT = flagged('what is edited and not saved yet, instead of the saved version')
export const NOW = takes('INSTANT', 'the clock, such as 2026-11-21T06:00:00Z; default: the machine\'s')
export const SEED = takes('N', 'what random values are drawn from; default: the project\'s')
export const ONE_JOB = takes('ID', 'one job instead of all of them')
export const THE_JOB = takes('ID', 'the job; may be left out where the project has one')
export const RUN = takes('ID', 'the run, as cycle names it; default: the newest')

/** How to sign in at a directory whose address is given. */
export const LDAP: Readonly<Record<string, OptionSpec>> = {
  'base-dn': takes('DN', 'where in the directory to read'),
  'bind-dn': takes('DN', 'whom to sign in as'),
  'password-from': takes('env:NAME', 'where the password is, never the password itself'),
  'ca-file': takes('FILE', 'certificates of the authority that signed the server\'s'),
  starttls: flagged('upgrade an ldap:// address to TLS before signing in'),
}
