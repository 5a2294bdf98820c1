import { Menu, MenuButton, MenuDivider, MenuGroup, MenuGroupHeader, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { FacetAttribute } from '../../../shared/ipc/facet-views'
import { FACETS } from '../../texts/facets'
import { PLAN } from '../../texts/plan'
import { useObjectNoun } from '../../ui/object-noun'
import { useProvidedCommands, type ScreenCommand } from '../../ui/screen-commands'
import { useRequest } from '../../use-request'
import { attributeId, attributeTitle, firstAttributes } from './facet-choices'

interface Props {
  readonly run: number
  /** Absent: by cause and shape. */
  readonly by: FacetAttribute | undefined
  readonly onBy: (by: FacetAttribute | undefined) => void
  /** One row for each person. */
  readonly onPeople: () => void
}

/** Values of choices that are no attribute. */
const CAUSE_AND_SHAPE = 'cause and shape'
const PERSON = 'person'
const NONE: readonly FacetAttribute[] = []
const OF_ACTION: readonly FacetAttribute[] = ['cause', 'change', 'mark', 'guard'].map((name) => ({ of: 'action', name }))

/** By what the people of a plan are put together: cause and shape, what an action says, or any attribute. */
export function GroupBy({ run, by, onBy, onPeople }: Props) {
  const noun = useObjectNoun()
  const known = useRequest('plan.facetAttributes', { run }).value ?? NONE
  const first = firstAttributes(known).filter(({ of }) => of !== 'action')
  const all = useMemo(() => [...OF_ACTION, ...known], [known])
  const commands = useMemo((): readonly ScreenCommand[] => [
    { id: 'group causeAndShape', title: PLAN.groupPlanBy(PLAN.causeAndShape.toLowerCase()), run: () => { onBy(undefined) } },
    { id: 'group person', title: PLAN.groupPlanBy(noun.one), run: onPeople },
    ...all.map((attribute): ScreenCommand => ({
      id: `group ${attributeId(attribute)}`, title: PLAN.groupPlanBy(commandName(attribute)), searchedOnly: true, run: () => { onBy(attribute) },
    })),
  ], [all, noun, onBy, onPeople])
  useProvidedCommands(commands)
  const item = (attribute: FacetAttribute) => (
    <MenuItemRadio key={attributeId(attribute)} name="by" value={attributeId(attribute)}>{attributeTitle(attribute)}</MenuItemRadio>
  )
  return (
    <span className="group-by">
      <span className="small quiet" id="group-by">{PLAN.groupBy}</span>
      <Menu
        checkedValues={{ by: [by === undefined ? CAUSE_AND_SHAPE : attributeId(by)] }}
        onCheckedValueChange={(_, { checkedItems: [id] }) => { if (id === PERSON) onPeople(); else onBy(all.find((one) => attributeId(one) === id)) }}
      >
        <MenuTrigger disableButtonEnhancement>
          <MenuButton size="small" aria-describedby="group-by">{by === undefined ? PLAN.causeAndShape : attributeTitle(by)}</MenuButton>
        </MenuTrigger>
        <MenuPopover className="facet-menu">
          <MenuList>
            <MenuItemRadio name="by" value={CAUSE_AND_SHAPE}>{PLAN.causeAndShape}</MenuItemRadio>
            {OF_ACTION.map(item)}
            {first.map(item)}
            <MenuItemRadio name="by" value={PERSON}>{PLAN.byObject(noun)}</MenuItemRadio>
            {(['source', 'target'] as const).map((of) => {
              const others = known.filter((one) => one.of === of && !first.some((other) => attributeId(other) === attributeId(one)))
              return others.length > 0 && (
                <MenuGroup key={of}>
                  <MenuDivider />
                  <MenuGroupHeader>{of === 'source' ? FACETS.ofSource : FACETS.ofTarget}</MenuGroupHeader>
                  {others.map(item)}
                </MenuGroup>
              )
            })}
          </MenuList>
        </MenuPopover>
      </Menu>
    </span>
  )
}

/** Source and target may both have an attribute of one name. */
function commandName(attribute: FacetAttribute): string {
  switch (attribute.of) {
    case 'action': return attributeTitle(attribute).toLowerCase()
    case 'source': return attributeTitle(attribute)
    case 'target': return PLAN.ofTarget(attributeTitle(attribute))
  }
}
