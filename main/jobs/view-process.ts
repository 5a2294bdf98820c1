import { join } from 'node:path'
import { BugError } from '../../shared/assert'
import { mirrorViews } from '../mirror/views/mirror-views'
import { mirrorReader } from '../mirror/views/open-views'
import { parentPort, serve } from './child-port'
import { lensThread } from './lens-thread'
import { peopleThread } from './people-thread'
import { exportWriter, logWriter, planWriter, viewAnswers, type OpenViews } from './view-answers'
import type { ViewQuestion } from './view-questions'

/*
 * The process that looks things up: pages, facets, profiles and previews, out of a mirror that it opens to read only. It answers
 * while the job process writes.
 */

const binding = process.env['REHEARSAL_SQLITE_BINDING']
const reader = mirrorReader(mirrorViews, binding)
const lens = lensThread(join(__dirname, 'lens-worker.cjs'), binding)
const people = peopleThread(join(__dirname, 'people-worker.cjs'), binding)
const open: OpenViews = (project) => reader.views(project.mirror)
const answers = new Map<string, (question: ViewQuestion<never>) => unknown>(Object.entries({
  ...viewAnswers(open, lens, people), 'plan.write': planWriter(open), 'export.write': exportWriter(open), 'log.write': logWriter(open),
}))

/** This process is not ended: the next page would wait for it. */
function rest(): boolean {
  reader.shrink()
  return false
}

serve(parentPort(), ({ name, input }) => {
  if (name === 'rest') return rest()
  const answer = answers.get(name)
  if (!answer) throw new BugError(`The view process is asked for ${name}`)
  return answer(input as ViewQuestion<never>)
})
