import type { ConnectedSystem } from '../../shared/model/project'
import { freeId } from '../project/free-id'
import { systemId } from '../project/propose-systems'

/** The system under its name, with an id made of it that none of the others has. */
export function freeSystem(wanted: Omit<ConnectedSystem, 'id'>, others: readonly Pick<ConnectedSystem, 'id'>[]): ConnectedSystem {
  return { id: freeId(systemId(wanted.name), others), ...wanted }
}
