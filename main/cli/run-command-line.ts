import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError, toErrorReply } from '../../shared/app-error'
import { didYouMean } from '../../shared/expression/index'
import { type Command, type CommandArguments, EXIT } from './command'
import { commands } from './commands/all'
import { commandContext } from './context'
import { COMMON, helpFor, overview } from './help'
import { visibleText } from './visible-text'

/**
 * Arguments → one command → its exit status. Everything that the window can compute, the command line can, through the same code. Throws
 * nothing: what fails is said on standard error. The signal cancels.
 */
export async function runCommandLine(argv: readonly string[], signal: AbortSignal): Promise<number> {
  endQuietlyWhenNobodyReads()
  const [name, ...rest] = argv
  if (name === '--version') {
    process.stdout.write(`${version()}\n`)
    return EXIT.done
  }
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(overview(commands))
    return name === undefined ? EXIT.usage : EXIT.done
  }
  const command = commands.find((c) => c.name === name)
  if (!command) {
    return refuse(`There is no command ${name}${suggestion(name, commands.map((one) => one.name)) || '.'} rehearsal --help lists them all.`, rest)
  }
  if (rest.includes('--help')) {
    process.stdout.write(helpFor(command))
    return EXIT.done
  }
  const args = parse(command, rest)
  if (typeof args === 'string') {
    return refuse(args, rest, `Usage: rehearsal ${command.usage}\nrehearsal ${command.name} --help says what each option does.\n`)
  }
  const { context, finish } = commandContext({ json: args.options.json === true, quiet: args.options.quiet === true, signal })
  try {
    return await command.run(args, context)
  } catch (error) {
    finish()
    return report(error, context.json)
  } finally {
    finish()
  }
}

/** Wrong usage: a sentence, with --json as a document too, and for people how it is meant. */
function refuse(message: string, rest: readonly string[], usage = ''): number {
  if (rest.includes('--json')) process.stdout.write(`${JSON.stringify({ error: toErrorReply(new AppError('usage', message)) })}\n`)
  process.stderr.write(`${message}\n${usage}`)
  return EXIT.usage
}

/** The arguments, or what is wrong with them as a sentence. */
function parse(command: Command, rest: readonly string[]): CommandArguments | string {
  const options = { ...command.options, ...COMMON }
  try {
    const { values, positionals } = parseArgs({ args: namedEach(command, rest), allowPositionals: true, strict: true, options })
    if (positionals.length < command.positionals.least) return `rehearsal ${command.name} needs ${namesOf(command).slice(0, command.positionals.least).join(', ')}.`
    if (positionals.length > command.positionals.most) return `rehearsal ${command.name} does not know what to do with ${positionals[command.positionals.most] ?? ''}.`
    return { positionals, options: values as CommandArguments['options'] }
  } catch (error) {
    if (!(error instanceof Error)) return String(error)
    const unknown = /^Unknown option '--?([^']+)'/.exec(error.message)?.[1]
    const empty = /^Option '(?:-\w, )?--([\w-]+)(?: <value>)?' argument (?:missing|is ambiguous)/.exec(error.message)?.[1]
    if (empty !== undefined) return `--${empty} needs a value: --${empty} ${command.options[empty]?.value ?? 'VALUE'}. One that begins with a dash is written --${empty}=-1.`
    return unknown === undefined
      ? error.message.replace(/\. To specify.*$/s, '.')
      : `rehearsal ${command.name} has no option --${unknown}${suggestion(unknown, Object.keys(options), '--') || '.'}`
  }
}

/**
 * Several values after an option that takes several, each with the option's name before it: `--source page-*.xml`, as the shell hands it
 * over. Only where the command has all its arguments before, so that none of them is taken for a value.
 */
function namedEach(command: Command, rest: readonly string[]): string[] {
  const first = rest.findIndex((text) => text.startsWith('-'))
  if (first !== command.positionals.most || rest.includes('--')) return [...rest]
  let name: string | undefined
  return rest.flatMap((text, i) => {
    if (i < first) return [text]
    if (text.startsWith('-')) {
      name = command.options[text.slice(2)]?.multiple === true ? text : undefined
      return [text]
    }
    return name === undefined || rest[i - 1] === name ? [text] : [name, text]
  })
}

/** What a command's arguments are called in its usage: `FOLDER`, `RUN-A`, `RUN-B`. */
function namesOf({ name, usage }: Command): readonly string[] {
  return /^[A-Z -]*/.exec(usage.slice(name.length + 1).replaceAll('…', ''))?.[0].trim().split(' ') ?? []
}

function suggestion(name: string, known: readonly string[], before = ''): string {
  const meant = didYouMean(name, known)
  return meant === undefined ? '' : `; did you mean ${before}${meant}?`
}

function report(error: unknown, json: boolean): number {
  if (isUnread(error)) return EXIT.done
  const reply = toErrorReply(error)
  if (reply.code === 'cancelled') {
    process.stderr.write('Cancelled; nothing was changed.\n')
    return EXIT.cancelled
  }
  if (json) process.stdout.write(`${JSON.stringify({ error: reply })}\n`)
  process.stderr.write(`${visibleText(reply.message)}\n`)
  if (reply.code === 'bug' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
  if (reply.code === 'usage') return EXIT.usage
  return error instanceof AppError && error.code === 'notThereYet' ? EXIT.notThereYet : EXIT.failed
}

/** Beside what is built, in a checkout and in the installed application. */
function version(): string {
  return (JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { readonly version: string }).version
}

/** Whoever reads the output may have seen enough (`| head`): nothing is left to say, and nothing went wrong. */
function endQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error) => {
    if (!isUnread(error)) throw error
    // In Electron the process ends a little later, and what was waiting to be written fails meanwhile.
    process.exit(process.exitCode ?? EXIT.done)
  })
}

function isUnread(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE' && (error as NodeJS.ErrnoException).syscall === 'write'
}
