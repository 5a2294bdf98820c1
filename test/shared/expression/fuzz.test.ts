import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Expression, parse, print } from '../../../shared/expression'
import { drawBelow, drawStream } from '../../../shared/expression/draw'
import { lex } from '../../../shared/expression/lexer'

/** How many texts; `npm run fuzz` tries a million. */
const TEXTS = Number(process.env['REHEARSAL_FUZZ'] ?? 20_000)
const PIECES = ['Switch', 'IIF', 'Join', 'Replace', 'FormatDateTime', 'IgnoreAttributeFlow', 'vbTextCompare', 'UTF8', '(', ')', ',', ', ,', '"', '""', '\\', '\\"', '[', ']', '[a]', '[emails[type eq "work"].value]', '=', '<>', '>=', '<', '&', '&&', '||', '&H', '&HFF', '%x%', '$y', "'", '“', '”', '-', '1', '42568.75', '.', ' ', '\n', '\t', 'NULL', 'AND', '__proto__', 'constructor', '[constructor]', '"constructor"', 'é', '\ud800', '😀', '/*', '{{a}}', ';', '\0']
const real = (JSON.parse(readFileSync(new URL('../../vectors/expressions.json', import.meta.url), 'utf8')) as readonly { readonly expression: string }[]).map((v) => v.expression).filter((e) => e.length < 400)

interface Dice { below(bound: number): number; one<T>(from: readonly T[]): T }

function diceFor(seed: number): Dice {
  const next = drawStream(seed, 'fuzz', 0)
  const below = (bound: number): number => drawBelow(next, bound)
  return { below, one: (from) => from[below(from.length)] as (typeof from)[number] }
}

/** Random code units, pieces of the language in any order, or a real expression that was damaged. */
function randomText(dice: Dice): string {
  const kind = dice.below(4)
  if (kind === 0) return Array.from({ length: dice.below(40) }, () => String.fromCharCode(dice.below(dice.below(2) === 0 ? 128 : 65_536))).join('')
  if (kind === 1) return Array.from({ length: dice.below(30) }, () => dice.one(PIECES)).join('')
  let text = dice.one(real)
  for (let times = dice.below(5); times > 0; times -= 1) {
    const at = dice.below(text.length + 1)
    const end = Math.min(text.length, at + dice.below(8))
    const put = [dice.one(PIECES), '', text.slice(at, end).repeat(2), dice.one(real).slice(0, dice.below(60))]
    text = text.slice(0, at) + dice.one(put) + text.slice(end)
  }
  return text
}

function bare(tree: Expression): string {
  return JSON.stringify(tree, (key, part: unknown) => (key === 'span' || key === 'calleeSpan' ? undefined : part))
}

/** What is wrong with what lexer, parser and printer make of a text; nothing where all is well. */
function faultOf(text: string, count: (parsed: boolean) => void): string | undefined {
  const { tokens } = lex(text)
  if (tokens.at(-1)?.kind !== 'end') return 'the tokens do not end'
  const { tree, recovered, diagnostics } = parse(text)
  count(tree !== undefined)
  if (diagnostics.some(({ message }) => typeof message !== 'string' || message === '')) return 'a diagnostic says nothing'
  if (diagnostics.some(({ span: [from, to] }) => from < 0 || to < from || to > text.length)) return 'a diagnostic lies outside the text'
  if (!tree) {
    if (recovered) print(recovered)
    return diagnostics.some((d) => d.severity === 'error') ? undefined : 'refused without a reason'
  }
  const again = parse(print(tree)).tree
  return again !== undefined && bare(again) === bare(tree) ? undefined : 'what is printed parses to another tree'
}

test(`${TEXTS} random texts go through lexer, parser and printer`, () => {
  const dice = diceFor(TEXTS)
  const faults: string[] = []
  let parsed = 0
  const startedAt = performance.now()
  for (let i = 0; i < TEXTS; i += 1) {
    const text = randomText(dice)
    let fault: string | undefined
    try {
      fault = faultOf(text, (whole) => { if (whole) parsed += 1 })
    } catch (error) {
      fault = `threw ${String(error)}`
    }
    if (fault !== undefined) faults.push(`${fault}: ${JSON.stringify(text)}`)
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${TEXTS} texts in ${seconds} s: ${parsed} parsed and printed back, ${TEXTS - parsed} refused with a reason, ${faults.length} faults`)
  expect(faults.slice(0, 5)).toEqual([])
  expect(parsed).toBeGreaterThan(TEXTS / 20)
}, Math.max(60_000, TEXTS))
