import { parseArgs } from 'node:util'
import { AppError, toErrorReply } from '../../shared/app-error'
import { type Command, type CommandArguments, EXIT } from './command'
import { commands } from './commands/all'
import { commandContext } from './context'

/*
 * Arguments → one command → an exit status. Everything that the window can compute, the command line can, through the same code.
 */

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(overview())
    return name === undefined ? EXIT.usage : EXIT.done
  }
  const command = commands.find((c) => c.name === name)
  if (!command) {
    process.stderr.write(`There is no command ${name}. rehearsal --help lists them.\n`)
    return EXIT.usage
  }
  if (rest.includes('--help')) {
    process.stdout.write(helpFor(command))
    return EXIT.done
  }
  const args = parse(command, rest)
  if (typeof args === 'string') {
    process.stderr.write(`${args}\nUsage: rehearsal ${command.usage}\n`)
    return EXIT.usage
  }
  const controller = new AbortController()
  const cancel = (): void => controller.abort()
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  const { context, finish } = commandContext({ json: args.options.json === true, quiet: args.options.quiet === true, signal: controller.signal })
  try {
    return await command.run(args, context)
  } catch (error) {
    finish()
    return report(error, context.json)
  } finally {
    finish()
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
}

function parse(command: Command, rest: readonly string[]): CommandArguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...rest], allowPositionals: true, strict: true,
      options: { ...command.options, json: { type: 'boolean' }, quiet: { type: 'boolean' }, help: { type: 'boolean' } },
    })
    if (positionals.length < command.positionals.least) return `rehearsal ${command.name} needs ${command.positionals.least === 1 ? 'one argument' : `${command.positionals.least} arguments`}.`
    if (positionals.length > command.positionals.most) return `rehearsal ${command.name} does not know what to do with ${positionals[command.positionals.most] ?? ''}.`
    return { positionals, options: values }
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\. To specify.*$/s, '.') : String(error)
  }
}

function report(error: unknown, json: boolean): number {
  const reply = toErrorReply(error)
  if (reply.code === 'cancelled') {
    process.stderr.write('Cancelled; nothing was changed.\n')
    return EXIT.cancelled
  }
  if (json) process.stdout.write(`${JSON.stringify({ error: reply })}\n`)
  process.stderr.write(`${reply.message}\n`)
  if (reply.code === 'bug' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
  if (reply.code === 'usage') return EXIT.usage
  return error instanceof AppError && error.code === 'notThereYet' ? EXIT.notThereYet : EXIT.failed
}

function overview(): string {
  const lines = commands.map((command) => `  ${command.name.padEnd(11)} ${command.summary}`)
  return `rehearsal: what a provisioning configuration would do, to whom, and why. Nothing is ever written to a connected system.\n\n${lines.join('\n')}\n\nEvery command takes --json, --quiet and --help.\n`
}

function helpFor(command: Command): string {
  const options = Object.entries(command.options).map(([name, spec]) => `  --${name}${spec.type === 'string' ? ' VALUE' : ''}`)
  return `${command.summary}.\n\nUsage: rehearsal ${command.usage}\n${options.length > 0 ? `\n${options.join('\n')}\n` : ''}  --json  --quiet\n`
}

// Whoever reads the output may have seen enough (`| head`): nothing is left to say, and nothing went wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done)
  throw error
})

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status
})
