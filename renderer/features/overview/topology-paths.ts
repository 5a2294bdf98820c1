import type { TopologyLine } from './topology-layout'

/** A cell of the drawing, in pixels from its upper left corner. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface DrawnLine {
  readonly job: string
  readonly back: boolean
  readonly segments: readonly Segment[]
}

export interface Segment {
  /** SVG path data. */
  readonly d: string
  /** Whether it points at a card, and not into a lane. */
  readonly arrow: boolean
}

/** Distance between lines that end at the same side of a card. */
const APART = 14
/** Room for the arrow's head before a card. */
const HEAD = 6

interface End {
  readonly y: number
  readonly key: string
  readonly side: 'left' | 'right'
  /** Middle of the cell at the other end: ends of one side are ordered by it. */
  readonly towards: number
}

/**
 * Each line through the boxes of its cells. Lines that end at the same side of a card are spread, in an order that crosses least. Lines of cells
 * without a box are left out.
 */
export function drawLines(lines: readonly TopologyLine[], boxes: ReadonlyMap<string, Box>): readonly DrawnLine[] {
  const drawn = lines.flatMap((line) => {
    const steps = stepsOf(line, boxes)
    return steps === undefined ? [] : [{ line, steps }]
  })
  const spread = spreadEnds(drawn.flatMap(({ steps }) => steps.flatMap(({ from, to }) => [from, to])), boxes)
  return drawn.map(({ line, steps }) => ({
    job: line.job, back: line.back,
    segments: steps.map(({ from, to }): Segment => {
      const arrow = !isLane(to.key)
      return {
        d: curve(pointOf(from, spread, boxes), pointOf(to, spread, boxes), { across: isLane(from.key) ? boxes.get(from.key)?.width ?? 0 : 0, arrow }),
        arrow,
      }
    }),
  }))
}

interface Step {
  readonly from: End
  readonly to: End
}

function stepsOf({ path }: TopologyLine, boxes: ReadonlyMap<string, Box>): readonly Step[] | undefined {
  const steps: Step[] = []
  for (let at = 1; at < path.length; at++) {
    const [a, b] = [path[at - 1] ?? '', path[at] ?? '']
    const [from, to] = [boxes.get(a), boxes.get(b)]
    if (from === undefined || to === undefined) return undefined
    const rightwards = to.x > from.x
    steps.push({
      from: { key: a, side: rightwards ? 'right' : 'left', y: middle(from), towards: middle(to) },
      to: { key: b, side: rightwards ? 'left' : 'right', y: middle(to), towards: middle(from) },
    })
  }
  return steps
}

function isLane(key: string): boolean {
  return key.startsWith('lane ')
}

function middle({ y, height }: Box): number {
  return y + height / 2
}

/** Where each end comes to lie on its side of the card. */
function spreadEnds(ends: readonly End[], boxes: ReadonlyMap<string, Box>): ReadonlyMap<End, number> {
  const sides = new Map<string, End[]>()
  for (const end of ends) sides.set(`${end.side} ${end.key}`, [...sides.get(`${end.side} ${end.key}`) ?? [], end])
  return new Map([...sides.values()].flatMap((side) => {
    const height = boxes.get(side[0]?.key ?? '')?.height ?? 0
    const apart = Math.min(APART, height / (side.length + 1))
    return side.toSorted((a, b) => a.towards - b.towards).map((end, at): readonly [End, number] => [end, end.y + (at - (side.length - 1) / 2) * apart])
  }))
}

interface Point {
  readonly x: number
  readonly y: number
}

function pointOf(end: End, spread: ReadonlyMap<End, number>, boxes: ReadonlyMap<string, Box>): Point {
  const box = boxes.get(end.key) ?? { x: 0, y: 0, width: 0, height: 0 }
  return { x: end.side === 'left' ? box.x : box.x + box.width, y: spread.get(end) ?? end.y }
}

/** Leaves and arrives level, and crosses the lane that it comes from. Ends before the card, where its head is drawn; a lane is passed, not pointed at. */
function curve(from: Point, to: Point, { across, arrow }: { readonly across: number; readonly arrow: boolean }): string {
  const direction = Math.sign(to.x - from.x)
  const begin = from.x - direction * across
  const end = arrow ? to.x - direction * HEAD : to.x
  const start = `M${point(begin, from.y)}${across > 0 ? ` L${point(from.x, from.y)}` : ''}`
  if (Math.abs(from.y - to.y) < 0.5) return `${start} L${point(end, to.y)}`
  const bend = (end - from.x) / 2
  return `${start} C${point(from.x + bend, from.y)} ${point(end - bend, to.y)} ${point(end, to.y)}`
}

function point(x: number, y: number): string {
  return `${String(Math.round(x * 10) / 10)} ${String(Math.round(y * 10) / 10)}`
}
