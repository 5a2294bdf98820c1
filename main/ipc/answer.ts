import type { z } from 'zod'
import { AppError, toErrorReply } from '../../shared/app-error'
import { contract, type InputOf, type OutputOf, type Reply, type RequestName } from '../../shared/ipc/contract'

/** An answer for every request of the contract; each area declares its own and they add up. */
export type Handlers<Names extends RequestName = RequestName> = {
  readonly [N in Names]: (input: InputOf<N>) => OutputOf<N> | Promise<OutputOf<N>>
}

/** Answers one request as data, whatever it is: a name out of the contract, and an input that its schema admits. */
export function answerRequest(handlers: Handlers, request: { readonly name: unknown; readonly input: unknown }, onBug: (error: unknown) => void): Promise<Reply<unknown>> {
  return asReply(() => {
    const name = checkName(request.name)
    const input = checkInput(name, request.input)
    const handler = handlers[name] as (input: unknown) => unknown
    return handler(input)
  }, onBug)
}

/** An answer as data, a failure as `{ ok: false }`: an error thrown across Electron's boundary arrives with nothing but its message. */
export async function asReply(answer: () => unknown, onBug: (error: unknown) => void): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await answer() }
  } catch (thrown) {
    const error = toErrorReply(thrown)
    if (error.code === 'bug') onBug(thrown)
    return { ok: false, error }
  }
}

/** Own keys only: `__proto__` and `toString` are in no contract. */
function checkName(name: unknown): RequestName {
  if (typeof name === 'string' && Object.hasOwn(contract, name)) return name as RequestName
  throw new AppError('refused', 'This request does not exist.', { request: String(name).slice(0, 100) })
}

function checkInput(name: RequestName, input: unknown): unknown {
  const checked = (contract[name].input as z.ZodType).safeParse(input)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const path = issue?.path.map(String).join('.') ?? ''
  throw new AppError('refused', `The request ${name} is not understood: ${path === '' ? 'its input' : path} is not valid (${issue?.message ?? 'unknown'}).`, { request: name, path })
}
