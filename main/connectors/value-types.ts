import type { InspectAttribute } from '../../shared/model/inspect'
import { isBinaryAttribute, staysBase64 } from './directory-values'

type ValueType = InspectAttribute['type']

const INTEGER = 1
const BOOLEAN = 2
const DATE = 4
const REFERENCE = 8

const INTEGER_FORM = /^-?(0|[1-9]\d*)$/
const BOOLEAN_FORM = /^(true|false|yes|no|y|n)$/i
// ISO dates and times with or without zone, generalized time (RFC 4517 §3.3.13), the usual local forms, OData's milliseconds.
const DATE_FORM = /^(\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?|\d{14}([.,]\d+)?(Z|[+-]\d{4})|\d{1,2}[./]\d{1,2}[./]\d{2,4}( \d{1,2}:\d{2}(:\d{2})?( ?[AP]M)?)?|\/Date\(-?\d+([+-]\d{4})?\)\/)$/i
const DN_FORM = /^([a-z][a-z0-9-]*|\d+(\.\d+)+) *= *([^,+"\\<>;=]|\\.)+([,+] *([a-z][a-z0-9-]*|\d+(\.\d+)+) *= *([^,+"\\<>;=]|\\.)+)+$/i

/** What all values of an attribute look like. A type is dropped with the first value that does not fit, so most attributes cost one look. */
export class ValueTypes {
  #possible = INTEGER | BOOLEAN | DATE | REFERENCE
  #any = false

  add(value: string): void {
    if (value === '') return
    this.#any = true
    if (this.#possible === 0) return
    const text = value.length > 1000 ? value.slice(0, 1000) : value
    if (this.#possible & INTEGER && !INTEGER_FORM.test(text)) this.#possible &= ~INTEGER
    if (this.#possible & BOOLEAN && !BOOLEAN_FORM.test(text)) this.#possible &= ~BOOLEAN
    if (this.#possible & DATE && !DATE_FORM.test(text)) this.#possible &= ~DATE
    if (this.#possible & REFERENCE && !DN_FORM.test(text)) this.#possible &= ~REFERENCE
  }

  /** The type, with what the attribute's name says of bytes and of DNs. Ids with leading zeros are text. */
  result(name: string): ValueType {
    if (isBinaryAttribute(name) && staysBase64(name)) return 'binary'
    if (!this.#any) return 'string'
    if (this.#possible & BOOLEAN) return 'boolean'
    if (this.#possible & INTEGER) return 'integer'
    if (this.#possible & DATE) return 'dateTime'
    return this.#possible & REFERENCE && !/^(dn|distinguishedName|entryDN)$/i.test(name) ? 'reference' : 'string'
  }
}
