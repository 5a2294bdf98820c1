// `npm run demo`: the sample company rehearsed on two days, from nothing. Writes demo-output/.
import fs from 'node:fs'
import path from 'node:path'
import { buildStale } from './build.mjs'
import { modernNode, root, run } from './support.mjs'

if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))

const output = path.join(root, 'demo-output')
const folder = path.join(output, 'northwind')

const built = await buildStale(['main'])
if (built !== 0) process.exit(built)
fs.rmSync(output, { recursive: true, force: true })
fs.mkdirSync(output)

await rehearsal('A sample company', 'init', folder, '--template', 'hybrid-basic')
await rehearsal('The first day: everybody', 'cycle', folder, '--type', 'initial', '--now', '2026-11-21T06:00:00Z', '--plan', path.join(output, 'plan.json'))
await rehearsal('The first day, for people to read', 'plan', folder, '--format', 'html', '--out', path.join(output, 'report.html'))
await rehearsal('The golden records', 'test', folder)
nextDay(folder)
await rehearsal('The second day: what changed', 'cycle', folder, '--type', 'incremental', '--now', '2026-11-22T06:00:00Z', '--plan', path.join(output, 'plan-incremental.json'))
await rehearsal('The configuration, for Microsoft Graph', 'export', folder, '--job', 'workday-to-ad', '--format', 'graph-schema', '--out', path.join(output, 'synchronization-schema.json'))

console.log(`\nWritten to ${path.relative(process.cwd(), output) || '.'}:`)
for (const name of fs.readdirSync(output).filter((file) => fs.statSync(path.join(output, file)).isFile())) console.log(`  ${name}`)
console.log('To look at it in the window: npm start -- demo-output/northwind')

/** The second day's exports take the place of the first day's. */
function nextDay(project) {
  const data = path.join(project, 'data')
  fs.cpSync(path.join(data, 'day-2'), data, { recursive: true })
}

async function rehearsal(title, ...args) {
  console.log(`\n${title}: rehearsal ${args.map((arg) => (path.isAbsolute(arg) ? path.relative(root, arg) : arg)).join(' ')}`)
  const status = await run(process.execPath, [path.join(root, 'out', 'main', 'cli.cjs'), ...args])
  // 3: done, and a guard holds a part of the plan. The plan is written and says so.
  if (status !== 0 && status !== 3) process.exit(status)
}
