import { type CharSet, intersect, union, EVERYTHING } from './charset'
import type { RegexNode } from './syntax'

/**
 * An upper bound for the steps that a backtracking matcher may take on a value of `length` code units: starting points times the
 * ways through the pattern. Infinite for what can run away, as `(a+)+$` does.
 */
export function backtrackingSteps(root: RegexNode, length: number): number {
  const starts = isAnchored(root) ? 1 : length + 1
  return starts * ways(root, length) * 2
}

/** True if some value makes a backtracking matcher try exponentially many ways. */
export function canRunAway(root: RegexNode): boolean {
  return !Number.isFinite(ways(root, 2000)) || ways(root, 200) > 1e12
}

function ways(n: RegexNode, length: number): number {
  switch (n.kind) {
    case 'set': case 'assertion': case 'backReference': return 1
    case 'sequence': return n.parts.reduce((product, part) => product * ways(part, length), 1)
    case 'alternation': {
      const counts = n.branches.map((b) => ways(b, length))
      return firstsAreDisjoint(n.branches) ? Math.max(...counts) : counts.reduce((sum, count) => sum + count, 0)
    }
    case 'group': case 'look': case 'atomic': return ways(n.body, length)
    case 'repeat': {
      const once = ways(n.body, length)
      const most = Math.min(n.max, Math.floor(length / Math.max(1, shortest(n.body))))
      if (most <= n.min) return once ** n.min
      if (once === 1) return shortest(n.body) === 0 ? most + 2 : most - n.min + 1
      let sum = 0
      for (let count = n.min; count <= most && Number.isFinite(sum); count += 1) sum += once ** count
      return sum
    }
  }
}

function shortest(n: RegexNode): number {
  switch (n.kind) {
    case 'set': return 1
    case 'sequence': return n.parts.reduce((sum, part) => sum + shortest(part), 0)
    case 'alternation': return Math.min(...n.branches.map(shortest))
    case 'group': case 'atomic': return shortest(n.body)
    case 'repeat': return n.min * shortest(n.body)
    case 'assertion': case 'look': case 'backReference': return 0
  }
}

const disjoint = new WeakMap<readonly RegexNode[], boolean>()

/** Branches that begin with different characters leave a matcher no choice. */
function firstsAreDisjoint(branches: readonly RegexNode[]): boolean {
  const known = disjoint.get(branches)
  if (known !== undefined) return known
  const answer = computeDisjoint(branches)
  disjoint.set(branches, answer)
  return answer
}

function computeDisjoint(branches: readonly RegexNode[]): boolean {
  if (branches.length > 40) return false
  let seen: CharSet = []
  for (const branch of branches) {
    if (shortest(branch) === 0) return false
    const first = firstOf(branch)
    if (intersect(seen, first).length > 0) return false
    seen = union(seen, first)
  }
  return true
}

/** Every character with which a match may begin; an overestimate where that is hard to say. */
function firstOf(n: RegexNode): CharSet {
  switch (n.kind) {
    case 'set': return n.set
    case 'group': case 'atomic': case 'repeat': return firstOf(n.body)
    case 'alternation': return union(...n.branches.map(firstOf))
    case 'sequence': {
      let first: CharSet = []
      for (const part of n.parts) {
        if (part.kind === 'assertion' || part.kind === 'look') continue
        first = union(first, firstOf(part))
        if (shortest(part) > 0) return first
      }
      return EVERYTHING
    }
    default: return EVERYTHING
  }
}

function isAnchored(n: RegexNode): boolean {
  switch (n.kind) {
    case 'assertion': return n.at === 'start'
    case 'sequence': return n.parts[0] !== undefined && isAnchored(n.parts[0])
    case 'group': case 'atomic': return isAnchored(n.body)
    case 'alternation': return n.branches.every(isAnchored)
    default: return false
  }
}
