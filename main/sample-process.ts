import { parentPort, serve } from './jobs/child-port'
import { placeSampleProject } from './sample-project'

/* The process that makes the sample company: half a second of computing, which the window must not feel. It ends with its answer. */

serve(parentPort(), async ({ input }) => {
  await placeSampleProject(String(input))
  return null
})
