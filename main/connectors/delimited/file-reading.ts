import { basename } from 'node:path'
import { AppError } from '../../../shared/app-error'
import { counted } from '../../../shared/counted'
import type { ReadIssueCode } from '../../../shared/model/issue'
import type { DelimitedSettings } from '../../../shared/model/project'
import type { ReadEvent, RowPrints, SameRows } from '../../../shared/model/record'
import type { ColumnLayout } from '../packing-layouts'
import type { RecordPacker } from '../record-packer'
import { originAt, type TextFile } from '../text-file'
import { ByteRowScanner, cellsOf, type ByteRow, type ByteRowSink } from './byte-rows'
import { CellRules, mendCharacters } from './cell-rules'
import { columnNames, type Columns } from './columns'
import { detectDialect, sampleRows, type Dialect } from './dialect'
import { isHeaderAgain, isLabelRow } from './header-rows'
import { RowMatcher, RowRecorder } from './row-prints'

/** Settings as a person may have them before the anchor is chosen. Without one, rows are numbered from 1. */
export type UnanchoredDelimitedSettings = Omit<DelimitedSettings, 'anchor'> & { readonly anchor?: string | undefined }

export interface FileReadingOptions {
  readonly path: string
  readonly settings: UnanchoredDelimitedSettings
  readonly packer: RecordPacker
  /** Objects of the pages before. */
  readonly first: number
  readonly limit: number
  readonly type: string
  readonly fileBytes: number
  /** The file's encoding, as far as it is known. */
  readonly encoding: () => string
  /** Whether the rows are kept for a later read, and what an earlier one kept. */
  readonly printed: boolean
  readonly prints: RowPrints | undefined
}

/** The reading of one file: its dialect, its columns, then row after row into the packer. */
export class FileReading implements ByteRowSink {
  readonly #options: FileReadingOptions
  readonly #rules: CellRules
  #head: Buffer[] = []
  #headBytes = 0
  #scanner: ByteRowScanner | undefined
  #dialect: Dialect | undefined
  #columns: Columns | undefined
  #layout: ColumnLayout | undefined
  #anchorColumn = -1
  /** The header, where the file has one; and what its cell of the anchor, or the first one, says. */
  #header: readonly string[] | undefined
  #headerKey: string | undefined
  #sample: readonly (readonly string[])[] = []
  #toSkip = 0
  #events: ReadEvent[] = []
  #objects = 0
  #rows = 0
  #shortRows = 0
  #lastShort = false
  #lastLine = 0
  #cut = false
  #complete = true
  #recorder: RowRecorder | undefined
  #matcher: RowMatcher | undefined
  #key = ''
  #issues = 0
  /** What was found to be as before since records were handed on last. */
  #same: SameRows[] = []
  /** Objects, issues and anchor as the last row left them. */
  #noted = { objects: 0, issues: 0 }
  #anchor: string | undefined

  constructor(options: FileReadingOptions) {
    this.#options = options
    this.#rules = new CellRules(options.settings)
  }

  get dialect(): Dialect | undefined {
    return this.#dialect
  }

  get objects(): number {
    return this.#objects
  }

  get complete(): boolean {
    return this.#complete
  }

  /** The columns that are read, by name. */
  get columns(): readonly string[] {
    return this.#columns?.names.filter((name) => name !== undefined) ?? []
  }

  /** Reads a piece of the file. Returns true when the limit is reached. */
  push(utf8: Buffer, last: boolean): boolean {
    if (this.#scanner) return this.#scanner.push(utf8, last, this)
    // The dialect is guessed from some amount of text, whatever the pieces are.
    this.#head.push(utf8.length <= HEAD_BYTES ? Buffer.from(utf8) : utf8)
    this.#headBytes += utf8.length
    if (!last && this.#headBytes <= HEAD_BYTES) return false
    const head = this.#head.length === 1 ? this.#head[0] as Buffer : Buffer.concat(this.#head)
    this.#head = []
    const { settings } = this.#options
    const text = head.toString('utf8', 0, Math.min(head.length, HEAD_BYTES))
    const whole = last && head.length <= HEAD_BYTES
    const dialect = detectDialect(text, whole, { ...settings, header: settings.header ?? (settings.columns ? false : undefined) })
    this.#dialect = dialect
    this.#sample = sampleRows(text, dialect, { whole, skipRows: dialect.skipRows })
    this.#toSkip = dialect.skipRows
    this.#scanner = new ByteRowScanner(dialect)
    return this.#scanner.push(head, last, this)
  }

  /** What can only be said once the file is read. */
  finish(file: TextFile): void {
    this.#flush()
    if (this.#cut) return
    const name = basename(this.#options.path)
    if (file.doubtful) {
      this.#event('encodingDoubtful', name, `The file ${name} was read as ${file.encoding}, but not all of it fits; look at its letters with accents, and set the encoding if they are wrong.`)
    }
    if (this.#scanner && !this.#scanner.trusted) this.#complete = false
    if (this.#rows === 0) {
      if (this.#columns && this.#dialect?.header) {
        this.#event('fileEmpty', name, `The file ${name} has a header and no rows. If it should have some, export it again${this.#options.settings.paths.length > 1 ? ': in a read of several files whoever was in this one counts as missing' : ''}.`)
      } else {
        this.#complete = false
        this.#event('fileEmpty', name, `The file ${name} is empty; export it again. Nobody counts as missing because of it.`)
      }
    }
    // One short row at the very end, without a row end: somebody stopped writing.
    const stopped = this.#lastShort && this.#shortRows === 1 && this.#scanner?.lastRowEnded === false && this.#rows > 1
    if (file.cutOff || stopped) {
      this.#complete = false
      this.issue('fileTruncated', this.#lastLine, 'is where the file breaks off; export it again. Nobody counts as missing because of it.')
    }
  }

  takeEvents(): ReadEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  issue(code: ReadIssueCode, line: number, what: string): void {
    const origin = originAt(this.#options.path, line)
    this.#event(code, origin, `${origin} ${what}`)
  }

  row(cells: string[], line: number): boolean {
    if (this.#toSkip > 0) {
      this.#toSkip--
      return false
    }
    if (!this.#layout) {
      this.#start(cells, line)
      if (this.#dialect?.header) return false
    }
    return this.#read(cells, line, this.#layout as unknown as ColumnLayout)
  }

  /** A row without surprises, the usual one: packed as it stands, without a text for each cell. */
  bytes(row: ByteRow, line: number): boolean {
    const layout = this.#layout
    // The row beneath the header may hold its labels.
    if (this.#toSkip > 0 || layout === undefined || (this.#rows === 0 && this.#header !== undefined) || !this.#rules.asWritten || row.count !== layout.names.length || !this.#rules.isPlain(row)) return this.row(cellsOf(row), line)
    let anchor: string
    if (this.#anchorColumn >= 0) {
      const start = this.#anchorColumn === 0 ? row.start : row.ends[this.#anchorColumn - 1] as number + 1
      const written = row.bytes.toString(row.ascii ? 'latin1' : 'utf8', start, row.ends[this.#anchorColumn])
      anchor = written.trim()
      if (anchor === '' || anchor.length !== written.length || anchor === this.#headerKey) return this.row(cellsOf(row), line)
    } else {
      if (row.ends[row.count - 1] === row.start + row.count - 1 || row.bytes.toString('utf8', row.start, row.ends[0]) === this.#headerKey) return this.row(cellsOf(row), line)
      anchor = String(this.#options.first + this.#objects + 1)
    }
    this.#rows++
    this.#lastLine = line
    this.#lastShort = false
    this.#anchor = anchor
    return this.#add(this.#options.packer.addBytes(layout, row, anchor, line))
  }

  get printed(): boolean {
    return this.#options.printed
  }

  /** Rows that the read before had, in the same bytes. */
  known(bytes: Buffer, at: number, length: number, line: number): { readonly bytes: number; readonly lines: number } | 'more' | undefined {
    const { prints } = this.#options
    const matcher = this.#matcher
    const found = matcher?.match(bytes, at, length)
    if (found === undefined || found === 'more' || !prints) return found as 'more' | undefined
    this.#recorder?.again(prints, found, at, this.#objects)
    const { row, count } = found
    const from = prints.objects[row] as number
    const before = this.#options.packer.count
    const last = this.#same.at(-1)
    if (last?.before === before && last.from + last.count === from && last.line + last.count === line) this.#same[this.#same.length - 1] = { ...last, count: last.count + count }
    else this.#same.push({ before, from, count, line })
    this.#rows += count
    this.#objects += count
    this.#noted.objects = this.#objects
    this.#lastLine = line + count - 1
    this.#lastShort = false
    return { bytes: found.bytes, lines: count }
  }

  passed(bytes: Buffer, start: number, end: number, lines: number): void {
    const recorder = this.#recorder
    if (!recorder) return
    const plain = this.#objects === this.#noted.objects + 1 && this.#issues === this.#noted.issues && lines === 1
    const isObject = plain && this.#anchor !== undefined
    recorder.add(bytes, { start, end, object: isObject ? this.#objects - 1 : -1, anchor: this.#anchor ?? '' })
    this.#matcher?.passed(this.#anchor)
    this.#noted = { objects: this.#objects, issues: this.#issues }
    this.#anchor = undefined
  }

  bytesEnd(bytes: Buffer, end: number): void {
    this.#recorder?.keep(bytes, end)
    if (this.#same.length > 0) this.#flush()
  }

  /** What a later read can be compared with; nothing where something was amiss, which each read must say anew. */
  prints(fileBytes: number): RowPrints | undefined {
    if (this.#issues > 0 || !this.#complete) return undefined
    return this.#recorder?.prints({ key: this.#key, settings: JSON.stringify(this.#options.settings), fileBytes, isUtf8: this.#options.encoding() === 'utf-8' })
  }

  #event(code: ReadIssueCode, origin: string, message: string): void {
    this.#issues++
    this.#events.push({ kind: 'issue', issue: { code, origin, message } })
  }

  /** The columns, from the header or the settings. */
  #start(first: readonly string[], line: number): void {
    const { settings, packer, path } = this.#options
    const columns = columnNames({ first, header: this.#dialect?.header ?? false, given: settings.columns, sample: this.#sample })
    this.#sample = []
    this.#columns = columns
    for (const problem of columns.problems) this.issue(problem.code, line, problem.what)
    this.#layout = packer.columns(columns.names)
    const columnOf = (wanted: string): number => {
      const exact = columns.names.indexOf(wanted)
      return exact >= 0 ? exact : columns.names.findIndex((name) => name?.toLowerCase() === wanted.trim().toLowerCase())
    }
    if (settings.anchor !== undefined) {
      this.#anchorColumn = columnOf(settings.anchor)
      if (this.#anchorColumn < 0) {
        const there = columns.names.filter((name) => name !== undefined).slice(0, 40).join(', ')
        throw new AppError('anchorUnknown', `The file ${path} has no column ${settings.anchor} to identify people by; its columns are ${there}. Choose one of them, or check delimiter and header.`, { path, anchor: settings.anchor })
      }
    }
    if (this.#options.printed) {
      this.#key = JSON.stringify([this.#dialect, this.#options.encoding(), columns.names, settings, packer.names])
      this.#recorder = new RowRecorder(this.#options.fileBytes * (this.#options.encoding() === 'utf-8' ? 1.25 : MOST_UTF8), this.#options.prints?.objects.length ?? 0)
      if (this.#options.prints?.key === this.#key) this.#matcher = new RowMatcher(this.#options.prints)
    }
    this.#rules.findLists(columnOf)
    if (!this.#dialect?.header) return
    this.#header = [...first]
    this.#headerKey = first[Math.max(0, this.#anchorColumn)]?.trim()
  }

  #read(cells: string[], line: number, layout: ColumnLayout): boolean {
    const columns = layout.names.length
    const traits = (this.#scanner as ByteRowScanner).traits
    if (cells.length === 1 && (cells[0] === END_OF_TEXT || (columns > 1 && (cells[0] as string).trim() === ''))) return false
    if (this.#header && (isHeaderAgain(cells, this.#header) || (this.#rows === 0 && isLabelRow(cells, this.#header)))) {
      this.issue('headerRepeated', line, 'says once more what the columns are called, and is nobody; it was left out. Export it without that row to be rid of this.')
      return false
    }
    this.#rows++
    this.#lastLine = line
    this.#lastShort = false
    if (traits.nul || traits.replacement) for (const { code, what } of mendCharacters(cells, traits)) this.issue(code, line, what)
    if (cells.length !== columns) this.#fit(cells, columns, line)
    const filled = this.#rules.pack(cells, columns, traits.structure)
    let anchor: string
    if (this.#anchorColumn >= 0) {
      const cell = cells[this.#anchorColumn] as string
      anchor = cell.trim()
      if (anchor === '' || cell === this.#rules.emptyCell) {
        const column = this.#columns?.names[this.#anchorColumn] ?? ''
        this.issue('anchorMissing', line, filled
          ? `has no ${column}, so nobody can say whose row it is; it was left out. Fill the cell, or choose another anchor.`
          : 'is blank; it was left out.')
        return false
      }
      if (anchor.length !== cell.length) cells[this.#anchorColumn] = anchor
      if (traits.structure && anchor.charCodeAt(0) === 0x10) anchor = anchor.slice(2)
    } else {
      if (!filled) {
        this.issue('anchorMissing', line, 'is blank; it was left out.')
        return false
      }
      anchor = String(this.#options.first + this.#objects + 1)
    }
    for (const column of this.#rules.splitLists(cells)) this.#options.packer.markList(this.#columns?.names[column] as string)
    this.#anchor = anchor
    return this.#add(this.#options.packer.addPacked(layout, cells, anchor, line))
  }

  /** Counts an object that was added, and hands a full batch on. Returns true when the limit is reached. */
  #add(full: boolean): boolean {
    this.#objects++
    if (full) this.#flush()
    if (this.#options.first + this.#objects >= this.#options.limit) {
      this.#cut = true
      this.#complete = false
      return true
    }
    return false
  }

  /** Hands on what was gathered, rows that are as before among it. */
  #flush(): void {
    const same = this.#same
    this.#same = []
    for (const event of this.#options.packer.flush()) this.#events.push(event.kind === 'records' && same.length > 0 ? { ...event, same: same.splice(0) } : event)
    if (same.length > 0) this.#events.push({ kind: 'same', type: this.#options.type, same })
  }

  /** Makes a row as long as the header. Blank cells too many are nothing: many programs end each row with a delimiter. */
  #fit(cells: string[], columns: number, line: number): void {
    const wanted = this.#columns?.required ?? columns
    if (cells.length < wanted) {
      this.#shortRows++
      this.#lastShort = true
      this.issue('raggedRow', line, `has ${counted(cells.length, 'cell')} instead of ${wanted}; those that are not there count as absent. Check for a line break or a delimiter inside a cell.`)
      return
    }
    for (let i = columns; i < cells.length; i++) {
      if ((cells[i] as string).trim() === '') continue
      this.issue('raggedRow', line, `has ${counted(cells.length, 'cell')} instead of ${wanted}; those after the last column were left out. Check for a delimiter inside a cell that is not quoted.`)
      break
    }
    if (cells.length > columns) cells.length = columns
  }
}

const HEAD_BYTES = 256 * 1024
/** What DOS ends a text with, and programs of its time still do. */
const END_OF_TEXT = '\u001a'
/** Bytes of UTF-8 that a byte of another encoding becomes at most. */
const MOST_UTF8 = 3
