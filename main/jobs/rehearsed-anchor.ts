import { hash } from 'node:crypto'

/** The anchor that an object gets which only a rehearsal made: the same in every run, and no GUID that a directory hands out (version 8). */
export function rehearsedAnchor(mappingKey: string, sourceAnchor: string): string {
  const hex = hash('sha256', `${mappingKey}\u0000${sourceAnchor}`, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
