import { attributeNames, isBinaryAttribute, staysBase64 } from '../directory-values'

/** One attribute as a file spells it and as it is called here. */
export interface Attribute {
  readonly name: string
  /** Values in base64 that stay base64. */
  readonly keepsBase64: boolean
  /** Values in base64 are other bytes than text. */
  readonly binary: boolean
  /** Part of a list that the server cut: `member;range=0-1499`. */
  readonly partial: boolean
  /** The entry in which it occurred last, and where: entries are built without a look-up for each line. */
  entry: number
  position: number
}

/** One sequence of attributes. Entries with the same sequence have the same shape, so what depends on it alone is worked out once. */
export interface Shape {
  readonly names: readonly string[]
  /** For whoever packs entries: what was worked out, and for which object type. */
  plans: Map<string, unknown> | undefined
}

/** One way in which a file writes an attribute. */
export interface Spelling {
  readonly attribute: Attribute
  readonly base64: boolean
  /** What such a line starts with, the usual blank included. */
  readonly prefix: Uint8Array
  next: Spelling | undefined
  other: Spelling | undefined
}

/** A shape while an entry is read: where each attribute that may come next leads. */
export interface Step extends Shape {
  readonly names: readonly string[]
  lastAttribute: Attribute | undefined
  lastStep: Step | undefined
  steps: Map<Attribute, Step> | undefined
}

const MAX_STEPS = 50_000

/** The attributes of a file, and the sequences in which they come. */
export class EntryShapes {
  readonly #nameOf: (written: string) => string
  readonly #spellings = new Map<string, Spelling>()
  readonly #attributes = new Map<string, Attribute>()
  /** Where each entry begins: its dn alone. */
  root: Step
  #stepCount = 0

  /** `known`: attributes by the names that they have here, whatever the case in the file. */
  constructor(known: Iterable<string>) {
    this.#nameOf = attributeNames(known)
    this.root = this.#newStep(['dn'])
  }

  spelling(written: string, base64: boolean): Spelling {
    const key = base64 ? `${written}:` : written
    let spelling = this.#spellings.get(key)
    if (spelling === undefined) {
      spelling = { attribute: this.attribute(written), base64, prefix: Buffer.from(`${key}: `), next: undefined, other: undefined }
      this.#spellings.set(key, spelling)
    }
    return spelling
  }

  attribute(written: string): Attribute {
    const range = /;range=\d+-(\*|\d+)/i.exec(written)
    const name = this.#nameOf(range ? written.replace(range[0], '') : written)
    const key = range && range[1] !== '*' ? `${name};range` : name
    let attribute = this.#attributes.get(key)
    if (attribute === undefined) {
      attribute = { name, keepsBase64: staysBase64(name), binary: isBinaryAttribute(name), partial: range !== null && range[1] !== '*', entry: 0, position: 0 }
      this.#attributes.set(key, attribute)
    }
    return attribute
  }

  /** The shape with one attribute more. */
  next(step: Step, attribute: Attribute): Step {
    let next = step.steps?.get(attribute)
    if (next === undefined) {
      // Bounded, for directories in which no two entries are alike: then shapes are worked out again.
      if (this.#stepCount > MAX_STEPS) {
        this.#stepCount = 0
        this.root = this.#newStep(['dn'])
      }
      next = this.#newStep([...step.names, attribute.name])
      step.steps ??= new Map()
      step.steps.set(attribute, next)
    }
    step.lastAttribute = attribute
    step.lastStep = next
    return next
  }

  #newStep(names: readonly string[]): Step {
    this.#stepCount++
    return { names, plans: undefined, lastAttribute: undefined, lastStep: undefined, steps: undefined }
  }
}
