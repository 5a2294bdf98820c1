import type { SystemPlace } from '../../../shared/ipc/system-views'
import { ADD_SYSTEM } from '../../texts/add-system'

/** How an account's password is come by. */
export type SignIn = 'password' | 'environment' | 'anonymous'

/** A directory as it is being typed. Texts as they stand in their fields. */
export interface DirectoryDraft {
  readonly url: string
  readonly startTls: boolean
  readonly baseDn: string
  readonly filter: string
  readonly signIn: SignIn
  readonly bindDn: string
  readonly password: string
  readonly variable: string
  /** A PEM file out of a dialog; empty for none. */
  readonly caFile: string
}

export const NO_DIRECTORY: DirectoryDraft = {
  url: '', startTls: false, baseDn: '', filter: '', signIn: 'password', bindDn: '', password: '', variable: '', caFile: '',
}

type Problems = Readonly<Partial<Record<keyof DirectoryDraft, string>>>

/** What is wrong with each field, as a sentence; nothing where it can be tried. */
export function directoryProblems({ url, startTls, filter, signIn, bindDn, password, variable }: DirectoryDraft): Problems {
  const account = signIn !== 'anonymous'
  return {
    ...(!/^ldaps?:\/\/[^\s/@]+\/?$/iu.test(url.trim()) && { url: ADD_SYSTEM.urlProblem }),
    ...(startTls && /^ldaps:/iu.test(url.trim()) && { startTls: ADD_SYSTEM.startTlsProblem }),
    ...(filter.trim() !== '' && !/^\(.+\)$/su.test(filter.trim()) && { filter: ADD_SYSTEM.filterProblem }),
    ...(account && bindDn.trim() === '' && { bindDn: ADD_SYSTEM.bindDnProblem }),
    ...(signIn === 'password' && password === '' && { password: ADD_SYSTEM.passwordProblem }),
    ...(signIn === 'environment' && !/^[A-Za-z_][A-Za-z0-9_]*$/u.test(variable.trim()) && { variable: ADD_SYSTEM.variableProblem }),
  }
}

/** The place that the fields describe, and the password that was typed, which is no part of it. */
export function placeOfDirectory(draft: DirectoryDraft): { readonly place: Extract<SystemPlace, { kind: 'ldap' }>; readonly secret?: string } {
  const trimmed = (field: 'url' | 'baseDn' | 'filter' | 'bindDn' | 'variable'): string => draft[field].trim()
  const filter = trimmed('filter')
  const account = draft.signIn !== 'anonymous'
  return {
    place: {
      kind: 'ldap', url: trimmed('url'), baseDn: trimmed('baseDn'), ...(filter !== '' && { filter }),
      ...(draft.startTls && { startTls: true }), ...(draft.caFile !== '' && { caFile: draft.caFile }),
      ...(account && { bindDn: trimmed('bindDn') }), ...(draft.signIn === 'environment' && { passwordFrom: `env:${trimmed('variable')}` }),
    },
    ...(draft.signIn === 'password' && { secret: draft.password }),
  }
}
