import { reason } from '../../shared/model/explain'
import type { ProvisioningAction } from '../../shared/model/plan'
import { bufferOf } from '../packed/packed-rows'
import { CELL, LINE, type PackedPage, type PageHead } from './action-page'

const LINE_FEED = LINE.charCodeAt(0)

/** A page whose actions are looked up by their place on it. Only what is asked for becomes text. */
export class OpenPage {
  readonly #page: Pick<PackedPage, 'head' | 'names' | 'bodies'>
  readonly #bodies: Buffer
  /** Where the line of each place begins, and after them where one more would. */
  readonly #starts: readonly number[]
  #head: PageHead | undefined
  #names: readonly string[] | undefined

  constructor(page: Pick<PackedPage, 'head' | 'names' | 'bodies'>) {
    this.#page = page
    this.#bodies = bufferOf(page.bodies)
    this.#starts = lineStarts(this.#bodies)
  }

  /** The action's JSON as UTF-8, a view of the page's bytes; empty for one whose names say all. On a page of patches, the change's. */
  line(at: number): Buffer {
    return this.#bodies.subarray(this.#starts[at], (this.#starts[at + 1] as number) - 1)
  }

  /** The action's JSON. */
  body(at: number): string {
    const line = this.line(at)
    return line.length === 0 ? unchangedBody(this.#head ??= JSON.parse(this.#page.head) as PageHead, this.names(at)) : line.toString()
  }

  /** Display and anchor of the source, display and anchor of the target. */
  names(at: number): readonly string[] {
    this.#names ??= bufferOf(this.#page.names).toString().split(LINE)
    return (this.#names[at] as string).split(CELL)
  }
}

/** The actions of a page that is not written: what names the object of each in every plan, and the action as JSON. */
export function plannedOn(page: PackedPage): { readonly seq: number; readonly key: string; readonly body: string }[] {
  const { job, objectMapping } = JSON.parse(page.head) as PageHead
  const open = new OpenPage(page)
  return page.facts.split(LINE).map((line, at) => ({ seq: parseInt(line, 10), key: `${job}/${objectMapping}/${open.names(at)[1] as string}`, body: open.body(at) }))
}

function lineStarts(bytes: Buffer): readonly number[] {
  const starts = [0]
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, end + 1)) starts.push(end + 1)
  starts.push(bytes.length + 1)
  return starts
}

function unchangedBody(head: PageHead, names: readonly string[]): string {
  const [sourceDisplay, sourceAnchor, targetDisplay, targetAnchor] = names as readonly [string, string, string, string]
  const action: ProvisioningAction = {
    job: head.job, objectMapping: head.objectMapping, objectType: head.objectType, kind: 'skip', status: 'planned',
    source: { system: head.sourceSystem, anchor: sourceAnchor, display: sourceDisplay },
    target: { system: head.targetSystem, anchor: targetAnchor, display: targetDisplay },
    changes: [], reason: reason('unchanged'), marks: [], issues: [],
  }
  return JSON.stringify(action)
}
