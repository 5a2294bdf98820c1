// `npm run fuzz`: a million random texts through lexer, parser and printer, and a tenth as many cases for each law: that both
// evaluators agree, that what is printed parses to the same tree, that the regex engines find the same. Prints how many, how long,
// and what failed.
//
//   npm run fuzz               a million
//   npm run fuzz -- 50000      as many as you like
import { bin, modernNode, root, run } from './support.mjs'

if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))

const wanted = Number(process.argv[2] ?? 1_000_000)
if (!Number.isInteger(wanted) || wanted < 1) {
  console.error('npm run fuzz -- N takes how many texts to try, a whole number.')
  process.exit(64)
}
const suites = [
  { file: 'test/shared/expression/fuzz.test.ts', count: wanted },
  { file: 'test/shared/expression/laws.test.ts', count: Math.ceil(wanted / 10) },
  { file: 'test/shared/expression/regex-laws.test.ts', count: Math.ceil(wanted / 10) },
]
let failed = 0
for (const { file, count } of suites) {
  console.log(`\n${file}: ${count}`)
  const args = [bin('vitest'), 'run', '--project', 'unit', '--disable-console-intercept=true', '--reporter=verbose', file]
  if ((await run(process.execPath, args, { cwd: root, env: { ...process.env, REHEARSAL_FUZZ: String(count) } })) !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
