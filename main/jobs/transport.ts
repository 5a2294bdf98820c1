import { fork } from 'node:child_process'
import type { FromChild, ToChild } from './messages'

/** A started child behind one interface, whether Electron or Node runs it. */
export interface Child {
  readonly post: (message: ToChild) => void
  readonly onMessage: (listener: (message: FromChild) => void) => void
  /** Called once, when the child has ended or could not be started; `code` is its exit status, null after a signal. */
  readonly onExit: (listener: (code: number | null) => void) => void
  /** Ends it at once, whatever it is doing. */
  readonly kill: () => void
}

export type Spawn = () => Child

/** Starts a script in a child Node: for development and tests, where Electron's own Node is too old for the mirror's stock build. */
export function nodeTransport(script: string, nodePath: string, env: NodeJS.ProcessEnv): Spawn {
  return () => {
    const child = fork(script, [], { execPath: nodePath, execArgv: [], env, serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    return {
      // A message to a child that has just ended is answered by its exit.
      post: (message) => child.connected && child.send(message, () => undefined),
      onMessage: (listener) => child.on('message', (message) => listener(message as FromChild)),
      onExit: (listener) => {
        let ended = false
        const once = (code: number | null) => {
          if (ended) return
          ended = true
          listener(code)
        }
        child.on('exit', once)
        child.on('error', () => child.pid === undefined && once(null)) // it could not be started
      },
      kill: () => child.kill('SIGKILL'),
    }
  }
}

/** The environment of a child: ours, without what would change how Electron or Node starts. */
export function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...rest } = env
  return rest
}
