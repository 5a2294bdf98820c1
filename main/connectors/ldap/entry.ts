import type { AttributeValue } from '../../../shared/model/attribute'
import { attributeNames, directoryText, isBinaryAttribute } from '../directory-values'
import { decodeText, walkEntry } from './entry-bytes'
import type { DirectorySchema } from './schema'

/** One entry as the mirror wants it. `names` and `values` stand side by side; the first is `dn`. Absent attributes are not there. */
export interface DirectoryEntry {
  readonly dn: string
  /** The same array for all entries that have the same attributes in the same order. */
  names: readonly string[]
  readonly values: AttributeValue[]
  /** Attributes of which the directory gave only the first values, with the number of the next one (from 0). */
  readonly ranges: readonly RangeLeft[]
  /** Attributes that should be text and are not valid UTF-8; their values are base64. */
  readonly unreadable: readonly string[]
}

export interface RangeLeft {
  readonly attribute: string
  readonly next: number
}

/** Turns the bytes of entries into names and values, and remembers what it left out. */
export interface EntryReader {
  /** Throws `MalformedError` for bytes that are no entry: an entry must not silently be missing. */
  read(bytes: Buffer): DirectoryEntry
  /** How many values of password attributes were left out. They never reach the mirror. */
  readonly secretsLeftOut: number
}

/** Whatever the account may read, these stay where they are: stored passwords and keys of OpenLDAP, 389 DS, Samba, Kerberos and Active Directory. */
const SECRETS = new Set([
  'userpassword', 'authpassword', 'olcrootpw', 'pwdhistory', 'passwordhistory', 'sambantpassword', 'sambalmpassword', 'sambapasswordhistory',
  'krbprincipalkey', 'krbextradata', 'krb5key', 'unicodepwd', 'dbcspwd', 'lmpwdhistory', 'ntpwdhistory', 'supplementalcredentials',
  'ms-mcs-admpwd', 'mslaps-password', 'mslaps-encryptedpassword', 'mslaps-encryptedpasswordhistory', 'msds-managedpassword', 'ipanthash',
])

/** `named` is binary by its name, as in an LDIF file (directory-values.ts); `base64` by the directory's schema. */
type Form = 'text' | 'named' | 'base64' | 'secret'

interface Slot {
  readonly name: string
  /** Number of the entry that has the attribute already, and where: for a name that comes in two spellings. */
  entry: number
  at: number
}

interface Plan {
  readonly bytes: Buffer
  readonly form: Form
  readonly slot: Slot
  /** Whether the schema says that the attribute is text. */
  readonly surelyText: boolean
  /** For `member;range=0-1499` the number behind the last value given; undefined for any other name and for the last block. */
  readonly next: number | undefined
}

/**
 * A reader for entries of one directory. Names are spelled as `known` has them, else as directory-values.ts does for files too, else
 * as the schema does. The option `;binary` is dropped (RFC 4522 §3: it names an encoding, not another attribute); other options
 * stay part of the name. Values that the schema or their name makes binary, and those that are no UTF-8, are base64, GUIDs and SIDs
 * their usual text.
 */
export function entryReader(schema: DirectorySchema, known: readonly string[]): EntryReader {
  const nameOf = attributeNames(known)
  const plans = new Map<string, Plan>()
  const slots = new Map<string, Slot>()
  /** The plan that came last at each position: most entries have the same attributes in the same order. */
  const hints: Plan[] = []
  const shapes = new Map<string, readonly string[]>()
  let lastShape: readonly string[] = []
  /** The names of the entry at hand, and how many there are. */
  const names: string[] = []
  let count = 0
  let entries = 0
  let secretsLeftOut = 0

  function shapeOf(): readonly string[] {
    let same = count === lastShape.length
    for (let i = 0; same && i < count; i++) same = names[i] === lastShape[i]
    if (same) return lastShape
    const own = names.slice(0, count)
    const key = own.join('\n')
    let shape = shapes.get(key)
    if (!shape) {
      if (shapes.size > 5000) shapes.clear()
      shapes.set(key, shape = own)
    }
    lastShape = shape
    return shape
  }

  function planFor(raw: string): Plan {
    const [base = '', ...options] = raw.split(';')
    const key = base.toLowerCase()
    const type = schema.attributes.get(key)
    const range = options.map((option) => /^range=(\d+)-(\d+|\*)$/i.exec(option)).find((match) => match !== null)
    const asBinary = options.some((option) => option.toLowerCase() === 'binary')
    const kept = options.filter((option) => !/^(binary|range=.*)$/i.test(option))
    const name = nameOf([type?.name ?? base, ...kept].join(';'))
    const slot = slots.get(name) ?? { name, entry: 0, at: 0 }
    slots.set(name, slot)
    const form: Form = SECRETS.has(key) ? 'secret' : isBinaryAttribute(key) ? 'named' : asBinary || type?.binary ? 'base64' : 'text'
    return {
      bytes: Buffer.from(raw, 'latin1'), form, slot, surelyText: type !== undefined && form === 'text',
      next: range && range[2] !== '*' ? Number(range[2]) + 1 : undefined,
    }
  }

  function planAt(bytes: Buffer, start: number, end: number, position: number): Plan {
    const hint = hints[position]
    if (hint && sameBytes(hint.bytes, bytes, start, end)) return hint
    const raw = bytes.toString('latin1', start, end)
    let plan = plans.get(raw)
    if (!plan) {
      plan = planFor(raw)
      // Bounded: every `member;range=1500-2999` is a name of its own.
      if (plans.size > 5000) plans.clear()
      plans.set(raw, plan)
    }
    hints[position] = plan
    return plan
  }

  return {
    get secretsLeftOut() { return secretsLeftOut },

    read(bytes) {
      const entry = ++entries
      names[0] = 'dn'
      count = 1
      const values: AttributeValue[] = ['']
      const ranges: RangeLeft[] = []
      const unreadable: string[] = []
      let position = 0
      let plan: Plan | undefined
      const dn = walkEntry(bytes, (start, end) => {
        plan = planAt(bytes, start, end, position++)
        if (plan.next !== undefined) ranges.push({ attribute: plan.slot.name, next: plan.next })
      }, (start, end) => {
        const { form, slot, surelyText } = plan as Plan
        let value: string
        if (form === 'text') {
          const text = decodeText(bytes, start, end)
          if (text === undefined && surelyText) unreadable.push(slot.name)
          value = text ?? bytes.toString('base64', start, end)
        } else if (form === 'secret') {
          secretsLeftOut++
          return
        } else {
          value = form === 'named' ? directoryText(slot.name, bytes.subarray(start, end)) : bytes.toString('base64', start, end)
        }
        if (slot.entry !== entry) {
          slot.entry = entry
          slot.at = count
          names[count++] = slot.name
          values.push(value)
        } else {
          const held = values[slot.at] as AttributeValue
          if (typeof held === 'string') values[slot.at] = [held, value]
          else (held as string[]).push(value)
        }
      })
      values[0] = dn
      return { dn, names: shapeOf(), values, ranges, unreadable }
    },
  }
}

/** The value of an attribute by name, case aside; undefined when it is absent. */
export function valueOf(entry: DirectoryEntry, name: string): AttributeValue | undefined {
  let at = entry.names.indexOf(name)
  if (at < 0) {
    const folded = name.toLowerCase()
    at = entry.names.findIndex((other) => other.toLowerCase() === folded)
  }
  return at < 0 ? undefined : entry.values[at]
}

/** All values of an attribute; none when it is absent. */
export function valuesOf(entry: DirectoryEntry, name: string): readonly string[] {
  const value = valueOf(entry, name)
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Appends values that were asked for separately. */
export function appendValues(entry: DirectoryEntry, name: string, more: readonly string[]): void {
  const at = entry.names.indexOf(name)
  const held = valuesOf(entry, name)
  const all = [...held, ...more]
  const value = all.length === 1 ? all[0] as string : all
  if (at >= 0) entry.values[at] = value
  else if (all.length > 0) {
    entry.names = [...entry.names, name]
    entry.values.push(value)
  }
}

function sameBytes(name: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false
  for (let i = 0; i < name.length; i++) if (name[i] !== bytes[start + i]) return false
  return true
}
