import type { Database } from 'better-sqlite3'

/**
 * Removes what an import or a run that failed, or was cancelled or killed, left behind: rows of generations that never became current, and ends that were
 * set for them. Costs one small look where nothing was left.
 */
export function removeLeftovers(db: Database): void {
  const unfinishedReads = db.prepare<[], { type_id: number; current_read: number }>(`
    SELECT DISTINCT t.type_id, s.current_read
    FROM unfinished_read u
    JOIN object_type t ON t.system_id = u.system_id
    JOIN system s ON s.system_id = u.system_id
  `).all()
  const unfinishedRuns = db.prepare<[], { run_id: number }>(`SELECT run_id FROM run WHERE status = 'running' OR leftovers = 1`).all()
  if (unfinishedReads.length === 0 && unfinishedRuns.length === 0 && db.prepare('SELECT 1 FROM unfinished_read').get() === undefined) return
  db.transaction(() => {
    for (const { type_id: type, current_read: current } of unfinishedReads) {
      db.prepare('DELETE FROM object WHERE type_id = ? AND (from_read > ? OR to_read <= ?)').run(type, current, current)
      db.prepare('UPDATE object SET to_read = NULL WHERE type_id = ? AND to_read > ?').run(type, current)
    }
    db.prepare('DELETE FROM read_issue WHERE read_no > (SELECT current_read FROM system s WHERE s.system_id = read_issue.system_id)').run()
    db.prepare('DELETE FROM unfinished_read').run()
    for (const { run_id: run } of unfinishedRuns) removeRunState(db, run)
    db.prepare(`UPDATE run SET status = 'cancelled' WHERE status = 'running'`).run()
    db.prepare('UPDATE run SET leftovers = 0 WHERE leftovers = 1').run()
  })()
}

/** Removes one run's plan and rehearsed state; the run itself stays in the history. */
function removeRunState(db: Database, run: number): void {
  db.prepare('DELETE FROM action_page WHERE run_id = ?').run(run)
  db.prepare('DELETE FROM run_object WHERE run_id = ?').run(run)
  db.prepare('DELETE FROM plan_group WHERE run_id = ?').run(run)
  db.prepare('DELETE FROM run_job WHERE run_id = ?').run(run)
  db.prepare('DELETE FROM escrow WHERE run_id = ?').run(run)
  for (const table of ['link', 'rehearsed_object'] as const) {
    db.prepare(`DELETE FROM ${table} WHERE from_run = ?`).run(run)
    db.prepare(`UPDATE ${table} SET to_run = NULL WHERE to_run = ?`).run(run)
  }
}
