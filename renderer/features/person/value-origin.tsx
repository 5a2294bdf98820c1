import { useMemo } from 'react'
import type { PersonTrace } from '../../../shared/ipc/person-views'
import { parse, partValues, print, type Outcome } from '../../../shared/expression/index'
import { type AttributeMapping, expressionOf } from '../../../shared/model/project'
import { PERSON_TEXTS as T } from '../../texts/person'
import { showInvisible } from '../../ui/diff-text'
import { Pane } from '../../ui/pane'

interface Props {
  readonly trace: PersonTrace
  readonly attribute: string
  readonly mapping: AttributeMapping | undefined
  readonly defaultDomain: string | undefined
  readonly onMapping: () => void
  readonly onClose: () => void
}

/** The expression as a tree, each part with its value for this person, down to attributes and the line of the source. */
export function ValueOrigin({ trace, attribute, mapping, defaultDomain, onMapping, onClose }: Props) {
  const text = mapping === undefined ? undefined : expressionOf(mapping)
  const parts = useMemo(() => {
    const { tree } = parse(text ?? '')
    if (tree === undefined) return []
    return partValues(tree, trace.attributes, {
      now: trace.now, seed: trace.seed, drawKey: `${attribute} ${trace.anchor}`, ...(defaultDomain === undefined ? {} : { defaultDomain }),
    })
  }, [text, trace, attribute, defaultDomain])
  return (
    <Pane title={T.origin(attribute)} subtitle={trace.display} onClose={onClose}>
      {parts.length === 0 && <p className="quiet">{mapping?.type === 'Constant' ? T.constant : T.originNone}</p>}
      {parts.length > 0 && (
        <ul className="origin-tree" aria-label={T.parts}>
          {parts.map((part, index) => (
            <li key={index} style={{ paddingInlineStart: part.depth * 12 }}>
              <span className={`origin-part origin-${part.expression.kind}`}>
                {part.expression.kind === 'call' ? `${part.expression.callee}(…)` : print(part.expression)}
              </span>
              {part.expression.kind !== 'text' && part.expression.kind !== 'number' && (
                <span className={part.error === undefined ? 'origin-value' : 'origin-value origin-failed'}>
                  {part.error?.message ?? outcomeText(part.outcome ?? null)}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="origin-links">
        <button type="button" className="link" onClick={onMapping}>{T.openMapping}</button>
        {trace.origin !== '' && <span className="mono quiet">{trace.origin}</span>}
      </p>
    </Pane>
  )
}

function outcomeText(outcome: Outcome): string {
  if (outcome === null) return T.absent
  if (typeof outcome === 'string') return outcome === '' ? '""' : showInvisible(outcome)
  return 'action' in outcome ? outcome.action : outcome.map(showInvisible).join('; ')
}
