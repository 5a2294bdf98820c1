import { decisions } from '../decisions'
import { EvaluationError } from '../diagnostics'
import { drawBelow, drawStream } from '../draw'
import { defineFunction, number, optional, text } from './define'

const PAGE = 'functions-for-customizing-application-data.md'
const DIGITS = '0123456789'
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const SMALL = 'abcdefghijklmnopqrstuvwxyz'
/** The special characters of Windows' password complexity rule. */
export const SPECIAL = '~!@#$%^&*_-+=`|\\(){}[]:;"\'<>,.?/'

export const guid = defineFunction({
  name: 'Guid',
  params: [],
  returns: 'text',
  doc: 'A new GUID. A rehearsal draws it from its seed, so that it is the same each time.',
  examples: [],
  source: `${PAGE} § Guid`,
  impure: true,
  evaluate: (_args, context, site) => {
    const next = drawStream(context.seed, context.drawKey, site.index)
    const hex = Array.from({ length: 4 }, () => next().toString(16).padStart(8, '0')).join('')
    const variant = '89ab'.charAt(drawBelow(next, 4))
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  },
})

export const randomString = defineFunction({
  name: 'RandomString',
  params: [
    number('Length', 'At most 256.'), number('MinimumNumbers'), number('MinimumSpecialCharacters'),
    number('MinimumCapital'), number('MinimumLowerCase'), optional(text('CharactersToAvoid')),
  ],
  returns: 'text',
  doc: 'A random text, for passwords. A rehearsal draws it from its seed, so that it is the same each time.',
  examples: [],
  source: `${PAGE} § RandomString`,
  impure: true,
  evaluate: ([length, numbers, special, capital, small, avoid], context, site) => {
    const wanted = [[DIGITS, numbers], [SPECIAL, special], [CAPITALS, capital], [SMALL, small]] as const
    function refuse(message: string): never {
      throw new EvaluationError('InvalidArgument', message, site.span)
    }
    if (length < 1 || length > 256) refuse(`RandomString gives 1 to 256 characters, not ${length}.`)
    if (wanted.some(([, least]) => least < 0)) refuse('A minimum cannot be negative.')
    // The documented sentence leaves lower case out of the sum.
    if (numbers + special + capital > length) refuse(`${numbers + special + capital} characters are asked for, in a text of ${length}.`)
    const next = drawStream(context.seed, context.drawKey, site.index)
    const allowed = wanted.map(([alphabet]) => without(alphabet, avoid ?? ''))
    const drawn: string[] = []
    wanted.forEach(([, least], i) => {
      const alphabet = allowed[i] ?? ''
      if (least > 0 && alphabet === '') refuse('Every character of a kind that is asked for is to be avoided.')
      for (let k = 0; k < least && drawn.length < length; k += 1) drawn.push(pick(alphabet, next))
    })
    const asked = wanted.flatMap(([, least], i) => (least > 0 ? [allowed[i] ?? ''] : [])).join('')
    const fill = asked === '' ? without(decisions.randomFillWhenNothingAsked, avoid ?? '') : asked
    if (fill === '') refuse('No character is left to draw from.')
    while (drawn.length < length) drawn.push(pick(fill, next))
    for (let i = drawn.length - 1; i > 0; i -= 1) {
      const k = drawBelow(next, i + 1)
      const swapped = drawn[i] ?? ''
      drawn[i] = drawn[k] ?? ''
      drawn[k] = swapped
    }
    return drawn.join('')
  },
})

export const defaultDomain = defineFunction({
  name: 'DefaultDomain',
  params: [],
  returns: 'text',
  doc: 'The tenant’s default domain.',
  examples: [],
  source: 'inbound-provisioning-api-faqs.md',
  impure: true,
  evaluate: (_args, context) => context.defaultDomain ?? null,
})

function pick(alphabet: string, next: () => number): string {
  return alphabet.charAt(drawBelow(next, alphabet.length))
}

function without(alphabet: string, avoid: string): string {
  return [...alphabet].filter((c) => !avoid.includes(c)).join('')
}
