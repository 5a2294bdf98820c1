import type { AttributeUsage } from '../../shared/model/attribute-usages'
import type { ProjectDocument } from '../../shared/model/project'
import { ATTRIBUTES } from '../texts/attributes'
import { titleOfJob } from './names'
import { Mark } from './signs'

/** The place of a usage: what it is in, what kind of use it is, and the job. */
export function UsagePlace({ usage, document }: { readonly usage: AttributeUsage; readonly document: ProjectDocument }) {
  return (
    <span className="usage-place">
      <span className="strong ellipsis">{usage.kind === 'scope' ? ATTRIBUTES.scopeOf : usage.kind === 'test' ? usage.text : usage.target}</span>
      <Mark>{usage.kind === 'mapping' && usage.matching !== undefined ? ATTRIBUTES.kinds.matching(usage.matching) : ATTRIBUTES.kinds[usage.kind]}</Mark>
      <span className="quiet small ellipsis">{titleOfJob(usage.job, document)}</span>
    </span>
  )
}
