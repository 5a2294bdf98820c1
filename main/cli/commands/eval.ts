import { AppError } from '../../../shared/app-error'
import { type Diagnostic, EvaluationError, type Value, compile, parse } from '../../../shared/expression/index'
import { check } from '../../../shared/expression/checker'
import { runVectors } from '../../../shared/expression/vectors'
import { foldCase } from '../../../shared/fold-case'
import { type Command, type CommandContext, EXIT, instantOption, option, seedOption } from '../command'
import { NOW, takes } from '../options'
import { readSavedText } from '../read-saved-text'

export const evalCommand: Command = {
  name: 'eval',
  usage: 'eval --expression TEXT [--record FILE] [--now INSTANT] [--seed N] [--taken FILE] [--dialect app|cloudSync] [--default-domain DOMAIN] | eval --vectors FILE',
  summary: 'Evaluates one expression for one record, or runs a file of vectors',
  options: {
    expression: takes('TEXT', 'the expression'), record: takes('FILE', 'a JSON object of attributes: name to text, list of texts, or null'),
    vectors: takes('FILE', 'a JSON file of expressions with what they should give'), now: NOW,
    seed: takes('N', 'what random values are drawn from; default: 1'),
    taken: takes('FILE', 'a JSON list of values that SelectUniqueValue finds taken'),
    dialect: takes('app|cloudSync', 'whose functions there are; default: app'), 'default-domain': takes('DOMAIN', 'what DefaultDomain gives'),
  },
  examples: [
    'eval --expression \'Join(".", [givenName], [surname])\' --record ada.json',
    'eval --vectors vectors.json',
  ],
  positionals: { least: 0, most: 0 },
  async run(args, context) {
    const vectors = option(args, 'vectors')
    const text = option(args, 'expression')
    if (vectors !== undefined) {
      if (text !== undefined) throw new AppError('usage', 'eval takes --expression or --vectors, not both.')
      return runVectorFile(vectors, context)
    }
    if (text === undefined) throw new AppError('usage', 'eval needs --expression or --vectors.')
    const dialect = option(args, 'dialect')
    if (dialect !== undefined && dialect !== 'app' && dialect !== 'cloudSync') throw new AppError('usage', `--dialect is app or cloudSync, not ${dialect}.`)
    const record = toRecord(option(args, 'record') === undefined ? {} : await readJson(option(args, 'record') as string))
    const taken = option(args, 'taken') === undefined ? [] : await readJson(option(args, 'taken') as string)
    if (!Array.isArray(taken)) throw new AppError('usage', '--taken is a file with a JSON list of texts.')
    const held = new Set(taken.map((value) => foldCase(String(value))))
    const result = evaluate(text, record, {
      now: instantOption(args, 'now') ?? new Date().toISOString(), seed: seedOption(args) ?? 1, drawKey: '', isTaken: (value: string) => held.has(foldCase(value)),
      ...(dialect === undefined ? {} : { dialect }), ...(option(args, 'default-domain') === undefined ? {} : { defaultDomain: option(args, 'default-domain') as string }),
    })
    if (context.json) context.writeJson(result)
    for (const diagnostic of result.diagnostics) context.note(`${diagnostic.severity} at ${diagnostic.span[0]}: ${diagnostic.message} [${diagnostic.code}]`)
    const { error } = result
    if (error) {
      if (!result.diagnostics.some(({ code }) => code === error.code)) context.note(`${error.code}: ${error.message}`)
    } else context.say(result.action ?? (result.value === null ? '(no value)' : typeof result.value === 'string' ? result.value : JSON.stringify(result.value)))
    return EXIT.done
  },
}

/** A file of vectors, run: 1 where one fails. */
async function runVectorFile(file: string, context: CommandContext): Promise<number> {
  const report = runVectors(await readJson(file))
  if (context.json) context.writeJson(report)
  context.say(`${report.passed} of ${report.total} vectors`)
  for (const failure of report.failed) context.say(failure.id === ''
    ? `  ${file}: ${failure.error ?? ''}`
    : `  ${failure.id}: expected ${JSON.stringify(failure.expected)}, got ${JSON.stringify(failure.actual)}${failure.error ? ` (${failure.error})` : ''}`)
  return report.failed.length > 0 ? EXIT.failed : EXIT.done
}

interface Evaluated {
  readonly value: Value
  readonly action: string | null
  readonly error: { readonly code: string; readonly message: string; readonly span: readonly [number, number] } | null
  readonly diagnostics: readonly Diagnostic[]
}

function evaluate(text: string, record: ReadonlyMap<string, Value>, evaluation: Parameters<ReturnType<typeof compile>['evaluate']>[1]): Evaluated {
  const parsed = parse(text)
  const diagnostics = check(text, { ...(evaluation.dialect === undefined ? {} : { dialect: evaluation.dialect }) })
  const broken = parsed.diagnostics.find((d) => d.severity === 'error')
  if (!parsed.tree || broken) return {
    value: null, action: null,
    error: broken ? { code: broken.code, message: broken.message, span: broken.span } : { code: 'SyntaxError', message: 'There is no expression.', span: [0, 0] },
    diagnostics,
  }
  const names = [...record.keys()]
  const values = [...record.values()]
  try {
    const outcome = compile(parsed.tree, (name) => names.indexOf(name)).evaluate((slot) => (slot < 0 ? null : values[slot] ?? null), evaluation)
    if (outcome !== null && typeof outcome === 'object' && 'action' in outcome) return { value: null, action: outcome.action, error: null, diagnostics }
    return { value: outcome, action: null, error: null, diagnostics }
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    return { value: null, action: null, error: { code: error.code, message: error.message, span: error.span }, diagnostics }
  }
}

function toRecord(value: unknown): ReadonlyMap<string, Value> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new AppError('usage', '--record is a file with a JSON object: name to text, list of texts, or null.')
  return new Map(Object.entries(value).map(([name, one]: [string, unknown]): [string, Value] => [
    name,
    one === null ? null : Array.isArray(one) ? one.map((part: unknown) => textOf(name, part)) : textOf(name, one),
  ]))
}

/** A value of the record as text: a truth value as the language writes it, a number by its digits. */
function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  throw new AppError('usage', `--record: ${name} is neither text, nor a list of texts, nor null.`)
}

async function readJson(file: string): Promise<unknown> {
  let text: string
  try {
    text = await readSavedText(file)
  } catch (cause) {
    throw new AppError('fileMissing', `The file ${file} cannot be read; check its name.`, { file }, { cause })
  }
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new AppError('schemaInvalid', `${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`, { file }, { cause })
  }
}
