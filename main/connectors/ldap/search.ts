import { AppError } from '../../../shared/app-error'
import type { DirectoryConnection, Search, SearchAnswer } from './connection'
import { lostFailure, ResultCode, ResultCodeError, searchFailure } from './errors'
import { encodeFilter } from './filter'
import type { DirectoryTarget } from './target'

export interface PageRequest {
  readonly target: DirectoryTarget
  readonly search: Omit<Search, 'page'>
  /** The page size to start with; made smaller when the directory does not allow it. */
  readonly pageSize: number
  /** Whether the read is meant to be anonymous. Any other must be signed in whenever it asks. */
  readonly anonymous: boolean
  /** Whether the next page is asked for while this one is used. */
  readonly ahead: boolean
}

export interface Page {
  readonly entries: readonly Buffer[]
  readonly references: readonly string[]
  /** The size asked for; 0 where the directory cannot page and gave everything at once. */
  readonly size: number
}

/** Longest run of pages without an entry. Active Directory may send empty pages with a cookie while it searches. */
const MAX_EMPTY_PAGES = 10_000

/**
 * Every entry the search admits, page by page (RFC 2696). Ends normally only when the directory said that there is nothing
 * further: with an empty cookie, or with success where it cannot page. An empty page with a cookie is not an end. Throws
 * `limitExceeded`, `directoryRefused`, `connectionLost`, `timeout`, `cancelled`, and `readIncomplete` when the directory stops
 * without saying that it is done.
 */
export async function* readPages(connection: DirectoryConnection, request: PageRequest): AsyncGenerator<Page> {
  const { target, search, anonymous, ahead } = request
  let size = request.pageSize

  async function ask(cookie: Buffer): Promise<SearchAnswer> {
    // A connection that is no longer signed in would see less, and less looks like people who left.
    if (connection.isOpen && !anonymous && !connection.isBound) throw lostFailure(target)
    return connection.search({ ...search, page: { size, cookie } })
  }

  /** The first page, asked for again with half the size while the directory's cap is below it (OpenLDAP, `size.pr`: result 11). */
  async function askFirst(): Promise<SearchAnswer | undefined> {
    for (;;) {
      try {
        return await ask(Buffer.alloc(0))
      } catch (error) {
        if (!(error instanceof ResultCodeError)) throw error
        if (error.code === ResultCode.unavailableCriticalExtension) return undefined
        if (error.code !== ResultCode.adminLimitExceeded || size === 1) throw error
        size = Math.floor(size / 2)
      }
    }
  }

  try {
    const first = await askFirst()
    if (first === undefined) {
      // It cannot page: then success means that everything was sent, and a limit is result 4.
      const { entries, references } = await connection.search(search)
      yield { entries, references, size: 0 }
      return
    }
    let answer: SearchAnswer = first
    for (let empty = 0; ;) {
      const cookie: Buffer | undefined = answer.cookie
      if (cookie === undefined) throw incomplete(search, 'it left out the paging information that says whether more follows')
      const more = cookie.length > 0
      empty = answer.entries.length === 0 ? empty + 1 : 0
      if (more && empty > MAX_EMPTY_PAGES) throw incomplete(search, `it sent ${empty} pages without an entry`)
      const next: Promise<SearchAnswer> | undefined = more && ahead ? ask(cookie) : undefined
      // Whoever stops early never awaits the page asked for ahead.
      next?.catch(() => undefined)
      yield { entries: answer.entries, references: answer.references, size }
      if (!more) return
      answer = await (next ?? ask(cookie))
    }
  } catch (error) {
    throw error instanceof ResultCodeError ? searchFailure(error, target, search.baseDn) : error
  }
}

const PRESENT = encodeFilter('(objectClass=*)')
const MAX_BLOCKS = 100_000

/**
 * The values of an attribute that the directory gives in blocks, from number `next` on, each block as the bytes of an entry
 * ([MS-ADTS] 3.1.1.3.1.3.3, range retrieval). `use` reads a block and says how many values it held and where the next one starts,
 * which the last does not say. Throws `readIncomplete` when the directory does not go on: a group must not look smaller than it is.
 */
export async function readRange(connection: DirectoryConnection, target: DirectoryTarget, range: {
  readonly dn: string
  readonly attribute: string
  readonly next: number
  readonly use: (block: Buffer) => { readonly count: number; readonly next?: number | undefined }
}): Promise<void> {
  const { dn, attribute } = range
  const search = { baseDn: dn, scope: 'base', filter: PRESENT, attributes: [] } as const
  let next: number | undefined = range.next
  for (let blocks = 0; next !== undefined; blocks++) {
    const from: number = next
    let answer: SearchAnswer
    try {
      answer = await connection.search({ ...search, attributes: [`${attribute};range=${from}-*`] })
    } catch (error) {
      throw error instanceof ResultCodeError ? searchFailure(error, target, dn) : error
    }
    const [block] = answer.entries
    const used = block && range.use(block)
    if (!used || used.count === 0 || (used.next !== undefined && used.next <= from) || blocks > MAX_BLOCKS) throw incomplete(search, `it gave only the first ${from} values of ${attribute}`)
    next = used.next
  }
}

function incomplete({ baseDn }: { readonly baseDn: string }, why: string): AppError {
  return new AppError('readIncomplete', `The directory did not give everything of "${baseDn}": ${why}; nothing of this read is used, try again or ask for fewer attributes.`, { baseDn })
}
