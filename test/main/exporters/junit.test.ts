import { fc } from '../../support/laws'
import { expect, test } from 'vitest'
import { junitXml } from '../../../main/exporters/junit'
import type { GoldenResult } from '../../../shared/ipc/lens-views'
import { parseXml } from '../../support/xml'

const result: GoldenResult = { test: 'a', name: 'Ann', job: 'j', objectMapping: 'users', anchor: '1', attribute: 'title', passed: true, expected: '“x”', actual: '“x”' }

test('a report has a suite for each object mapping and a case for each expectation, with what was expected and what came', () => {
  const report = parseXml(junitXml('Northwind', [result, { ...result, attribute: 'mail', passed: false, actual: '“y”' }, { ...result, objectMapping: 'groups', passed: false, problem: 'gone.' }]))
  expect(report).toMatchObject({ name: 'testsuites', attributes: { name: 'Northwind', tests: '3', failures: '1', errors: '1' } })
  const [users, groups] = report.children
  expect(users).toMatchObject({ attributes: { name: 'j/users', tests: '2', failures: '1', errors: '0' } })
  expect(users?.children[0]).toMatchObject({ name: 'testcase', attributes: { classname: 'j/users', name: 'Ann: title' }, children: [] })
  expect(users?.children[1]?.children[0]).toMatchObject({ name: 'failure', attributes: { message: 'mail of Ann should be “x” and is “y”.' }, text: 'test a, person 1\nexpected “x”\nactual   “y”' })
  expect(groups?.children[0]?.children[0]).toMatchObject({ name: 'error', attributes: { message: 'title of Ann cannot be tested: gone.' } })
})

test('a report is well-formed whatever the values hold, and gives them back where XML can', () => {
  const legal = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd') // eslint-disable-line no-control-regex
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, actual) => {
    const report = parseXml(junitXml(name, [{ ...result, name, passed: false, actual }]))
    expect(report.attributes['name']).toBe(legal(name))
    expect(report.children[0]?.children[0]?.children[0]?.text).toContain(`actual   ${legal(actual)}`)
  }))
  expect(() => parseXml(junitXml('\u0000\ud800]]><!--', [result]))).not.toThrow()
})
