import type { CommandContext } from './command'
import { visibleText } from './visible-text'

/** Output as the command line promises it: with --json one document on standard output and nothing else there; progress on standard error. */
export function commandContext(options: {
  readonly json: boolean
  readonly quiet: boolean
  readonly signal: AbortSignal
}): { readonly context: CommandContext; readonly finish: () => void } {
  const { json, quiet } = options
  const terminal = process.stderr.isTTY
  let shown = false
  let lastAt = performance.now()
  const clear = (): void => {
    if (shown) process.stderr.write('\r\u001b[K')
    shown = false
  }
  return {
    finish: clear,
    context: {
      ...options,
      writeJson: (value) => {
        clear()
        process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`)
      },
      say: (text) => {
        if (json || quiet) return
        clear()
        process.stdout.write(`${visibleText(text)}\n`)
      },
      note: (text) => {
        if (quiet) return
        clear()
        process.stderr.write(`${visibleText(text)}\n`)
      },
      progress: (text, part) => {
        if (quiet) return
        const now = performance.now()
        if (now - lastAt < (terminal ? 100 : 3000)) return
        lastAt = now
        const percent = part === undefined ? '' : ` ${Math.floor(part * 100)}%`
        if (!terminal) {
          process.stderr.write(`${text}${percent}\n`)
          return
        }
        const filled = part === undefined ? 0 : Math.floor(part * 24)
        const bar = part === undefined ? '' : ` [${'#'.repeat(filled)}${'.'.repeat(24 - filled)}]`
        process.stderr.write(`\r\u001b[K${text}${bar}${percent}`)
        shown = true
      },
    },
  }
}
