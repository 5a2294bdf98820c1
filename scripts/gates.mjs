// The gates of `npm run check`, cheapest first: each a program of this checkout, run in the folder that it is to judge.
import fs from 'node:fs'
import path from 'node:path'
import { bin, capture, root } from './support.mjs'

const folders = ['main', 'shared', 'renderer', 'test']

export const gates = [
  { name: 'types', check: (folder) => judge(folder, path.join(root, 'node_modules', 'ts7', 'bin', 'tsc'), ['-b']) },
  { name: 'boundaries', check: boundaries },
  { name: 'lint', check: (folder) => judge(folder, bin('eslint'), ['.', '--max-warnings', '0']) },
  { name: 'unused', check: (folder) => judge(folder, bin('knip'), ['--no-progress', '--no-config-hints']) },
]

/** @returns {Promise<{ passed: boolean, text: string }>} */
async function judge(folder, program, args) {
  const { status, stdout, stderr } = await capture(process.execPath, [program, ...args], { cwd: folder })
  return { passed: status === 0, text: `${stdout}${stderr}`.trim() }
}

/** dependency-cruiser is content with nothing to look at, so its word counts only if it looked at every file. */
async function boundaries(folder) {
  const present = folders.filter((name) => fs.existsSync(path.join(folder, name)))
  const { passed, text } = await judge(folder, bin('dependency-cruiser', 'depcruise'), ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...present])
  const cruised = Number(/(\d+) modules/.exec(text)?.[1] ?? 0)
  const files = present.flatMap((name) => fs.readdirSync(path.join(folder, name), { recursive: true })).filter((name) => /\.tsx?$/.test(name)).length
  if (cruised >= files) return { passed, text }
  return { passed: false, text: `${text}\nOnly ${cruised} modules were looked at, and there are ${files} files.` }
}
