import type { AttributeProfileView } from '../../../shared/ipc/views'
import type { Mirror } from '../open-mirror'
import { objectColumns } from '../object-columns'
import { readsTable } from '../reads-table'
import { AttributeProfiles } from './attribute-profile'
import { impactViews, type ImpactViews } from './impact-view'
import { liveObjects, type LiveType } from './live-objects'
import { logViews, type LogViews } from './log-view'
import { peopleViews, type PeopleViews } from './people-view'
import { planColumns, type PlanColumns } from './plan-columns'
import { planOrders, type PlanOrders } from './plan-orders'
import { planRows, type PlanRows } from './plan-rows'
import { slices } from './slices'
import type { ReadTables } from './systems-view'
import { defineTextSearch } from './text-search'

/** Everything that can be looked up in one mirror. */
export interface MirrorViews extends ReadTables {
  readonly mirror: Mirror
  readonly plans: PlanRows
  readonly columns: PlanColumns
  readonly orders: PlanOrders
  readonly people: PeopleViews
  readonly impact: ImpactViews
  readonly log: LogViews
  /** Over every object of a type; the event loop gets a turn after each few thousand. */
  profile(type: LiveType, anchor: string | undefined): Promise<readonly AttributeProfileView[]>
}

export function mirrorViews(mirror: Mirror): MirrorViews {
  const { db } = mirror
  defineTextSearch(db)
  const objects = liveObjects(db)
  const plans = planRows(db)
  const profiles = new Map<number, { readonly readNo: number; readonly profile: Promise<readonly AttributeProfileView[]> }>()

  async function makeProfile(type: LiveType, anchor: string | undefined): Promise<readonly AttributeProfileView[]> {
    const profile = new AttributeProfiles(type.attributes, anchor)
    const turn = slices()
    for (const chunk of objects.chunks(type)) {
      for (const { body } of chunk) {
        profile.add(body)
        await turn()
      }
    }
    return profile.result()
  }

  return {
    mirror, objects, plans,
    columns: planColumns(plans, objects, objectColumns(db)),
    orders: planOrders(plans),
    reads: readsTable(db),
    people: peopleViews(db, objects),
    impact: impactViews(plans, objects),
    log: logViews(plans),
    profile(type, anchor) {
      const readNo = objects.readNo(type)
      const known = profiles.get(type.typeId)
      if (known?.readNo === readNo) return known.profile
      const profile = makeProfile(type, anchor)
      profiles.set(type.typeId, { readNo, profile })
      profile.catch(() => profiles.delete(type.typeId))
      return profile
    },
  }
}
