import { invariant } from '../../shared/assert'
import { type ActionRecord, CELL, LINE, type PackedPage, type PageHead } from './action-page'
import { TextBytes } from './text-bytes'

/**
 * Packs a run's actions by the page, as they are planned. A body becomes UTF-8 at once: joined as text, the one name in a page that
 * Latin-1 lacks would make all of the page's bodies twice as long.
 */
export class PagePacker {
  #page: number
  #actions = 0
  #facts = ''
  #names = new TextBytes()
  #bodies = new TextBytes()
  #ended: PackedPage[] = []

  /** Pages are numbered from `page`. */
  constructor(page: number) {
    this.#page = page
  }

  /** The number of the page that the next action comes on. */
  get page(): number {
    return this.#page
  }

  /** How many actions the page has so far. */
  get actions(): number {
    return this.#actions
  }

  /** How many pages ended since the last `take`. */
  get ended(): number {
    return this.#ended.length
  }

  add(a: ActionRecord): void {
    const end = this.#actions === 0 ? '' : LINE
    if (this.#actions++ > 0) this.#bodies.addByte(LINE_BYTE)
    this.#facts += `${end}${a.seq} ${a.job} ${a.kind} ${a.status} ${a.match} ${a.reason}`
    const fit = a.body === '' ? asItIs : oneLine // a body is empty only where the names say all, each on one line
    this.#names.add(end + fit(a.sourceDisplay) + CELL + fit(a.sourceAnchor) + CELL + fit(a.targetDisplay) + CELL + fit(a.targetAnchor))
    this.#bodies.add(a.body)
  }

  /** Ends the page, if anything is on it. */
  endPage(head: PageHead): void {
    if (this.#actions === 0) return
    this.#put(head, this.#facts)
    this.#actions = 0
    this.#facts = ''
  }

  /** Adds a page of actions of which nothing but the change of one attribute differs; `change` is JSON, empty for none any more. Between two pages. */
  addPatches(head: PageHead, attribute: string, patches: readonly { readonly facts: string; readonly change: string }[]): void {
    invariant(this.#actions === 0, 'A page of patches begins where a page ended.')
    this.#bodies.add(patches.map(({ change }) => change).join(LINE))
    this.#put({ ...head, patched: attribute }, patches.map(({ facts }) => facts).join(LINE))
  }

  /** The pages that ended since the last call, whose bytes may be handed to another thread. Between two pages. */
  take(): readonly PackedPage[] {
    const ended = this.#ended
    this.#ended = []
    this.#names = new TextBytes()
    this.#bodies = new TextBytes()
    return ended
  }

  #put(head: PageHead, facts: string): void {
    this.#ended.push({ number: this.#page++, head: JSON.stringify(head), facts, names: this.#names.cut(), bodies: this.#bodies.cut() })
  }
}

const LINE_BYTE = LINE.charCodeAt(0)

function asItIs(text: string): string {
  return text
}

function oneLine(text: string): string {
  return text.includes(LINE) || text.includes(CELL) ? text.replaceAll(LINE, ' ').replaceAll(CELL, ' ') : text
}
