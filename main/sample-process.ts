import { parentPort, serve } from './jobs/child-port'
import { type MakeQuestion, placeSampleProject, placeTemplateProject } from './sample-project'

/* The process that makes generated companies: a second of computing, which the window must not feel. It ends with its answer. */

serve(parentPort(), async ({ input }) => {
  const { folder, template } = input as MakeQuestion
  await (template === undefined ? placeSampleProject(folder) : placeTemplateProject(folder, template))
  return null
})
