import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/app-error'
import objects from './migrations/0001-objects.sql?raw'
import runs from './migrations/0002-runs.sql?raw'
import derivedRuns from './migrations/0003-derived-runs.sql?raw'
import releasedAndEscrow from './migrations/0004-released-and-escrow.sql?raw'
import rehearsedBy from './migrations/0005-rehearsed-by.sql?raw'
import rounds from './migrations/0006-rounds.sql?raw'
import backfilled from './migrations/0007-backfilled.sql?raw'
import columns from './migrations/0008-columns.sql?raw'
import stoppedRuns from './migrations/0009-stopped-runs.sql?raw'
import told from './migrations/0010-told.sql?raw'

/** Numbered steps from an empty file to the current schema; never edited after a release, only added to. */
export const MIGRATIONS: readonly string[] = [objects, runs, derivedRuns, releasedAndEscrow, rehearsedBy, rounds, backfilled, columns, stoppedRuns, told]

/**
 * Brings a mirror to the current schema, one transaction a step, so that a kill leaves it at a whole step.
 * Throws `mirrorNewer` for a file that a newer version wrote.
 */
export function migrate(db: Database, file: string, steps: readonly string[] = MIGRATIONS): void {
  const at = db.pragma('user_version', { simple: true }) as number
  if (at > steps.length) {
    throw new AppError('mirrorNewer', `The mirror ${file} was written by a newer version of Rehearsal (schema ${at}, this one knows ${steps.length}); install the newer version, or delete the file and read the systems again.`, { file })
  }
  for (let step = at; step < steps.length; step++) {
    db.transaction(() => {
      if (db.pragma('user_version', { simple: true }) !== step) return // another process was faster
      db.exec(steps[step] as string)
      db.pragma(`user_version = ${step + 1}`)
    }).immediate()
  }
}
