/** A stretch of a value: the same on both sides, or only on this one. */
export interface DiffPart {
  readonly text: string
  readonly changed: boolean
}

export interface TextDiff {
  readonly before: readonly DiffPart[]
  readonly after: readonly DiffPart[]
}

/** Above this, only the common start and end are left out: the middle is marked as one. */
const LONGEST_TABLE = 300

/** Which characters differ, by the longest common subsequence of what lies between the common start and end. */
export function diffText(before: string, after: string): TextDiff {
  const left = [...before]
  const right = [...after]
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let end = 0
  while (end < left.length - start && end < right.length - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++
  if (isCrumb(left, start - 1, start - 2) && longer(left, right, start + end) && isWord(left[start]) && isWord(right[start])) start--
  const [leftEnd, rightEnd] = [left.length - end, right.length - end]
  if (isCrumb(left, leftEnd, leftEnd + 1) && longer(left, right, start + end) && isWord(left[leftEnd - 1]) && isWord(right[rightEnd - 1])) end--
  const oneIsWhole = left.length === start + end || right.length === start + end
  const slid = slideToWord(left.length <= right.length ? right : left, start, Math.abs(left.length - right.length), oneIsWhole)
  end += start - slid
  start = slid
  const middleLeft = left.slice(start, left.length - end)
  const middleRight = right.slice(start, right.length - end)
  const [keepLeft, keepRight] = commonSubsequence(middleLeft, middleRight)
  const head = left.slice(0, start).map((text) => ({ text, changed: false }))
  const tail = left.slice(left.length - end).map((text) => ({ text, changed: false }))
  return {
    before: joined([...head, ...middleLeft.map((text, index) => ({ text, changed: !keepLeft.has(index) })), ...tail]),
    after: joined([...head, ...middleRight.map((text, index) => ({ text, changed: !keepRight.has(index) })), ...tail]),
  }
}

/** Spaces that matter, tabs, line ends and characters that nobody sees, as signs: ` x` is `␣x`. */
export function showInvisible(text: string): string {
  return text
    .replaceAll('\t', '⇥').replaceAll('\r\n', '⏎').replaceAll('\n', '⏎').replaceAll('\r', '⏎')
    .replace(/^ +| +$|(?<= ) +/gu, (blanks) => '␣'.repeat(blanks.length))
    .replaceAll('\u00a0', '⍽').replace(/[\u200b-\u200d\u2060\ufeff]/gu, '∅')
}

/** Where text was only put in or taken out, it can often be said to begin earlier: `[Senior ]Staff` rather than `S[enior S]taff`. */
function slideToWord(text: readonly string[], start: number, length: number, oneSided: boolean): number {
  if (!oneSided || length === 0) return start
  for (let at = start; at >= 0; at--) {
    if (at === 0 || !isWord(text[at - 1])) return at
    if (text[at - 1] !== text[at - 1 + length]) return start
  }
  return start
}

/** A single letter at the edge of a word that is otherwise replaced: `northwind` and `nwhg` differ as words. */
function isCrumb(text: readonly string[], at: number, beyond: number): boolean {
  return isWord(text[at]) && !isWord(text[beyond])
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}

/** Whether more than two characters differ on both sides. */
function longer(left: readonly string[], right: readonly string[], common: number): boolean {
  return left.length - common > 2 && right.length - common > 2
}

function commonSubsequence(left: readonly string[], right: readonly string[]): [ReadonlySet<number>, ReadonlySet<number>] {
  const keepLeft = new Set<number>()
  const keepRight = new Set<number>()
  if (left.length === 0 || right.length === 0 || left.length > LONGEST_TABLE || right.length > LONGEST_TABLE) return [keepLeft, keepRight]
  const width = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) { keepLeft.add(i++); keepRight.add(j++) }
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return dropCrumbs(left.length, right.length, keepLeft, keepRight)
}

/** Single kept characters between changed ones read as noise; where little is common, nothing is. */
function dropCrumbs(left: number, right: number, keepLeft: ReadonlySet<number>, keepRight: ReadonlySet<number>): [ReadonlySet<number>, ReadonlySet<number>] {
  const pairs = [...keepLeft].map((index, n) => [index, [...keepRight][n] ?? 0] as const)
  const kept = pairs.filter(([l, r], n) => {
    const before = pairs[n - 1]
    const after = pairs[n + 1]
    const joinsBefore = before?.[0] === l - 1 && before[1] === r - 1
    const joinsAfter = after?.[0] === l + 1 && after[1] === r + 1
    return joinsBefore || joinsAfter || ((l === 0 || l === left - 1) && (r === 0 || r === right - 1))
  })
  if (kept.length * 4 < Math.max(left, right)) return [new Set(), new Set()]
  return [new Set(kept.map(([l]) => l)), new Set(kept.map(([, r]) => r))]
}

function joined(characters: readonly DiffPart[]): readonly DiffPart[] {
  const parts: DiffPart[] = []
  for (const part of characters) {
    const last = parts.at(-1)
    if (last?.changed === part.changed) parts[parts.length - 1] = { text: last.text + part.text, changed: part.changed }
    else parts.push(part)
  }
  return parts
}
