import { parentPort, serve } from './jobs/child-port'
import { placeSampleProject } from './sample-project'

/*
 * The process that makes the sample company: half a second of computing, which the window must not feel. A thread of the main process
 * would do as well, but for debuggers: with one attached, as in tests, Electron 33 sometimes hangs when a thread ends.
 */

serve(parentPort(), async ({ input }) => {
  await placeSampleProject(String(input))
  return null
})
