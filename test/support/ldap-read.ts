import type { AttributeValue } from '../../shared/model/attribute'
import type { Issue } from '../../shared/model/issue'
import { unpackCells } from '../../shared/model/packed'
import type { LdapSettings } from '../../shared/model/project'
import type { EndEvent } from '../../shared/model/record'
import type { ReadRequest } from '../../main/connectors/connector'
import { ldapConnector } from '../../main/connectors/ldap/connector'
import { rowTexts } from '../../main/packed/packed-rows'

export interface ReadObject {
  readonly type: string
  readonly anchor: string
  readonly attributes: Readonly<Record<string, AttributeValue>>
}

export interface WholeRead {
  readonly objects: readonly ReadObject[]
  readonly issues: readonly Issue[]
  readonly end: EndEvent
  /** By type, the attributes announced as multi-valued. */
  readonly multiValued: Readonly<Record<string, readonly string[]>>
  object(dn: string): ReadObject
}

/** Everything one read of a directory yields, unpacked. Throws what the read throws, and when there is not exactly one end, last. */
export async function readDirectory(settings: Omit<LdapSettings, 'kind'>, options: Partial<Pick<ReadRequest<LdapSettings>, 'known' | 'signal' | 'limit' | 'secret' | 'folder'>> = {}): Promise<WholeRead> {
  const known = options.known ?? {}
  const names: Record<string, string[]> = Object.fromEntries(Object.entries(known).map(([type, list]) => [type, [...list]]))
  const objects: ReadObject[] = []
  const issues: Issue[] = []
  const multiValued: Record<string, readonly string[]> = {}
  let end: EndEvent | undefined
  for await (const event of ldapConnector.read({ signal: new AbortController().signal, folder: '/', ...options, known, settings: { kind: 'ldap', ...settings } })) {
    if (end) throw new Error('an event came after the end')
    switch (event.kind) {
      case 'attributes':
        (names[event.type] ??= []).push(...event.names)
        if (event.multiValued) multiValued[event.type] = event.multiValued
        break
      case 'records':
        rowTexts(event.bodies).forEach((body, i) => {
          const attributes: Record<string, AttributeValue> = {}
          unpackCells(body).forEach((cell, position) => {
            if (cell !== null) attributes[names[event.type]?.[position] ?? `#${position}`] = cell
          })
          objects.push({ type: event.type, anchor: event.anchors[i] as string, attributes })
        })
        break
      case 'issue': issues.push(event.issue); break
      case 'prints':
      case 'same':
      case 'progress': break
      case 'end': end = event
    }
  }
  if (!end) throw new Error('the read ended without saying so')
  return {
    objects, issues, end, multiValued,
    object(dn) {
      const found = objects.find((object) => object.attributes['dn'] === dn)
      if (!found) throw new Error(`no object ${dn}`)
      return found
    },
  }
}
