import { Button, Menu, MenuGroup, MenuGroupHeader, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components'
import { AddRegular, DismissRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { InputOf } from '../../../shared/ipc/contract'
import type { FacetAttribute, FacetChoice, FacetKey, FacetView } from '../../../shared/ipc/facet-views'
import { FACETS } from '../../texts/facets'
import { formatNumber } from '../../ui/format'
import { useObjectNoun } from '../../ui/object-noun'
import { FailedState, Skeleton } from '../../ui/states'
import { useRequest } from '../../use-request'
import { ACTION_ATTRIBUTES, attributeId, attributeTitle, firstAttributes, toggled, valueTitle } from './facet-choices'

interface Props {
  /** Whose values are counted, without the facets. */
  readonly asked: Omit<InputOf<'plan.facets'>, 'attributes' | 'limit' | 'where'>
  readonly where: readonly FacetChoice[]
  readonly onWhere: (where: readonly FacetChoice[]) => void
}

const SHORT = 5
const LONG = 200

/** Values by count beside a table; what is chosen narrows the table and the other facets. */
export function FacetColumn({ asked, where, onWhere }: Props) {
  const known = useRequest('plan.facetAttributes', { run: asked.run })
  const [chosen, setChosen] = useState<readonly FacetAttribute[]>()
  const attributes = chosen ?? (known.value === undefined ? undefined : firstAttributes(known.value))
  const answer = useRequest('plan.facets', attributes === undefined || attributes.length === 0
    ? null
    : { ...asked, where: [...where].map((choice) => ({ ...choice, values: [...choice.values] })), attributes: [...attributes], limit: LONG })
  const remove = (attribute: FacetAttribute): void => {
    setChosen((attributes ?? []).filter((one) => attributeId(one) !== attributeId(attribute)))
    onWhere(where.filter((one) => attributeId(one) !== attributeId(attribute)))
  }
  const shown = answer.value?.filter((facet) => attributes?.some((one) => attributeId(one) === attributeId(facet)))
  return (
    <section className="facets" aria-label={FACETS.title} data-facets="" tabIndex={-1}>
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {shown === undefined && answer.status === 'loading' && attributes?.length !== 0 && <Skeleton />}
      {shown?.map((facet) => (
        <Facet
          key={attributeId(facet)} facet={facet} chosen={where.find((one) => attributeId(one) === attributeId(facet))?.values ?? []}
          onToggle={(key) => { onWhere(toggled(where, facet, key)) }} onRemove={() => { remove(facet) }}
        />
      ))}
      <ChooseAttribute
        known={[...ACTION_ATTRIBUTES, ...known.value ?? []].filter((one) => attributes?.some((other) => attributeId(one) === attributeId(other)) !== true)}
        onChoose={(attribute) => { setChosen([...attributes ?? [], attribute]) }}
      />
    </section>
  )
}

interface FacetProps {
  readonly facet: FacetView
  readonly chosen: readonly FacetKey[]
  readonly onToggle: (key: FacetKey) => void
  readonly onRemove: () => void
}

function Facet({ facet, chosen, onToggle, onRemove }: FacetProps) {
  const noun = useObjectNoun()
  const [open, setOpen] = useState(false)
  const title = attributeTitle(facet)
  const values = open ? facet.values : facet.values.filter(({ key }, index) => index < SHORT || chosen.includes(key))
  const more = facet.different - values.length
  return (
    <fieldset className="facet">
      <legend className="visually-hidden">{title}</legend>
      <div className="facet-head">
        <strong className="ellipsis" title={title} aria-hidden="true">{title}</strong>
        <Tooltip content={FACETS.remove(title)} relationship="label">
          <Button size="small" appearance="subtle" icon={<DismissRegular />} onClick={onRemove} />
        </Tooltip>
      </div>
      <ul>
        {values.map(({ key, count }) => (
          <li key={key}>
            <label className={key === 'blank' || key === 'error' ? 'facet-value special' : 'facet-value'}>
              <input
                type="checkbox" checked={chosen.includes(key)} aria-label={FACETS.value(valueTitle(facet, key), count, noun)}
                onChange={() => { onToggle(key) }}
              />
              <span className="ellipsis" dir="auto" title={valueTitle(facet, key)}>{valueTitle(facet, key)}</span>
              <span className="number quiet">{formatNumber(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {(open || more > 0) && (
        <button type="button" className="link" aria-expanded={open} onClick={() => { setOpen(!open) }}>{open ? FACETS.fewer : FACETS.more(more)}</button>
      )}
    </fieldset>
  )
}

const GROUPS = [['action', FACETS.ofAction], ['source', FACETS.ofSource], ['target', FACETS.ofTarget]] as const

function ChooseAttribute({ known, onChoose }: { readonly known: readonly FacetAttribute[]; readonly onChoose: (attribute: FacetAttribute) => void }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement><Button size="small" appearance="subtle" icon={<AddRegular />}>{FACETS.choose}</Button></MenuTrigger>
      <MenuPopover className="facet-menu">
        <MenuList>
          {GROUPS.map(([of, title]) => {
            const attributes = known.filter((one) => one.of === of)
            return attributes.length > 0 && (
              <MenuGroup key={of}>
                <MenuGroupHeader>{title}</MenuGroupHeader>
                {attributes.map((attribute) => (
                  <MenuItem key={attributeId(attribute)} onClick={() => { onChoose(attribute) }}>{attributeTitle(attribute)}</MenuItem>
                ))}
              </MenuGroup>
            )
          })}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
