import { utilityProcess } from 'electron'
import type { FromChild } from './messages'
import type { Spawn } from './transport'

/** Starts a script in a utility process of Electron: what the installed application does. */
export function utilityTransport(script: string, serviceName: string, env: NodeJS.ProcessEnv): Spawn {
  return () => {
    const child = utilityProcess.fork(script, [], { env: withoutAbsent(env), serviceName, stdio: 'inherit' })
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => child.on('message', (message: FromChild) => listener(message)),
      onExit: (listener) => child.once('exit', (code) => listener(code)),
      kill: () => {
        // `kill` asks politely (SIGTERM); a child in the middle of a long statement has to end all the same.
        if (child.pid === undefined) child.kill()
        else process.kill(child.pid, 'SIGKILL')
      },
    }
  }
}

function withoutAbsent(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
