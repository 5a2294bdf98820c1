import type { Command } from '../command'
import { cycleCommand } from './cycle'
import { evalCommand } from './eval'
import { importCommand } from './import'
import { initCommand } from './init'
import { inspectCommand } from './inspect'
import { planCommand } from './plan'

/** In the order of the work. A new command is a file and a line. */
export const commands: readonly Command[] = [
  initCommand, inspectCommand, evalCommand, importCommand, cycleCommand, planCommand,
]

/** What is promised and not there yet: answered with status 69. */
export const later: readonly { readonly name: string; readonly summary: string }[] = [
  { name: 'forecast', summary: 'the coming days, a cycle at a time' },
  { name: 'diff', summary: 'what differs between two plans' },
  { name: 'test', summary: "the project's golden records" },
]
