import type { Command } from '../command'
import { benchCommand } from './bench'
import { checkCommand } from './check'
import { cycleCommand } from './cycle'
import { evalCommand } from './eval'
import { exportCommand } from './export'
import { forecastCommand } from './forecast'
import { importCommand } from './import'
import { initCommand } from './init'
import { inspectCommand } from './inspect'
import { matchCommand } from './match'
import { onDemandCommand } from './on-demand'
import { planCommand } from './plan'
import { testCommand } from './test'

/** In the order of the work. A new command is a file and a line. */
export const commands: readonly Command[] = [
  initCommand, inspectCommand, evalCommand, checkCommand, importCommand, cycleCommand, forecastCommand, onDemandCommand, planCommand, matchCommand, testCommand, exportCommand, benchCommand,
]

/** What is promised and not there yet: answered with status 69. */
export const later: readonly { readonly name: string; readonly summary: string }[] = [
  { name: 'diff', summary: 'what differs between two plans' },
]
