// `npm test`: makes ready what the tests need, runs every suite, says what was skipped and why. The last line is
// `N passed, N failed`, with `, N skipped` where there were any.
//
//   npm test                     everything
//   npm test -- plan-table       the test files with that in their path
//   npm test -- --project unit   one suite: unit, tooling, integration, browser or e2e
import fs from 'node:fs'
import path from 'node:path'
import { buildStale } from './build.mjs'
import { findElectron } from './electron-runtime.mjs'
import { bin, modernNode, root, run } from './support.mjs'
import { installPackages, missingLibraries, runWithDisplay, testPackages } from './system-packages.mjs'

if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))

const minute = 60_000
/** Each suite with the time it may take; all of it together stays below half an hour. */
const suites = [
  { name: 'unit', limitMs: 9 * minute },
  { name: 'tooling', limitMs: 2 * minute },
  { name: 'integration', limitMs: minute },
  { name: 'browser', limitMs: 12 * minute },
  { name: 'e2e', limitMs: 6 * minute },
]
const output = path.join(root, 'test-output')
const totals = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const troubles = []
const skips = []

const filters = process.argv.slice(2)
const chosenAt = filters.indexOf('--project')
const [, chosen] = chosenAt < 0 ? [] : filters.splice(chosenAt, 2)

fs.mkdirSync(output, { recursive: true })
await installPackages(testPackages)
if ((await buildStale()) !== 0) trouble('the build failed')
const env = { ...process.env, ...(await electronForTests()) }
delete env.ELECTRON_RUN_AS_NODE
for (const suite of suites.filter(({ name }) => !chosen || name === chosen)) await runSuite(suite)
report()

async function electronForTests() {
  try {
    const electron = await findElectron()
    const lacking = missingLibraries(electron.path)
    if (lacking.length > 0) return { REHEARSAL_TEST_NO_ELECTRON: `Electron needs libraries that are missing here: ${lacking.join(', ')}` }
    console.log(`Electron ${electron.version} for the window's tests: ${electron.path}`)
    return { REHEARSAL_TEST_ELECTRON: electron.path }
  } catch (error) {
    return { REHEARSAL_TEST_NO_ELECTRON: error.message.replaceAll(/\s*\n\s*/g, ' ') }
  }
}

async function runSuite({ name, limitMs }) {
  console.log(`\n${name}`)
  const json = path.join(output, `${name}.json`)
  fs.rmSync(json, { force: true })
  const args = [bin('vitest'), 'run', '--project', name, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${json}`, ...filters]
  const start = name === 'e2e' ? runWithDisplay : run
  const status = await start(process.execPath, args, { env, limitMs })
  if (status === 124) trouble(`${name} was stopped: it took more than ${limitMs / minute} minutes`)
  const results = readResults(json)
  if (!results) return status === 124 ? undefined : trouble(`${name} ended with ${status} and left no results`)
  const before = totals.failed
  count(name, results)
  if (results.numTotalTests === 0 && filters.length === 0) trouble(`${name} holds no test`)
  if (status !== 0 && totals.failed === before && status !== 124) trouble(`${name} ended with ${status} outside of any test`)
}

function readResults(json) {
  try {
    return JSON.parse(fs.readFileSync(json, 'utf8'))
  } catch {
    return undefined
  }
}

function count(suite, { testResults }) {
  for (const file of testResults) {
    const where = path.relative(root, file.name)
    for (const test of file.assertionResults) {
      if (test.status === 'passed') totals.passed++
      else if (test.status === 'failed') {
        totals.failed++
        failures.push(`  ${where} > ${test.fullName}: ${firstLine(test.failureMessages.join('\n'))}`)
      } else {
        totals.skipped++
        const unexplained = file.status === 'failed' ? 'what it needs failed before it' : 'no reason given'
        skips.push(`  ${where} > ${test.fullName}: ${test.meta?.skipReason ?? unexplained}`)
      }
    }
    const broken = file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
    if (broken) trouble(`${where} could not be run: ${firstLine(file.message)}`)
  }
}

function firstLine(message) {
  return message.trim().split('\n')[0] || 'no message'
}

/** Something that is no test and counts as a failed one. */
function trouble(sentence) {
  totals.failed++
  troubles.push(`  ${sentence}`)
}

function report() {
  if (skips.length > 0) console.log(`\nSkipped:\n${skips.join('\n')}`)
  if (totals.passed + totals.failed === 0) trouble('no test ran')
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`)
  if (troubles.length > 0) console.log(`\nFailed besides tests:\n${troubles.join('\n')}`)
  console.log(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`)
  process.exitCode = totals.failed > 0 ? 1 : 0
}
