// Writes docs/rules.md: every rule of test/rules/ with the tests that hold it, out of a run of those tests.
//
//   node scripts/rules-table.mjs           runs the tests that name rules, and writes the table
//   node scripts/rules-table.mjs --check   collects them without running, and says where the table is not theirs
import fs from 'node:fs'
import path from 'node:path'
import { bin, capture, isStarted, modernNode, root, run } from './support.mjs'

const table = path.join(root, 'docs', 'rules.md')
/** Titles that stand for a rule; of more the number. */
const SHOWN = 4

/** The catalogue, section by section. */
export function sections() {
  const folder = path.join(root, 'test', 'rules')
  return fs.readdirSync(folder).filter((file) => file.endsWith('.json')).sort().map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')))
}

/** Test files that name rules, relative to the repository, in the order of their names. */
function taggedFiles(folder = 'test') {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return taggedFiles(file)
    return /\.test\.tsx?$/.test(file) && /\/support\/rule'/.test(fs.readFileSync(path.join(root, file), 'utf8')) ? [file] : []
  }).sort()
}

/** What is wrong with a catalogue and the tests found for it, a sentence each; empty when it is whole. */
export function troubles(catalogue, held) {
  const rules = catalogue.flatMap((section) => section.rules)
  const ids = new Set(rules.map((rule) => rule.id))
  return [
    ...rules.filter((rule, i) => rules.findIndex((other) => other.id === rule.id) !== i).map((rule) => `The rule ${rule.id} stands in the catalogue twice.`),
    ...rules.filter((rule) => !held.has(rule.id) && rule.notSimulated === undefined && rule.open !== true).map((rule) => `No test holds the rule ${rule.id}.`),
    ...rules.filter((rule) => held.has(rule.id) && rule.notSimulated !== undefined).map((rule) => `The rule ${rule.id} is said not to be simulated, and a test holds it.`),
    ...rules.filter((rule) => held.has(rule.id) && rule.open === true).map((rule) => `The rule ${rule.id} is marked open, and a test holds it: take the mark away.`),
    ...[...held.keys()].filter((id) => !ids.has(id)).map((id) => `A test names the rule ${id}, which the catalogue does not have.`),
  ]
}

/** The table as text. `held`: rule → its tests, in the order of files and of tests within one. */
export function tableOf(catalogue, held) {
  const rules = catalogue.flatMap((section) => section.rules)
  const count = (keep) => rules.filter(keep).length
  const lines = [
    '# The rules of provisioning cycles, and the tests that hold them', '',
    'Made by `node scripts/rules-table.mjs` out of a run of the tests that name rules, and not by hand; `test/tooling/rules-table.test.ts` holds it to them.',
    'Numbers are those of the sections of the reference that the product follows. A label says where a rule is from: **doc**, a page of Microsoft\'s; **example**,',
    'a published log or sample; **ours**, a decision where the pages are silent (`main/engine/decisions.ts`). The table is written only when every test in it has passed.', '',
    `${rules.length} rules: ${count((r) => held.has(r.id))} held by tests, ${count((r) => r.notSimulated !== undefined)} not simulated, ${count((r) => r.open === true)} not held yet.`,
  ]
  for (const { section, title, rules: own } of catalogue) {
    lines.push('', `## ${section}. ${title}`, '', '| rule | says | from | held by |', '|---|---|---|---|')
    for (const rule of own) lines.push(`| ${rule.id} | ${cell(rule.text)} | ${rule.label} | ${heldBy(rule, held.get(rule.id))} |`)
  }
  return `${lines.join('\n')}\n`
}

function heldBy(rule, tests) {
  if (rule.notSimulated !== undefined) return `*not simulated*: ${cell(rule.notSimulated)}`
  if (tests === undefined) return '*not held yet*'
  const byFile = new Map()
  for (const test of tests) byFile.set(test.file, [...(byFile.get(test.file) ?? []), test.title])
  return [...byFile].map(([file, titles]) => {
    const more = titles.length > SHOWN ? `; and ${titles.length - SHOWN} more` : ''
    return `\`${file}\`: ${titles.slice(0, SHOWN).map(cell).join('; ')}${more}`
  }).join('<br>')
}

/** A text for one cell, on one line, with nothing that Markdown would take for its own. */
function cell(text) {
  return text.replace(/\s+/g, ' ').replace(/[|\\<>*_`[\]]/g, '\\$&')
}

/** Rule → the tests that name it, by loading their files and running nothing. */
export async function collectTests() {
  const { createVitest } = await import('vitest/node')
  const vitest = await createVitest('test', { root, watch: false, reporters: [{}] })
  try {
    const files = taggedFiles()
    const { testModules, unhandledErrors } = await vitest.collect(files, { staticParse: false })
    const errors = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())]
    if (errors.length > 0) throw new Error(`The tests cannot be collected: ${errors[0].message}`)
    const byFile = new Map(testModules.map((module) => [path.relative(root, module.moduleId).replaceAll(path.sep, '/'), module]))
    return gather(files.flatMap((file) => [...(byFile.get(file)?.children.allTests() ?? [])].map((test) => ({ file, title: test.fullName, rules: test.meta().rules ?? [] }))))
  } finally {
    await vitest.close()
  }
}

function gather(tests) {
  const held = new Map()
  for (const { rules, ...test } of tests) for (const id of rules) held.set(id, [...(held.get(id) ?? []), test])
  return held
}

/** Where the table in docs/ differs from the catalogue and the tests, a sentence each. */
export async function checkTable() {
  const catalogue = sections()
  const held = await collectTests()
  const current = fs.existsSync(table) && fs.readFileSync(table, 'utf8') === tableOf(catalogue, held)
  return [...troubles(catalogue, held), ...(current ? [] : ['docs/rules.md is not what the catalogue and the tests say: run node scripts/rules-table.mjs.'])]
}

/** Runs the tests, and writes the table when all of them passed: a rule whose test fails is not held. */
async function writeTable() {
  const json = path.join(root, 'test-output', 'rules.json')
  fs.mkdirSync(path.dirname(json), { recursive: true })
  const { status, stdout, stderr } = await capture(process.execPath, [bin('vitest'), 'run', '--reporter=json', `--outputFile.json=${json}`, ...taggedFiles()])
  const ran = JSON.parse(fs.readFileSync(json, 'utf8'))
  const tests = ran.testResults.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: path.relative(root, file.name).replaceAll(path.sep, '/') })))
  const failed = tests.filter((test) => test.status === 'failed' && test.meta?.rules)
  if (failed.length > 0) return [`${failed.length} tests that hold rules fail, so no table is written: ${failed.map((test) => `${test.file}: ${test.fullName}`).join('; ')}`]
  if (status !== 0 && !tests.some((test) => test.status === 'failed')) return [`The tests could not be run: ${(stderr || stdout).trim().split('\n')[0]}`]
  const held = await collectTests()
  const passed = new Set(tests.filter((test) => test.status === 'passed').flatMap((test) => test.meta?.rules ?? []))
  const unproved = [...held.keys()].filter((id) => !passed.has(id))
  if (unproved.length > 0) return [`The tests of ${unproved.join(', ')} were skipped here, so that the table would say too much.`]
  const catalogue = sections()
  fs.writeFileSync(table, tableOf(catalogue, held))
  console.log(`docs/rules.md: ${catalogue.flatMap((section) => section.rules).length} rules, ${held.size} held by ${new Set([...held.values()].flat()).size} tests in ${taggedFiles().length} test files.`)
  return troubles(catalogue, held)
}

if (isStarted(import.meta)) {
  if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))
  const found = await (process.argv.includes('--check') ? checkTable() : writeTable())
  for (const sentence of found) console.error(sentence)
  process.exitCode = found.length === 0 ? 0 : 1
}
