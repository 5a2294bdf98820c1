import { walk } from './ast'
import { checkConditions } from './checks/conditions'
import { checkConstants } from './checks/constants'
import { checkDates } from './checks/dates'
import { checkNames } from './checks/names'
import { checkPatterns } from './checks/regex'
import { checkResult } from './checks/result'
import type { CheckOptions } from './checks/scope'
import { checkTypes } from './checks/types'
import { checkUnique } from './checks/unique'
import type { Diagnostic } from './diagnostics'
import { parse } from './parser'

const CHECKS = [checkNames, checkTypes, checkConditions, checkDates, checkUnique, checkPatterns, checkResult, checkConstants]

/**
 * Everything to be said about an expression before it runs, in the order of the text. Errors fail for every object, or for every
 * one that reaches them; warnings evaluate, but hardly as meant; infos are worth knowing.
 */
export function check(text: string, options: CheckOptions): readonly Diagnostic[] {
  const { tree, recovered, diagnostics } = parse(text)
  const all: Diagnostic[] = [...diagnostics]
  const whole = tree ?? recovered
  if (whole) {
    // Of a text with syntax errors only the names are sure: the rest may be an artefact of what could be recovered.
    const report = (d: Diagnostic): void => {
      if (tree || d.code === 'UnknownFunction' || d.code === 'UnknownAttribute' || d.code === 'AttributeCase') all.push(d)
    }
    const checked = { tree: whole, nodes: walk(whole), text, options, report, found: () => all }
    for (const one of tree ? CHECKS : [checkNames]) one(checked)
  }
  return all.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
}
