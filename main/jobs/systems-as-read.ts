import type { ConnectedSystem, ProjectDocument } from '../../shared/model/project'
import { timeZoneOf } from '../engine/decisions'

/** The systems of a project as they are read: what a Workday job reads has Workday's days, whatever the system says that it is, where it names no time zone. */
export function systemsAsRead({ systems, jobs }: Pick<ProjectDocument, 'systems' | 'jobs'>): readonly ConnectedSystem[] {
  return systems.map((system) => (jobs.some(({ source, service }) => source === system.id && service === 'Workday')
    ? { ...system, timeZone: timeZoneOf(system, 'Workday') }
    : system))
}
