import { AppError } from '../../shared/app-error'

/** What a command is given besides its arguments: where to write, and when to stop. */
export interface CommandContext {
  readonly json: boolean
  readonly quiet: boolean
  readonly signal: AbortSignal
  /** One document on standard output, for `--json`. */
  readonly writeJson: (value: unknown) => void
  /** Lines for people on standard output; nothing with `--json` or `--quiet`. */
  readonly say: (text: string) => void
  /** Standard error: what a person should know, whatever the output. Nothing with `--quiet`. */
  readonly note: (text: string) => void
  readonly progress: (text: string, part: number | undefined) => void
}

export interface CommandArguments {
  readonly positionals: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
}

/** One option: how node:util parses it, and what help says of it. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  /** What the value is, in capitals or as the choices there are; absent for a flag. */
  readonly value?: string
  /** Goes on from the option's name. */
  readonly about: string
}

/** One command: its arguments as `--help` shows them, its options, and what it does. */
export interface Command {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options: Readonly<Record<string, OptionSpec>>
  /** What follows `rehearsal ` on the line, the plainest first. */
  readonly examples: readonly string[]
  readonly positionals: { readonly least: number; readonly most: number }
  /** Returns the exit status. */
  run(args: CommandArguments, context: CommandContext): Promise<number>
}

export const EXIT = { done: 0, failed: 1, difference: 2, held: 3, usage: 64, notThereYet: 69, cancelled: 130 } as const

/** One option's text, where it was given. */
export function option(args: CommandArguments, name: string): string | undefined {
  const value = args.options[name]
  return typeof value === 'string' ? value : undefined
}

/** Whether an option without a value is given. */
export function flag(args: CommandArguments, name: string): boolean {
  return args.options[name] === true
}

/** The seed that an option gives. Throws `usage` for anything but a whole number. */
export function seedOption(args: CommandArguments): number | undefined {
  const text = option(args, 'seed')
  if (text === undefined) return undefined
  const seed = Number(text)
  if (text.trim() === '' || !Number.isSafeInteger(seed) || seed < 0) throw new AppError('usage', `--seed takes a whole number from 0, not ${text}.`)
  return seed
}

/** The instant that an option gives, ISO 8601 UTC; a date alone is its first moment in UTC. Throws `usage`. */
export function instantOption(args: CommandArguments, name: string): string | undefined {
  const text = option(args, name)
  if (text === undefined) return undefined
  const at = /^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : NaN
  // A day that a month does not have would be read as one of the next.
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(at) || Number.isNaN(day) || !new Date(day).toISOString().startsWith(text.slice(0, 10))) throw new AppError('usage', `--${name} takes an instant such as 2026-11-21T06:00:00Z, not ${text}.`)
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

/** An option that may be given several times. */
export function list(args: CommandArguments, name: string): readonly string[] {
  const value = args.options[name]
  return Array.isArray(value) ? value as readonly string[] : typeof value === 'string' ? [value] : []
}
