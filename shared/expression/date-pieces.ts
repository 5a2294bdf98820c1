import { ownEntry } from '../own-entry'

/** One piece of a .NET custom format: a specifier such as `yyyy` with its length, or literal text. */
export interface Piece { readonly letter: string; readonly length: number; readonly literal: string }

const STANDARD: Readonly<Record<string, string>> = {
  d: 'MM/dd/yyyy', D: 'dddd, dd MMMM yyyy', f: 'dddd, dd MMMM yyyy HH:mm', F: 'dddd, dd MMMM yyyy HH:mm:ss',
  g: 'MM/dd/yyyy HH:mm', G: 'MM/dd/yyyy HH:mm:ss', m: 'MMMM dd', M: 'MMMM dd', o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK", r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss", t: 'HH:mm', T: 'HH:mm:ss', U: 'dddd, dd MMMM yyyy HH:mm:ss', u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'", y: 'yyyy MMMM', Y: 'yyyy MMMM',
}
/** Quoted text, an escaped character, a specifier repeated, or any other character; `%` before one of them keeps a letter apart. */
const PIECE = /'((?:\\[^]|[^'\\])*)'|"((?:\\[^]|[^"\\])*)"|\\([^])|%?(([dfFghHKmMstyz])\5*)|%?([^%'"\\])/y

/** A format, standard (one letter) or custom, in pieces; undefined if it is none. Source: .NET, Custom date and time format strings. */
export function piecesOf(given: string): readonly Piece[] | undefined {
  const format = given.length === 1 ? ownEntry(STANDARD, given) : given
  if (format === undefined || format === '') return undefined
  const pieces: Piece[] = []
  for (let at = 0; at < format.length;) {
    PIECE.lastIndex = at
    const found = PIECE.exec(format)
    if (!found) return undefined
    at += found[0].length
    const [, single, double, escaped, run, letter, other] = found
    const literal = escaped ?? (single ?? double)?.replace(/\\([^])/g, '$1')
    if (literal !== undefined) pieces.push({ letter: '', length: 0, literal })
    else if (run === undefined || letter === undefined) pieces.push({ letter: other === 'Z' ? 'Z' : '', length: 1, literal: other ?? '' })
    else if ((letter === 'f' || letter === 'F') && run.length > 7) return undefined
    else pieces.push({ letter, length: run.length, literal: '' })
  }
  return pieces
}
