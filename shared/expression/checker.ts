import { walk } from './ast'
import { checkComparisons } from './checks/comparisons'
import { checkConditions } from './checks/conditions'
import { checkConstants } from './checks/constants'
import { checkDates } from './checks/dates'
import { checkNames } from './checks/names'
import { checkPatterns } from './checks/regex'
import { checkResult } from './checks/result'
import type { CheckOptions } from './checks/scope'
import { checkTargetValues } from './checks/target-values'
import { checkTypes } from './checks/types'
import { checkUnique } from './checks/unique'
import { correct, placedIn } from './corrections'
import type { Diagnostic } from './diagnostics'
import { linkOf } from './documents'

const CHECKS = [checkNames, checkTypes, checkConditions, checkComparisons, checkDates, checkUnique, checkPatterns, checkResult, checkTargetValues, checkConstants]

/**
 * Everything to be said about an expression before it runs, in the order of the text. Errors fail for every object, or for every
 * one that reaches them; warnings evaluate, but hardly as meant; infos are worth knowing. One mistake gives one diagnostic: what is
 * wrong with the syntax is cured first, and what was put there is not judged. Total: no text makes it throw.
 */
export function check(text: string, options: CheckOptions): readonly Diagnostic[] {
  const { text: cured, tree, recovered, diagnostics, toGiven, isCured } = correct(text)
  const all: Diagnostic[] = [...diagnostics]
  const whole = tree ?? recovered
  if (whole) {
    const found: Diagnostic[] = []
    const checked = { tree: whole, nodes: walk(whole), text: cured, options, report: (d: Diagnostic) => { found.push(d) }, found: () => found }
    // Where a mistake has no cure only the names are sure: the rest may be an artefact of what could be recovered.
    for (const one of tree ? CHECKS : [checkNames]) one(checked)
    for (const d of found) if (NAMES.has(d.code) || (tree && !isCured(d.span))) all.push(placedIn(d, toGiven))
  }
  return all.map(withLink).sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
}

const NAMES: ReadonlySet<string> = new Set(['UnknownFunction', 'UnknownAttribute', 'AttributeCase'])

function withLink(d: Diagnostic): Diagnostic {
  const link = d.source === undefined ? undefined : linkOf(d.source)
  return link === undefined ? d : { ...d, link }
}
