import { targetConstraints } from '../constraints/target-constraints'
import type { Job, ProjectDocument } from '../model/project'
import type { Reporter } from './diagnostic'

/**
 * What a job out of Entra ID asks of a directory or database of one's own, which it reaches by an on-premises (ECMA) connector: that takes
 * no groups (S09) and no references (S25), so that the plan shows what would not arrive (provisioning-cycle.md §8).
 */
export function checkOnPremises({ systems }: Pick<ProjectDocument, 'systems'>, job: Job, j: number, report: Reporter): void {
  const [source, target] = [job.source, job.target].map((id) => systems.find((system) => system.id === id))
  if (job.service !== 'Application' || source?.product !== 'entraId' || target?.product === undefined || !ON_PREMISES.has(target.product)) return
  job.objectMappings.forEach((mapping, m) => {
    if (mapping.enabled === false) return
    const path = `jobs[${j}].objectMappings[${m}]`
    if (/group/i.test(mapping.targetType)) return report.warning('S09', `${path}.targetType`, `${target.name} is reached by an on-premises connector, which provisions users and no groups.`, { source: SOURCE })
    const constraints = targetConstraints(target.product, mapping.targetType)
    mapping.attributeMappings.forEach((one, i) => {
      const isReference = constraints.get(one.target.toLowerCase())?.type === 'Reference' || target.attributes?.[one.target]?.type === 'Reference'
      if (isReference) report.warning('S25', `${path}.attributeMappings[${i}].target`, `${one.target} is a reference, and ${target.name} is reached by an on-premises connector, which takes none. Remove the mapping.`, { source: SOURCE })
    })
  })
}

const ON_PREMISES: ReadonlySet<string> = new Set(['openLdap', 'ldap', 'sql'])
const SOURCE = 'Entra, known issues: on-premises application provisioning'
