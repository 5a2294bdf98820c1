import type { Command } from '../command'
import { benchCommand } from './bench'
import { checkCommand } from './check'
import { cycleCommand } from './cycle'
import { diffCommand } from './diff'
import { evalCommand } from './eval'
import { exportCommand } from './export'
import { followCommand } from './follow'
import { forecastCommand } from './forecast'
import { importCommand } from './import'
import { initCommand } from './init'
import { inspectCommand } from './inspect'
import { logCommand } from './log'
import { matchCommand } from './match'
import { onDemandCommand } from './on-demand'
import { planCommand } from './plan'
import { testCommand } from './test'

/** In the order of the work. A new command is a file and a line. */
export const commands: readonly Command[] = [
  initCommand, inspectCommand, evalCommand, checkCommand, importCommand, cycleCommand, forecastCommand, onDemandCommand, followCommand, planCommand,
  logCommand, diffCommand, matchCommand, testCommand, exportCommand, benchCommand,
]
