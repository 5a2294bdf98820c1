import type { NearPair } from '../../shared/ipc/near-views'
import { csvLine } from '../exporters/csv-cell'

/** The accepted pairs as comma-separated text: which attribute of which account has to be written for the match to be exact. */
export function backfillList(pairs: readonly NearPair[]): string {
  const rows = pairs.flatMap(({ source, target, backfill, verdict }) => (verdict === 'accepted' && backfill
    ? [[source.anchor ?? '', target.anchor ?? '', target.display, backfill.attribute, backfill.value]]
    : []))
  return [['source anchor', 'target anchor', 'target', 'attribute', 'value'], ...rows].map((cells) => csvLine(cells)).join('')
}
