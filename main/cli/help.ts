import type { Command, OptionSpec } from './command'

/** Options that every command takes. */
export const COMMON: Readonly<Record<string, OptionSpec>> = {
  json: { type: 'boolean', about: 'one JSON document on standard output, and nothing else there' },
  quiet: { type: 'boolean', about: 'no output but errors' },
  help: { type: 'boolean', about: 'this text' },
}

const STATUSES = [
  ['0', 'done'], ['1', 'failed; for check, test and eval --vectors: something is wrong'], ['2', 'with --detailed-exitcode: there is a difference'],
  ['3', 'done, and a guard holds part of the plan'], ['64', 'wrong usage'], ['130', 'cancelled'],
] as const

/** What `rehearsal --help` prints. */
export function overview(commands: readonly Command[]): string {
  return [
    'Says what a provisioning configuration would do, to whom, and why. Nothing is ever written to a connected system.', '',
    'Usage: rehearsal COMMAND [options]', '       rehearsal --version', '',
    'Commands:', ...table(commands.map(({ name, summary }) => [name, summary])), '',
    'Every command takes:', ...table(optionRows(COMMON)), '',
    'Exit status:', ...table(STATUSES), '',
    'To begin: rehearsal init my-project, then rehearsal cycle my-project. Options and examples: rehearsal COMMAND --help', '',
  ].join('\n')
}

/** What `rehearsal COMMAND --help` prints. */
export function helpFor({ summary, usage, options, examples }: Command): string {
  return [
    `${summary}.`, '',
    `Usage: rehearsal ${usage}`, '',
    'Options:', ...table(optionRows({ ...options, ...COMMON })), '',
    ...(examples.length === 1 ? ['Example:'] : ['Examples:']), ...examples.map((example) => `  rehearsal ${example}`), '',
  ].join('\n')
}

function optionRows(options: Readonly<Record<string, OptionSpec>>): readonly (readonly [string, string])[] {
  return Object.entries(options).map(([name, { value, about }]) => [`--${name}${value === undefined ? '' : ` ${value}`}`, about])
}

/** Rows of two columns; a first column that is very wide stands on a line of its own. */
function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const widths = rows.map(([name]) => name.length).filter((width) => width <= WIDEST)
  const width = Math.max(0, ...widths)
  return rows.flatMap(([name, about]) => (name.length <= width ? [`  ${name.padEnd(width)}  ${about}`] : [`  ${name}`, `  ${' '.repeat(width)}  ${about}`]))
}

const WIDEST = 24
