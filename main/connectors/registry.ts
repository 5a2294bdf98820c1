import type { ConnectorSettings } from '../../shared/model/project'
import type { ReadEvent } from '../../shared/model/record'
import { assertNever } from '../../shared/assert'
import type { ReadRequest } from './connector'
import { ContentHash } from './content-hash'
import { delimitedConnector } from './delimited/connector'
import { effectiveRows } from './effective-rows'
import { graphJsonConnector, scimJsonConnector } from './json-pages/connector'
import { ldapConnector } from './ldap/connector'
import { ldifConnector } from './ldif/connector'

/** Reads a connected system with the connector of its kind; as `Connector.read`. The end of a read of files says the hash of what was read. */
export async function* readSystem(request: ReadRequest<ConnectorSettings>): AsyncGenerator<ReadEvent> {
  const hash = request.settings.kind === 'ldap' ? undefined : new ContentHash(request.settings)
  for await (const event of readByKind({ ...request, ...(hash ? { onBytes: (bytes: Uint8Array) => { hash.add(bytes) } } : {}) })) {
    yield hash && event.kind === 'end' ? { ...event, contentHash: hash.text() } : event
  }
}

function readByKind(request: ReadRequest<ConnectorSettings>): AsyncIterable<ReadEvent> {
  const { settings } = request
  switch (settings.kind) {
    case 'delimited': {
      const rows = delimitedConnector.read({ ...request, settings })
      const { effectiveDate } = settings
      return effectiveDate === undefined || request.asOf === undefined
        ? rows
        : effectiveRows(rows, { attribute: effectiveDate, on: request.asOf, paths: settings.paths, known: request.known })
    }
    case 'ldif': return ldifConnector.read({ ...request, settings })
    case 'ldap': return ldapConnector.read({ ...request, settings })
    case 'graph-json': return graphJsonConnector.read({ ...request, settings })
    case 'scim-json': return scimJsonConnector.read({ ...request, settings })
    default: return assertNever(settings)
  }
}
