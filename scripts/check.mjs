// `npm run check`: what a change has to pass. Every gate is tried, so one run shows all there is to mend.
import { buildStale } from './build.mjs'
import { gates } from './gates.mjs'
import { bin, modernNode, root, run } from './support.mjs'

if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))

const refused = []
for (const { name, check } of gates) {
  const from = performance.now()
  const { passed, text } = await check(root)
  console.log(`${passed ? 'passed ' : 'REFUSED'} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`)
  if (passed) continue
  refused.push(name)
  console.log(text)
}
const tests = (await buildStale(['main'])) === 0 && (await run(process.execPath, [bin('vitest'), 'run', '--project', 'unit', '--project', 'tooling']))
if (tests !== 0) refused.push('tests')

console.log(refused.length === 0 ? '\nEvery gate passed.' : `\nRefused by: ${refused.join(', ')}.`)
process.exitCode = refused.length === 0 ? 0 : 1
