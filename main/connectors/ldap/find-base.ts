import { AppError } from '../../../shared/app-error'
import type { LdapSettings } from '../../../shared/model/project'
import { openConnection } from './connection'
import { signIn } from './connector'
import { type DirectorySchema, readSchema } from './schema'
import { targetOf } from './target'

/**
 * Where to search in a directory that nobody named a base for: what it calls its default, else the only naming context that it has.
 * Throws `usage` where there are several or none, naming them, and whatever signing in throws.
 */
export async function findBaseDn(settings: LdapSettings, options: { readonly folder: string; readonly secret: string | undefined; readonly signal: AbortSignal }): Promise<string> {
  const connection = await openConnection(targetOf(settings, options.folder), options.signal)
  try {
    await signIn(connection, settings, options.secret)
    return baseOf(await readSchema(connection), settings)
  } finally {
    connection.close()
  }
}

/** The same of a directory that is open already. Throws `usage`. */
export function baseOf({ namingContexts, defaultNamingContext }: DirectorySchema, { url }: LdapSettings): string {
  const found = defaultNamingContext ?? (namingContexts.length === 1 ? namingContexts[0] : undefined)
  if (found !== undefined) return found
  throw new AppError('usage', namingContexts.length === 0
    ? `${url} does not say where its entries are; name the place to search, its base DN (--base-dn).`
    : `${url} holds several trees (${namingContexts.join('; ')}); name the one to search, its base DN (--base-dn).`, { url })
}
