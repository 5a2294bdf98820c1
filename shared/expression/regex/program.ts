import { assertNever } from '../../assert'
import type { CharSet } from './charset'
import type { RegexNode } from './syntax'

/** `step` is 1 where the pattern is matched to the right and -1 in a look-behind, which .NET matches to the left. */
export type Instruction =
  | { readonly op: 'set'; readonly bits: Uint32Array; readonly step: 1 | -1 }
  | { readonly op: 'run'; readonly bits: Uint32Array; readonly step: 1 | -1; readonly min: number; readonly max: number; readonly lazy: boolean }
  | { readonly op: 'split'; readonly other: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'open'; readonly slot: number }
  | { readonly op: 'close'; readonly capture: number; readonly slot: number; readonly step: 1 | -1 }
  | { readonly op: 'assert'; readonly at: Extract<RegexNode, { kind: 'assertion' }>['at'] }
  | { readonly op: 'inner'; readonly moves: boolean; readonly negative: boolean; readonly next: number }
  | { readonly op: 'back'; readonly capture: number; readonly ignoreCase: boolean; readonly step: 1 | -1 }
  | { readonly op: 'enter'; readonly slot: number }
  | { readonly op: 'loop'; readonly slot: number; readonly min: number; readonly max: number; readonly lazy: boolean; readonly next: number }
  | { readonly op: 'iterate'; readonly slot: number }
  | { readonly op: 'accept' }

export interface Program {
  readonly instructions: readonly Instruction[]
  /** Slots 2c and 2c+1 hold capture c, counted from 0; after them one for each open group and two for each loop. */
  readonly slots: number
}

/** A pattern's tree as instructions for the matcher that counts its steps. */
export function programOf(root: RegexNode, captures: number): Program {
  const code: Instruction[] = []
  let slots = 2 * captures
  put(root, 1)
  code.push({ op: 'accept' })
  return { instructions: code, slots }

  function put(n: RegexNode, step: 1 | -1): void {
    switch (n.kind) {
      case 'set': code.push({ op: 'set', bits: bitsOf(n.set), step }); return
      case 'sequence': for (const part of step === 1 ? n.parts : [...n.parts].reverse()) put(part, step); return
      case 'alternation': alternation(n.branches, step); return
      case 'group': group(n.capture, n.body, step); return
      case 'repeat': repeat(n, step); return
      case 'assertion': code.push({ op: 'assert', at: n.at }); return
      case 'look': inner(n.body, n.ahead ? 1 : -1, false, n.negative); return
      case 'atomic': inner(n.body, step, true, false); return
      case 'backReference': code.push({ op: 'back', capture: n.capture - 1, ignoreCase: n.ignoreCase, step }); return
      default: assertNever(n)
    }
  }

  function alternation(branches: readonly RegexNode[], step: 1 | -1): void {
    const ends: number[] = []
    branches.forEach((branch, i) => {
      const last = i === branches.length - 1
      const split = code.length
      if (!last) code.push({ op: 'accept' })
      put(branch, step)
      if (last) return
      ends.push(code.length)
      code.push({ op: 'accept' })
      code[split] = { op: 'split', other: code.length }
    })
    for (const end of ends) code[end] = { op: 'jump', to: code.length }
  }

  function group(capture: number | undefined, body: RegexNode, step: 1 | -1): void {
    if (capture === undefined) { put(body, step); return }
    const slot = slots
    slots += 1
    code.push({ op: 'open', slot })
    put(body, step)
    code.push({ op: 'close', capture: capture - 1, slot, step })
  }

  function repeat({ body, min, max, lazy }: Extract<RegexNode, { kind: 'repeat' }>, step: 1 | -1): void {
    if (body.kind === 'set') {
      code.push({ op: 'run', bits: bitsOf(body.set), step, min, max, lazy })
      return
    }
    const slot = slots
    slots += 2
    code.push({ op: 'enter', slot })
    const loop = code.length
    code.push({ op: 'accept' }, { op: 'iterate', slot })
    put(body, step)
    code.push({ op: 'jump', to: loop })
    code[loop] = { op: 'loop', slot, min, max, lazy, next: code.length }
  }

  function inner(body: RegexNode, step: 1 | -1, moves: boolean, negative: boolean): void {
    const at = code.length
    code.push({ op: 'accept' })
    put(body, step)
    code.push({ op: 'accept' })
    code[at] = { op: 'inner', moves, negative, next: code.length }
  }
}

const known = new WeakMap<CharSet, Uint32Array>()

/** A bit for each of the 65,536 code units. */
function bitsOf(set: CharSet): Uint32Array {
  let bits = known.get(set)
  if (!bits) {
    bits = new Uint32Array(2048)
    for (const [lo, hi] of set) for (let code = lo; code <= hi; code += 1) bits[code >> 5] = (bits[code >> 5] ?? 0) | (1 << (code & 31))
    known.set(set, bits)
  }
  return bits
}
