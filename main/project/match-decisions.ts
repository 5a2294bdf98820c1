import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/app-error'
import { systemCode, writeDurably } from './durable-file'

/** Beside `rehearsal.json`, for git: what somebody decided of two objects that look alike. */
const FILE = 'matching-decisions.json'

const decision = z.strictObject({ job: z.string(), source: z.string(), target: z.string(), verdict: z.enum(['accepted', 'rejected']) })
const decisions = z.strictObject({ formatVersion: z.literal('1.0'), decisions: z.array(decision) })

/** Of a pair of anchors, which stay the same from read to read. */
export type MatchDecision = Readonly<z.infer<typeof decision>>

/** In the order of job, source and target; nothing where nobody has decided anything. Throws `projectInvalid` for a file that is something else. */
export async function readMatchDecisions(folder: string): Promise<readonly MatchDecision[]> {
  let text: string
  try {
    text = await readFile(join(folder, FILE), 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
  try {
    return decisions.parse(JSON.parse(text)).decisions
  } catch (error) {
    throw new AppError('projectInvalid', `${FILE} in the project's folder is not a list of matching decisions. Mend it, or remove it to decide anew.`, { file: FILE }, { cause: error })
  }
}

/** Takes a decision, or takes it back; the file is replaced whole. A line for each decision, so that versions can be compared. */
export async function decideMatch(folder: string, pair: Omit<MatchDecision, 'verdict'>, verdict: MatchDecision['verdict'] | null): Promise<void> {
  const others = (await readMatchDecisions(folder)).filter((one) => keyOf(one) !== keyOf(pair))
  const all = verdict === null ? others : [...others, { job: pair.job, source: pair.source, target: pair.target, verdict }]
  const lines = all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).map((one) => `    ${JSON.stringify(one)}`)
  await writeDurably(join(folder, FILE), `{\n  "formatVersion": "1.0",\n  "decisions": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`)
}

function keyOf({ job, source, target }: Omit<MatchDecision, 'verdict'>): string {
  return [job, source, target].join('\u0000')
}
