import type { GoldenResult } from '../../shared/ipc/lens-views'
import { goldenSentence } from '../../shared/model/run-golden'
import { xmlText } from './xml-text'

/**
 * Results of golden records as JUnit XML, as build servers read it: a suite for each object mapping of a job, a case for each
 * expectation, in the order of the results. A wrong value is a failure, a test that cannot be run an error. It has neither times nor
 * host names, so that the same results give the same bytes. Source: the format of the Ant task, which has no other document.
 */
export function junitXml(project: string, results: readonly GoldenResult[]): string {
  const suites = new Map<string, GoldenResult[]>()
  for (const result of results) {
    const name = suiteOf(result)
    const suite = suites.get(name)
    if (suite) suite.push(result)
    else suites.set(name, [result])
  }
  const lines = [...suites].flatMap(([name, cases]) => [`  <testsuite name="${xmlText(name)}"${counts(cases)}>`, ...cases.map(testCase), '  </testsuite>'])
  return `${['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="${xmlText(project)}"${counts(results)}>`, ...lines, '</testsuites>'].join('\n')}\n`
}

function testCase(result: GoldenResult): string {
  const start = `    <testcase classname="${xmlText(suiteOf(result))}" name="${xmlText(`${result.name}: ${result.attribute}`)}"`
  if (result.passed) return `${start}/>`
  const sentence = xmlText(goldenSentence(result))
  if (result.problem !== undefined) return `${start}>\n      <error message="${sentence}"/>\n    </testcase>`
  const detail = xmlText(`test ${result.test}, person ${result.anchor}\nexpected ${result.expected}\nactual   ${result.actual}`)
  return `${start}>\n      <failure message="${sentence}">${detail}</failure>\n    </testcase>`
}

function suiteOf({ job, objectMapping }: GoldenResult): string {
  return `${job}/${objectMapping}`
}

function counts(results: readonly GoldenResult[]): string {
  const errors = results.filter(({ problem }) => problem !== undefined).length
  const failures = results.filter(({ passed }) => !passed).length - errors
  return ` tests="${results.length}" failures="${failures}" errors="${errors}"`
}
