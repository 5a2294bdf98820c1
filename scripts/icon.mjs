// Draws build/icon.png: a plan of three lines, each with the sign of its kind, the last one only outlined because
// nothing of it has happened yet. Run it again after a change: node scripts/icon.mjs
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { root } from './support.mjs'

const size = 1024
const top = [0x2b, 0x88, 0xd8]
const bottom = [0x0c, 0x3b, 0x5e]
const white = [255, 255, 255]

/** Distance to the edge of a box with round corners: negative inside. All in pixels. */
function box(x, y, { left, top: upper, width, height, radius }) {
  const dx = Math.abs(x - left - width / 2) - width / 2 + radius
  const dy = Math.abs(y - upper - height / 2) - height / 2 + radius
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
}
const cover = (distance) => Math.min(1, Math.max(0, 0.5 - distance))
const outline = (distance, thickness) => cover(Math.abs(distance + thickness / 2) - thickness / 2)

const ground = { left: 64, top: 64, width: 896, height: 896, radius: 200 }
const rows = [252, 436, 620].map((upper) => ({
  sign: { left: 212, top: upper, width: 152, height: 152, radius: 34 },
  bar: { left: 420, top: upper + 34, width: 392, height: 84, radius: 42 },
}))
rows[1].bar.width = 300

/** How much of the sign's character covers a point: plus, tilde, minus. */
function character(row, x, y) {
  const { left, top: upper, width } = rows[row].sign
  const [cx, cy] = [x - left - width / 2, y - upper - width / 2]
  const stroke = (a, b) => Math.max(Math.abs(a) - 42, Math.abs(b) - 11)
  if (row === 0) return cover(Math.min(stroke(cx, cy), stroke(cy, cx)))
  if (row === 1) return cover(Math.max(Math.abs(cx) - 44, Math.abs(cy - 15 * Math.sin((cx / 44) * Math.PI)) - 11))
  return cover(stroke(cx, cy))
}

/** How much of the white drawing covers a point. */
function drawing(x, y) {
  let covered = 0
  rows.forEach(({ sign, bar }, row) => {
    const last = row === 2
    const square = last ? outline(box(x, y, sign), 18) : cover(box(x, y, sign))
    const line = last ? outline(box(x, y, bar), 18) : cover(box(x, y, bar))
    const mark = character(row, x, y)
    covered = Math.max(covered, last ? Math.max(square, mark) : square * (1 - mark), line * (row === 0 ? 1 : 0.92))
  })
  return covered
}

const pixels = Buffer.alloc(size * (size * 4 + 1)) // a filter byte before each line
for (let y = 0; y < size; y++) {
  for (let x = 0; x < size; x++) {
    const alpha = cover(box(x + 0.5, y + 0.5, ground))
    const drawn = alpha === 0 ? 0 : drawing(x + 0.5, y + 0.5)
    const at = y * (size * 4 + 1) + 1 + x * 4
    for (let c = 0; c < 3; c++) {
      const colour = top[c] + ((bottom[c] - top[c]) * y) / size
      pixels[at + c] = Math.round(colour + (white[c] - colour) * drawn)
    }
    pixels[at + 3] = Math.round(alpha * 255)
  }
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  const check = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(zlib.crc32(body))
  return Buffer.concat([length, body, check])
}
const header = Buffer.alloc(13)
header.writeUInt32BE(size, 0)
header.writeUInt32BE(size, 4)
header.set([8, 6, 0, 0, 0], 8) // eight bits, colour with transparency

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const data = zlib.deflateSync(pixels, { level: 9 })
fs.writeFileSync(path.join(root, 'build', 'icon.png'), Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]))
