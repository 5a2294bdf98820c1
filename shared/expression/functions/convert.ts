import { EvaluationError } from '../diagnostics'
import { asciiText, fromBase64, toBase64, toHex, utf16Bytes, utf16Text, utf8Bytes, utf8Text } from '../encoding'
import { any, bigNumber, condition, defineFunction, mapped, number, optional, text } from './define'
import { isList, textOf } from '../value'

const PAGE = 'functions-for-customizing-application-data.md'
const CLOUD_SYNC = 'cloud-sync/reference-expressions.md'

export const bitAnd = defineFunction({
  name: 'BitAnd',
  params: [bigNumber('value1'), bigNumber('value2')],
  returns: 'number',
  doc: 'The bits that both numbers have.',
  examples: [['BitAnd(&HF, &HF7)', '7'], ['BitAnd("514", 2)', '2'], ['BitAnd(512, 2)', '0']],
  source: `${PAGE} § BitAnd`,
  evaluate: ([a, b]) => String(a & b),
})

export const cbool = defineFunction({
  name: 'CBool',
  params: [condition('expression', 'A number, True or False, or a comparison.')],
  returns: 'boolean',
  doc: 'True for a number other than zero and for a comparison that holds.',
  examples: [['CBool("a" = "a")', 'True'], ['CBool(0)', 'False'], ['CBool(7)', 'True'], ['CBool("True")', 'True']],
  source: `${PAGE} § CBool`,
  evaluate: ([holds]) => holds,
})

export const cstr = defineFunction({
  name: 'CStr',
  params: [any('value')],
  returns: 'text',
  doc: 'A number, reference or truth value as text.',
  examples: [['CStr(42)', '42'], ['CStr(CBool(1))', 'True']],
  source: `${PAGE} § CStr`,
  evaluate: ([value], _context, { span }) => (isList(value) ? value : textOf(value, span)),
})

export const convertToBase64 = defineFunction({
  name: 'ConvertToBase64',
  params: [mapped(text('source'))],
  returns: 'text',
  doc: 'The base64 of the text’s UTF-16 bytes, low byte first.',
  examples: [['ConvertToBase64("Hello world!")', 'SABlAGwAbABvACAAdwBvAHIAbABkACEA']],
  source: `${PAGE} § ConvertToBase64`,
  evaluate: ([source]) => (source === null ? null : toBase64(utf16Bytes(source))),
})

export const convertToUtf8Hex = defineFunction({
  name: 'ConvertToUTF8Hex',
  params: [mapped(text('source'))],
  returns: 'text',
  doc: 'The text’s UTF-8 bytes in upper-case hexadecimal.',
  examples: [['ConvertToUTF8Hex("Hello world!")', '48656C6C6F20776F726C6421'], ['ConvertToUTF8Hex("é")', 'C3A9']],
  source: `${PAGE} § ConvertToUTF8Hex`,
  evaluate: ([source]) => (source === null ? null : toHex(utf8Bytes(source))),
})

export const convertFromBase64 = defineFunction({
  name: 'ConvertFromBase64',
  params: [mapped(text('source')), optional(text('encoding', 'Unicode (when left out), ASCII or UTF8.'))],
  returns: 'text',
  doc: 'The text that the base64 stands for.',
  examples: [['ConvertFromBase64("SABlAGwAbABvACAAdwBvAHIAbABkACEA")', 'Hello world!'], ['ConvertFromBase64("w6k=", UTF8)', 'é']],
  source: `${CLOUD_SYNC} § ConvertFromBase64`,
  only: 'cloudSync',
  evaluate: ([source, encoding], _context, { span }) => {
    if (source === null) return null
    const bytes = fromBase64(source)
    if (!bytes) throw new EvaluationError('InvalidArgument', `“${source}” is not base64.`, span)
    switch ((encoding ?? 'Unicode').toLowerCase()) {
      case 'unicode': return utf16Text(bytes)
      case 'utf8': return utf8Text(bytes)
      case 'ascii': return asciiText(bytes)
      default: throw new EvaluationError('InvalidArgument', `The encoding is Unicode, ASCII or UTF8, not “${encoding}”.`, span)
    }
  },
})

export const dnComponent = defineFunction({
  name: 'DNComponent',
  params: [mapped(text('dn')), number('number', 'Which component from the left; the first is 1.')],
  returns: 'text',
  doc: 'The value of one component of a distinguished name.',
  examples: [['DNComponent("cn=Joe,ou=People,dc=contoso", 1)', 'Joe'], ['DNComponent("cn=Doe\\\\, Joe,ou=People", 2)', 'People']],
  source: `${CLOUD_SYNC} § DNComponent`,
  only: 'cloudSync',
  evaluate: ([dn, wanted]) => {
    if (dn === null || wanted < 1) return null
    const component = dn.match(/(?:\\.|[^,\\])+/gs)?.[wanted - 1]
    if (component === undefined) return null
    return component.slice(component.indexOf('=') + 1).trim().replace(/\\([,+"\\<>;=# ])/g, '$1')
  },
})

export const stringFromSid = defineFunction({
  name: 'StringFromSid',
  params: [mapped(text('sid', 'The SID’s bytes in base64; its text form stays as it is.'))],
  returns: 'text',
  doc: 'The text form of a security identifier, such as S-1-5-18.',
  examples: [['StringFromSid("AQUAAAAAAAUVAAAAaKlm5QIAAABAAAAA9AEAAA==")', 'S-1-5-21-3848710504-2-64-500']],
  source: `${CLOUD_SYNC} § StringFromSid`,
  only: 'cloudSync',
  evaluate: ([sid], _context, { span }) => {
    if (sid === null || /^S-1-\d+(?:-\d+)*$/i.test(sid)) return sid
    const bytes = fromBase64(sid)
    const authorities = bytes?.[1]
    if (!bytes || authorities === undefined || bytes.length !== 8 + 4 * authorities)
      throw new EvaluationError('InvalidArgument', `“${sid}” does not hold the bytes of a security identifier.`, span)
    const authority = bytes.slice(2, 8).reduce((sum, b) => sum * 256 + b, 0)
    const parts = Array.from({ length: authorities }, (_, i) => bytes.slice(8 + 4 * i, 12 + 4 * i).reduceRight((sum, b) => sum * 256 + b, 0))
    return ['S', bytes[0] ?? 1, authority, ...parts].join('-')
  },
})
