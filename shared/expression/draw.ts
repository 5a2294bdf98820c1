/**
 * Draws for RandomString and Guid: a stream of 32-bit numbers that depends on seed, mapping and object (`drawKey`) and on which
 * call of the expression asks, and on nothing else; neither the order nor the number of objects matters.
 */
export function drawStream(seed: number, drawKey: string, call: number): () => number {
  let [a, b, c, d] = hash128(`${seed}\u0000${drawKey}\u0000${call}`)
  // xoshiro128** (Blackman and Vigna), seeded with MurmurHash3-like mixing.
  return () => {
    const result = Math.imul(rotl(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a; d ^= b; b ^= c; a ^= d; c ^= t; d = rotl(d, 11)
    return result
  }
}

/** 0 to `bound` - 1, every number equally likely. */
export function drawBelow(next: () => number, bound: number): number {
  const limit = 4_294_967_296 - (4_294_967_296 % bound)
  for (;;) {
    const drawn = next()
    if (drawn < limit) return drawn % bound
  }
}

function rotl(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k))
}

function hash128(text: string): [number, number, number, number] {
  let h1 = 1779033703, h2 = 3144134277, h3 = 1013904242, h4 = 2773480762
  for (let i = 0; i < text.length; i += 1) {
    const k = text.charCodeAt(i)
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067)
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233)
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213)
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179)
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067)
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233)
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213)
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179)
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, (h4 ^ h1) | 1]
}
