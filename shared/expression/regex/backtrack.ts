import { assertNever } from '../../assert'
import { type CharSet, wordCharacters } from './charset'
import { toLower } from '../case-mapping'
import type { Program } from './program'

/** One match, in code units; `groups[0]` is capture 1. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly groups: readonly (readonly [number, number] | undefined)[]
}

/** Ways that may be open at once, so that memory is bounded as time is. */
const MAX_OPEN = 1_000_000
/** Numbers that one open way takes: where to go on, the position, the trail, the last position it may try, and the direction. */
const WAY = 5

/** What was found, and how many of the given steps are left: negative when they did not suffice. */
export interface Counted { readonly found: readonly Found[]; readonly left: number }

/**
 * All matches of a program in a value, as .NET's backtracking matcher finds them, taking at most `steps` steps. Captures keep what
 * they took in earlier turns of a repetition, which JavaScript forgets.
 */
export function matchCounting(program: Program, captures: number, value: string, steps: number): Counted {
  const matcher = new Backtracker(program, value, steps)
  const found: Found[] = []
  for (let from = 0; from <= value.length;) {
    const match = matcher.find(from, captures)
    if (!match) break
    found.push(match)
    from = match.end === match.start ? match.end + 1 : match.end
  }
  return { found, left: matcher.left }
}

class Backtracker {
  left: number
  private readonly program: Program
  private readonly value: string
  private readonly slots: Int32Array
  /** Slot and former value, for every change that a way may have to take back. */
  private trail = new Int32Array(256)
  private trailed = 0
  /** Ways to come back to, the last one on top. */
  private ways = new Int32Array(512)
  private open = 0

  constructor(program: Program, value: string, steps: number) {
    this.program = program
    this.value = value
    this.left = steps
    this.slots = new Int32Array(program.slots)
  }

  /** The first match that begins at `from` or later; undefined too when the steps are used up. */
  find(from: number, captures: number): Found | undefined {
    for (let start = from; start <= this.value.length && this.left >= 0; start += 1) {
      this.slots.fill(-1)
      this.trailed = 0
      this.open = 0
      const end = this.run(0, start)
      if (end < 0) continue
      const groups: ([number, number] | undefined)[] = []
      for (let c = 0; c < captures; c += 1) {
        const [lo, hi] = [this.slots[2 * c] ?? -1, this.slots[2 * c + 1] ?? -1]
        groups.push(lo < 0 ? undefined : [lo, hi])
      }
      return { start, end, groups }
    }
    return undefined
  }

  /** Where the match ends that begins with this instruction, or -1. */
  private run(first: number, from: number): number {
    const { instructions } = this.program
    const base = this.open
    let at = first
    let position = from
    for (;;) {
      this.left -= 1
      if (this.left < 0 || this.open > MAX_OPEN * WAY) { this.left = -1; return -1 }
      const instruction = instructions[at]
      let next = -1
      if (instruction === undefined) return -1
      switch (instruction.op) {
        case 'set': {
          const code = this.unit(position, instruction.step)
          if (code >= 0 && has(instruction.bits, code)) { position += instruction.step; next = at + 1 }
          break
        }
        case 'run': {
          const { bits, step, min, max, lazy } = instruction
          let end = position
          let count = 0
          while (count < max) {
            const code = this.unit(end, step)
            if (code < 0 || !has(bits, code)) break
            end += step
            count += 1
          }
          this.left -= count
          if (count < min) break
          next = at + 1
          const least = position + min * step
          if (count > min) this.push(next, lazy ? least + step : end - step, lazy ? end : least, lazy ? step : -step)
          position = lazy ? least : end
          break
        }
        case 'split': this.push(instruction.other, position, position, 0); next = at + 1; break
        case 'jump': next = instruction.to; break
        case 'open': this.set(instruction.slot, position); next = at + 1; break
        case 'close': {
          const opened = this.slots[instruction.slot] ?? position
          this.set(2 * instruction.capture, instruction.step === 1 ? opened : position)
          this.set(2 * instruction.capture + 1, instruction.step === 1 ? position : opened)
          next = at + 1
          break
        }
        case 'assert': if (this.holds(instruction.at, position)) next = at + 1; break
        case 'inner': {
          const mark = this.trailed
          const end = this.run(at + 1, position)
          if (this.left < 0) return -1
          if (instruction.negative) this.undo(mark)
          if (end >= 0 === instruction.negative) break
          if (instruction.moves) position = end
          next = instruction.next
          break
        }
        case 'back': {
          const moved = this.backReference(instruction.capture, instruction.ignoreCase, position, instruction.step)
          if (moved >= 0) { position = moved; next = at + 1 }
          break
        }
        case 'enter': this.set(instruction.slot, 0); this.set(instruction.slot + 1, -1); next = at + 1; break
        case 'loop': {
          const { slot, min, max, lazy } = instruction
          const count = this.slots[slot] ?? 0
          const empty = count > 0 && this.slots[slot + 1] === position // a turn that took nothing ends the repetition
          if (empty || count >= max) next = instruction.next
          else if (count < min) next = at + 1
          else if (lazy) { this.push(at + 1, position, position, 0); next = instruction.next }
          else { this.push(instruction.next, position, position, 0); next = at + 1 }
          break
        }
        case 'iterate': this.set(instruction.slot, (this.slots[instruction.slot] ?? 0) + 1); this.set(instruction.slot + 1, position); next = at + 1; break
        case 'accept': this.open = base; return position
        default: assertNever(instruction)
      }
      if (next >= 0) { at = next; continue }
      if (this.open <= base) return -1
      const { ways } = this
      const way = this.open - WAY
      at = ways[way] ?? 0
      position = ways[way + 1] ?? 0
      this.undo(ways[way + 2] ?? 0)
      if (position === ways[way + 3]) this.open = way
      else ways[way + 1] = position + (ways[way + 4] ?? 0)
    }
  }

  /** A way to come back to: first at `position`, then step by step until `last`. */
  private push(at: number, position: number, last: number, step: number): void {
    if (this.open + WAY > this.ways.length) this.ways = grown(this.ways)
    const { ways, open } = this
    ways[open] = at
    ways[open + 1] = position
    ways[open + 2] = this.trailed
    ways[open + 3] = last
    ways[open + 4] = step
    this.open = open + WAY
  }

  private set(slot: number, to: number): void {
    if (this.trailed + 2 > this.trail.length) this.trail = grown(this.trail)
    this.trail[this.trailed] = slot
    this.trail[this.trailed + 1] = this.slots[slot] ?? -1
    this.trailed += 2
    this.slots[slot] = to
  }

  private undo(mark: number): void {
    while (this.trailed > mark) {
      this.trailed -= 2
      this.slots[this.trail[this.trailed] ?? 0] = this.trail[this.trailed + 1] ?? -1
    }
  }

  /** The code unit that a step from here passes over; -1 at either end. */
  private unit(position: number, step: 1 | -1): number {
    const index = step === 1 ? position : position - 1
    return index < 0 || index >= this.value.length ? -1 : this.value.charCodeAt(index)
  }

  private holds(at: string, position: number): boolean {
    const { value } = this
    switch (at) {
      case 'start': return position === 0
      case 'end': return position === value.length
      case 'finalEnd': return position === value.length || (position === value.length - 1 && value.endsWith('\n'))
      case 'lineStart': return position === 0 || value.charAt(position - 1) === '\n'
      case 'lineEnd': return position === value.length || value.charAt(position) === '\n'
      default: return (this.isWord(position - 1) !== this.isWord(position)) === (at === 'boundary')
    }
  }

  private isWord(index: number): boolean {
    return index >= 0 && index < this.value.length && includes(wordCharacters(), this.value.charCodeAt(index))
  }

  /** .NET: a group that took no part matches nothing, not even the empty text. */
  private backReference(capture: number, ignoreCase: boolean, position: number, step: 1 | -1): number {
    const [lo, hi] = [this.slots[2 * capture] ?? -1, this.slots[2 * capture + 1] ?? -1]
    if (lo < 0) return -1
    const wanted = this.value.slice(lo, hi)
    this.left -= wanted.length
    const from = step === 1 ? position : position - wanted.length
    if (from < 0) return -1
    const found = this.value.slice(from, from + wanted.length)
    const same = found === wanted || (ignoreCase && found.length === wanted.length && toLower(found) === toLower(wanted))
    return same ? position + step * wanted.length : -1
  }
}

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

function has(bits: Uint32Array, code: number): boolean {
  return (((bits[code >> 5] ?? 0) >>> (code & 31)) & 1) === 1
}

function includes(set: CharSet, code: number): boolean {
  let [lo, hi] = [0, set.length - 1]
  while (lo <= hi) {
    const middle = (lo + hi) >> 1
    const range = set[middle]
    if (!range) return false
    if (code < range[0]) hi = middle - 1
    else if (code > range[1]) lo = middle + 1
    else return true
  }
  return false
}
