/** Shorter than a frame, so that whoever asks for a page meanwhile does not notice. */
const SLICE_MS = 12

/** For long loops of the view process: call it often, and wait where it answers with a promise. The event loop gets a turn after each slice. */
export function slices(): () => Promise<void> | undefined {
  let end = performance.now() + SLICE_MS
  return () => {
    if (performance.now() < end) return undefined
    return new Promise((resolve) => {
      setImmediate(() => {
        end = performance.now() + SLICE_MS
        resolve()
      })
    })
  }
}

const CHUNK = 4096

/** The texts ascending by UTF-16 code unit, sorted a slice at a time. */
export async function sortInSlices(texts: readonly string[], turn: () => Promise<void> | undefined): Promise<readonly string[]> {
  let runs: (readonly string[])[] = []
  for (let from = 0; from < texts.length; from += CHUNK) {
    runs.push(texts.slice(from, from + CHUNK).sort())
    await turn()
  }
  while (runs.length > 1) {
    const merged: (readonly string[])[] = []
    for (let i = 0; i < runs.length; i += 2) merged.push(await merge(runs[i] as readonly string[], runs[i + 1] ?? [], turn))
    runs = merged
  }
  return runs[0] ?? []
}

async function merge(a: readonly string[], b: readonly string[], turn: () => Promise<void> | undefined): Promise<readonly string[]> {
  const merged: string[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const first = j >= b.length || (i < a.length && (a[i] as string) <= (b[j] as string))
    merged.push((first ? a[i++] : b[j++]) as string)
    if (merged.length % CHUNK === 0) await turn()
  }
  return merged
}
