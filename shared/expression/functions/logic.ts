import { EvaluationError } from '../diagnostics'
import { isList, isNull, isNullOrEmpty, textOf } from '../value'
import { any, condition, defineFunction, defineLazy, optional, repeated, text } from './define'

const PAGE = 'functions-for-customizing-application-data.md'

export const coalesce = defineLazy({
  name: 'Coalesce',
  params: [repeated(any('source', 'The last one is the default.'))],
  returns: 'any',
  doc: 'The first argument that has a value; "" is a value.',
  examples: [['Coalesce("a", "b")', 'a'], ['Coalesce(, "b")', 'b'], ['Coalesce("", "b")', '']],
  source: `${PAGE} § Coalesce`,
})

export const iif = defineLazy({
  name: 'IIF',
  params: [condition('condition', 'A comparison (=, <>, >, >=, <, <=) or True or False.'), any('valueIfTrue'), any('valueIfFalse')],
  returns: 'any',
  doc: 'One of two values. Only the one chosen is evaluated; there is no AND or OR, so conditions nest.',
  examples: [['IIF("a" = "a", "yes", "no")', 'yes'], ['IIF(Len("abc") > 5, "long", "short")', 'short']],
  source: `${PAGE} § IIF`,
})

export const switchFunction = defineLazy({
  name: 'Switch',
  params: [
    any('source', 'What is compared with the keys.'), optional(any('defaultValue', 'The result when no key matches.')),
    repeated(any('key', '"" matches an empty source and one without a value.')), repeated(any('value')),
  ],
  returns: 'any',
  doc: 'The value beside the first key that equals the source, case-sensitively; otherwise the default.',
  examples: [['Switch("QLD", "?", "NSW", "Sydney", "QLD", "Brisbane")', 'Brisbane'], ['Switch("", "no", "", "empty")', 'empty'], ['Switch("x", , "a", "b")', null]],
  source: `${PAGE} § Switch`,
})

export const ignoreFlowIfNullOrEmpty = defineLazy({
  name: 'IgnoreFlowIfNullOrEmpty',
  params: [any('expression')],
  returns: 'any',
  doc: 'The value; if there is none or it is empty, the attribute does not flow and the target keeps what it has.',
  examples: [['IgnoreFlowIfNullOrEmpty("a")', 'a']],
  source: `${PAGE} § IgnoreFlowIfNullOrEmpty`,
})

export const selectUniqueValue = defineLazy({
  name: 'SelectUniqueValue',
  params: [any('rule'), repeated(any('rule'))],
  returns: 'text',
  doc: 'The first rule whose value nobody in the target has yet. Outermost only, for Active Directory, and when the object is created.',
  examples: [['SelectUniqueValue("a", "b")', 'a']],
  source: `${PAGE} § SelectUniqueValue`,
  impure: true,
})

export const not = defineFunction({
  name: 'Not',
  params: [any('source')],
  returns: 'boolean',
  doc: 'False for True; True for anything else.',
  examples: [['Not("True")', 'False'], ['Not("False")', 'True'], ['Not("banana")', 'True']],
  source: `${PAGE} § Not`,
  evaluate: ([source], _context, { span }) => textOf(source, span) !== 'True',
})

export const isNullFunction = defineFunction({
  name: 'IsNull',
  params: [any('expression')],
  returns: 'boolean',
  doc: 'True if there is no value; "" is a value.',
  examples: [['IsNull("")', 'False'], ['IsNull(Coalesce(, ))', 'True']],
  source: `${PAGE} § IsNull`,
  evaluate: ([expression]) => isNull(expression),
})

export const isNothing = defineFunction({
  name: 'IsNothing',
  params: [any('source')],
  returns: 'boolean',
  doc: 'True if there is no value. Listed by the Graph functions endpoint only.',
  examples: [['IsNothing("x")', 'False']],
  source: 'synchronization-schema functions listing',
  evaluate: ([source]) => isNull(source),
})

export const isNullOrEmptyFunction = defineFunction({
  name: 'IsNullOrEmpty',
  params: [any('expression')],
  returns: 'boolean',
  doc: 'True if there is no value or it is "".',
  examples: [['IsNullOrEmpty("")', 'True'], ['IsNullOrEmpty("x")', 'False']],
  source: `${PAGE} § IsNullOrEmpty`,
  evaluate: ([expression]) => isNullOrEmpty(expression),
})

export const isPresent = defineFunction({
  name: 'IsPresent',
  params: [any('expression')],
  returns: 'boolean',
  doc: 'True if there is a value and it is not "".',
  examples: [['IsPresent("x")', 'True'], ['IsPresent("")', 'False']],
  source: `${PAGE} § IsPresent`,
  evaluate: ([expression]) => !isNullOrEmpty(expression),
})

export const isString = defineFunction({
  name: 'IsString',
  params: [any('expression')],
  returns: 'boolean',
  doc: 'True if the value can be read as text.',
  examples: [['IsString("x")', 'True'], ['IsString(Coalesce(, ))', 'False']],
  source: `${PAGE} § IsString`,
  evaluate: ([expression]) => !isNull(expression) && !(isList(expression) && expression.length > 1),
})

export const error = defineFunction({
  name: 'Error',
  params: [text('message')],
  returns: 'any',
  doc: 'Raises an error for this object, with the text given.',
  examples: [],
  source: 'cloud-sync/reference-expressions.md § Error',
  only: 'cloudSync',
  impure: true, // never ahead of time: a branch not taken must not fail
  evaluate: ([message], _context, { span }) => {
    throw new EvaluationError('UserError', message ?? '', span)
  },
})

export const redact = defineFunction({
  name: 'Redact',
  params: [any('value')],
  returns: 'any',
  doc: 'The value unchanged; logs show [Redact] in its place.',
  examples: [['Redact("secret")', 'secret']],
  source: `${PAGE} § Redact`,
  evaluate: ([value], _context, { span }) => (isList(value) ? value : textOf(value, span)),
})
