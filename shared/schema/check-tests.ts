import { didYouMean, ERROR_CODES } from '../expression/index'
import type { GoldenExpectation, GoldenRecord, Job, ObjectMapping, ProjectDocument } from '../model/project'
import { mappingUnderTest } from '../model/run-golden'
import type { Reporter } from './diagnostic'
import type { KnownAttributes } from './project-to-schema'

/**
 * Golden records that cannot be run (two of one id, or about a job, an object mapping or an attribute mapping that the project does not
 * have), that nothing can satisfy, or that test nothing; and attributes in a record that `known` objects of its source do not have.
 */
export function checkTests(document: ProjectDocument, known: KnownAttributes | undefined, report: Reporter): void {
  const ids = new Set<string>()
  document.tests?.forEach((test, t) => {
    const path = `tests[${t}]`
    if (ids.has(test.id)) report.error('S11', `${path}.id`, `Two golden records have the id ${test.id}; give one of them another.`, OURS)
    ids.add(test.id)
    const job = document.jobs.find(({ id }) => id === test.job)
    if (!job) {
      report.error('S05', `${path}.job`, `The golden record ${test.id} is about the job ${test.job}, which the project does not have; it has ${idsOf(document.jobs)}.`, OURS)
      return
    }
    const objectMapping = job.objectMappings.find(({ id }) => id === test.objectMapping)
    if (!objectMapping) {
      report.error('S09', `${path}.objectMapping`, `The golden record ${test.id} is about the object mapping ${test.objectMapping}, which ${job.id} does not have; it has ${idsOf(job.objectMappings)}.`, OURS)
      return
    }
    checkRecord(test, path, attributesOf(known, job, objectMapping), report)
    checkExpectations(document, test, path, objectMapping, report)
  })
}

function checkRecord(test: GoldenRecord, path: string, attributes: readonly string[], report: Reporter): void {
  if (attributes.length === 0) return
  for (const name of Object.keys(test.record)) {
    if (attributes.includes(name)) continue
    const meant = didYouMean(name, attributes)
    report.warning('S13', `${path}.record.${name}`, `The golden record ${test.id} has a value of ${name}, which its source does not have${meant === undefined ? '.' : `; did you mean ${meant}?`}`, OURS)
  }
}

function checkExpectations(document: ProjectDocument, test: GoldenRecord, path: string, objectMapping: ObjectMapping, report: Reporter): void {
  const expectations = Object.entries(test.expect)
  if (expectations.length === 0) report.warning('S10', `${path}.expect`, `The golden record ${test.id} expects nothing, so it tests nothing; name a target attribute and its value, or remove it.`, OURS)
  for (const [attribute, expectation] of expectations) {
    if (!mappingUnderTest(document, test, attribute)) {
      const meant = didYouMean(attribute, objectMapping.attributeMappings.map(({ target }) => target))
      report.error('S10', `${path}.expect.${attribute}`, `The golden record ${test.id} expects a value of ${attribute}, which ${test.objectMapping} does not map${meant === undefined ? '.' : `; did you mean ${meant}?`}`, OURS)
    }
    const code = errorOf(expectation)
    if (code !== undefined && !ERROR_CODES.some((known) => known === code))
      report.error('S14', `${path}.expect.${attribute}.error`, `The golden record ${test.id} expects the error ${code}, which there is not; there are ${ERROR_CODES.join(', ')}.`, OURS)
  }
}

function errorOf(expectation: GoldenExpectation): string | undefined {
  return typeof expectation === 'object' && expectation !== null && 'error' in expectation ? expectation.error : undefined
}

/** What is known of the objects that a record is one of; nothing where nobody has read them. */
function attributesOf(known: KnownAttributes | undefined, job: Job, { sourceType }: ObjectMapping): readonly string[] {
  return known?.[job.source]?.[sourceType] ?? []
}

function idsOf(all: readonly { readonly id: string }[]): string {
  return all.map(({ id }) => id).join(', ')
}

const OURS = { source: 'ours' }
