import type { ConnectorSettings } from '../../shared/model/project'
import type { ReadEvent } from '../../shared/model/record'
import { assertNever } from '../../shared/assert'
import type { ReadRequest } from './connector'
import { delimitedConnector } from './delimited/connector'
import { graphJsonConnector, scimJsonConnector } from './json-pages/connector'
import { ldapConnector } from './ldap/connector'
import { ldifConnector } from './ldif/connector'

/** Reads a connected system with the connector of its kind; as `Connector.read`. */
export function readSystem(request: ReadRequest<ConnectorSettings>): AsyncIterable<ReadEvent> {
  const { settings } = request
  switch (settings.kind) {
    case 'delimited': return delimitedConnector.read({ ...request, settings })
    case 'ldif': return ldifConnector.read({ ...request, settings })
    case 'ldap': return ldapConnector.read({ ...request, settings })
    case 'graph-json': return graphJsonConnector.read({ ...request, settings })
    case 'scim-json': return scimJsonConnector.read({ ...request, settings })
    default: return assertNever(settings)
  }
}
