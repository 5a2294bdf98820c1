import type { ConnectedSystem } from '../../shared/model/project'
import { systemId } from '../project/propose-systems'

/** The system under its name, with an id made of it that none of the others has: `payroll`, else `payroll-2`. */
export function freeSystem(wanted: Omit<ConnectedSystem, 'id'>, others: readonly Pick<ConnectedSystem, 'id'>[]): ConnectedSystem {
  const taken = new Set(others.map(({ id }) => id))
  const id = systemId(wanted.name)
  let free = id
  for (let number = 2; taken.has(free); number++) free = `${id}-${String(number)}`
  return { id: free, ...wanted }
}
