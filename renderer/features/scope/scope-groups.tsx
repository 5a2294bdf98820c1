import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { Fragment } from 'react'
import type { ClausePart, ClauseProblem, GroupCounts } from '../../../shared/ipc/scope-views'
import type { FilterClause, ScopingFilter } from '../../../shared/model/project'
import { SCOPE } from '../../texts/scope'
import { useObjectNoun } from '../../ui/object-noun'
import { ClauseLine, type SourceAttribute } from './clause-line'
import { problemsAt, withClause, withMovedClause, withNewClause, clauseNumber, type ClausePlace, type Collection } from './scope-edits'

interface Props {
  readonly collection: Collection
  readonly filter: ScopingFilter | undefined
  readonly counts: readonly GroupCounts[] | undefined
  readonly problems: readonly ClauseProblem[]
  readonly attributes: readonly SourceAttribute[]
  /** What a new clause says at first. */
  readonly fresh: FilterClause
  readonly onEdit: (filter: ScopingFilter | undefined, name: string) => void
  readonly onTyping: (filter: ScopingFilter | undefined) => void
  readonly onShow?: (part: ClausePart) => void
}

/** Groups joined by or, clauses joined by and. */
export function ScopeGroups({ collection, filter, counts, problems, attributes, fresh, onEdit, onTyping, onShow }: Props) {
  const groups = filter?.[collection] ?? []
  const noun = useObjectNoun()
  return (
    <div className="scope-groups">
      {groups.map((group, g) => (
        <Fragment key={g}>
          {g > 0 && <div className="scope-or">{SCOPE.or}</div>}
          <section className="scope-group" aria-label={group.name ?? SCOPE.group(g + 1)}>
            <header>
              <h2>{group.name ?? SCOPE.group(g + 1)}</h2>
              {counts?.[g] !== undefined && <span className="quiet small number">{SCOPE.groupPasses(counts[g].passes, noun)}</span>}
            </header>
            <ul>
              {group.clauses.map((clause, c) => {
                const place: ClausePlace = { collection, group: g, clause: c }
                const number = clauseNumber(filter, place)
                return (
                  <ClauseLine
                    key={c} label={SCOPE.clauseOf(g + 1, c + 1)} clause={clause} attributes={attributes} counts={counts?.[g]?.clauses[c]}
                    problems={problemsAt(problems, place)} first={c === 0} last={c === group.clauses.length - 1}
                    onChange={(changed) => { onEdit(withClause(filter, place, changed), SCOPE.clause(number)) }}
                    onTyping={(changed) => { onTyping(changed && withClause(filter, place, changed)) }}
                    onMove={(by) => { onEdit(withMovedClause(filter, place, by), SCOPE.edits.move(number)) }}
                    onRemove={() => { onEdit(withClause(filter, place, undefined), SCOPE.edits.remove(number)) }}
                    onShow={onShow && ((which) => { onShow({ group: g, clause: c, which }) })}
                  />
                )
              })}
            </ul>
            <Button
              size="small" appearance="subtle" icon={<AddRegular />}
              onClick={() => { onEdit(withNewClause(filter, collection, g, fresh), SCOPE.edits.add) }}
            >
              {SCOPE.addClause}
            </Button>
          </section>
        </Fragment>
      ))}
    </div>
  )
}
