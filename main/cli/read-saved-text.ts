import { readFile } from 'node:fs/promises'
import { guessEncoding, TextDecoderStream } from '../connectors/text-encoding'

/** A text that somebody saved: UTF-8, or UTF-16 as Windows PowerShell writes what is piped into a file. Throws what reading the file throws. */
export async function readSavedText(path: string): Promise<string> {
  const bytes = await readFile(path)
  const { encoding, markBytes } = guessEncoding(bytes)
  return new TextDecoderStream(encoding ?? 'utf-8').decode(bytes.subarray(markBytes), true)
}
