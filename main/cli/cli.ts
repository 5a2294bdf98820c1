import { runCommandLine } from './run-command-line'

// The command line in a Node of its own, as in a checkout. The installed application runs the same function (main/installed-command.ts).
const controller = new AbortController()
const cancel = (): void => controller.abort()
process.once('SIGINT', cancel)
process.once('SIGTERM', cancel)

void runCommandLine(process.argv.slice(2), controller.signal).then((status) => {
  process.off('SIGINT', cancel)
  process.off('SIGTERM', cancel)
  process.exitCode = status
})
