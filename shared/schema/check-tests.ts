import type { ProjectDocument } from '../model/project'
import { mappingUnderTest } from '../model/run-golden'
import type { Reporter } from './diagnostic'

/** Golden records that cannot be run: two of one id, or a job, an object mapping or an attribute mapping that the project does not have. */
export function checkTests(document: ProjectDocument, report: Reporter): void {
  const ids = new Set<string>()
  document.tests?.forEach((test, t) => {
    const path = `tests[${t}]`
    if (ids.has(test.id)) report.error('S11', `${path}.id`, `Two golden records have the id ${test.id}.`, OURS)
    ids.add(test.id)
    const job = document.jobs.find(({ id }) => id === test.job)
    if (!job) {
      report.error('S05', `${path}.job`, `The golden record ${test.id} is about the job ${test.job}, which the project does not have.`, OURS)
      return
    }
    if (!job.objectMappings.some(({ id }) => id === test.objectMapping)) {
      report.error('S09', `${path}.objectMapping`, `The golden record ${test.id} is about the object mapping ${test.objectMapping}, which ${job.id} does not have; it has ${job.objectMappings.map(({ id }) => id).join(', ')}.`, OURS)
      return
    }
    for (const attribute of Object.keys(test.expect)) {
      if (mappingUnderTest(document, test, attribute)) continue
      report.error('S10', `${path}.expect.${attribute}`, `The golden record ${test.id} expects a value of ${attribute}, which ${test.objectMapping} does not map.`, OURS)
    }
  })
}

const OURS = { source: 'ours' }
