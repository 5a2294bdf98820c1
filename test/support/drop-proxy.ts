import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

export interface DropProxy {
  readonly port: number
  /** Cuts every connection as soon as this many bytes came back from the server; undefined lets all pass. */
  dropAfterBytes: number | undefined
  /** Whether it stops to pass anything on at that point, instead of cutting. */
  silent: boolean
  /** Connections opened so far. */
  readonly connections: number
  stop(): Promise<void>
}

/** A relay on 127.0.0.1 in front of a server, which loses connections in the middle of an answer. */
export async function startDropProxy(serverPort: number): Promise<DropProxy> {
  const sockets = new Set<Socket>()
  let connections = 0
  const server: Server = createServer((client) => {
    connections++
    let passed = 0
    const upstream = connect(serverPort, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (bytes: Buffer) => upstream.write(bytes))
    upstream.on('data', (bytes: Buffer) => {
      const limit = proxy.dropAfterBytes
      if (limit === undefined || passed + bytes.length <= limit) {
        passed += bytes.length
        client.write(bytes)
        return
      }
      const rest = bytes.subarray(0, Math.max(0, limit - passed))
      passed = limit
      if (rest.length > 0) client.write(rest)
      if (!proxy.silent) client.end(() => client.destroy())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: DropProxy = {
    port: (server.address() as AddressInfo).port,
    dropAfterBytes: undefined,
    silent: false,
    get connections() { return connections },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return proxy
}
