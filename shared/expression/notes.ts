import { argumentsOf } from './arguments'
import { type CallNode, type Expression, walk } from './ast'
import { type Diagnostic, EvaluationError } from './diagnostics'
import { reportDiacritics } from './diacritics'
import type { EvaluationContext } from './functions/define'
import { functions } from './functions/index'
import { evaluatePart } from './tree-evaluator'
import type { Outcome, Value } from './value'
import { reference } from './documents'

/**
 * What is worth knowing about one object's evaluation although it succeeded: letters that the printed table of NormalizeDiacritics
 * does not list (§7, [ours]), and cuts through a character of two code units (§2). Parts that fail are passed over.
 */
export function notesFor(tree: Expression, attributes: Readonly<Record<string, Value>>, context: EvaluationContext): readonly Diagnostic[] {
  return walk(tree).flatMap((e) => (e.kind === 'call' ? [...diacritics(e), ...cuts(e)] : []))

  function diacritics(call: CallNode): readonly Diagnostic[] {
    const [source] = argumentsOfKnown(call)
    if (call.callee !== 'NormalizeDiacritics' || !source) return []
    const unlisted = textsOf(source).flatMap(reportDiacritics)
    if (unlisted.length === 0) return []
    const shown = [...new Set(unlisted.map(({ character, image }) => (character === image ? `“${character}” stays` : `“${character}” becomes “${image}”`)))].join(', ')
    return [{
      code: 'DiacriticOutsideTable', severity: 'info', span: call.span, source: reference('NormalizeDiacritics'),
      message: `The printed table does not list every letter here: ${shown}. The service may differ.`,
    }]
  }

  function cuts(call: CallNode): readonly Diagnostic[] {
    if (call.callee !== 'Mid' && call.callee !== 'Left') return []
    if (!textsOf(call).some((text) => LONE_SURROGATE.test(text))) return []
    return [{
      code: 'SurrogateCut', severity: 'info', span: call.span, source: reference('Mid'),
      message: `${call.callee} counts UTF-16 code units and cuts through a character here.`,
    }]
  }

  function textsOf(e: Expression): readonly string[] {
    let outcome: Outcome
    try {
      outcome = evaluatePart(tree, e, attributes, context)
    } catch (reason) {
      if (reason instanceof EvaluationError) return []
      throw reason
    }
    if (typeof outcome === 'string') return [outcome]
    return outcome === null || 'action' in outcome ? [] : outcome
  }
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

function argumentsOfKnown(call: CallNode): readonly Expression[] {
  const declaration = functions.get(call.callee)
  return declaration ? argumentsOf(call, declaration) : []
}
