import type { AppEvent, Dropped, InputOf, OutputOf, Reply, RequestName } from '../../shared/ipc/contract'
import { type Answers, type Fake, type FakeOptions, fakeOf } from './fake/fake'
import { fakeExpression } from './fake/fake-expression'
import { fakeFindings } from './fake/fake-findings'
import { fakePeople } from './fake/fake-people'
import { fakePlan } from './fake/fake-plan'
import { fakeSystems } from './fake/fake-systems'
import { fakeWork } from './fake/fake-work'
import { fakeData } from './fake-data'

export type { FakeOptions }

/** By subject; together they answer every request. */
const PARTS = [fakeWork, fakeSystems, fakeExpression, fakePeople, fakePlan, fakeFindings] as const

/** A script that sets `window.rehearsal` to a stub with generated data: what preload and main are for a window in a browser. */
export function fakeBridge(options: FakeOptions): string {
  return `(${install.toString()})((${fakeOf.toString()})((${fakeData.toString()})(), ${JSON.stringify(options)}), [${PARTS.map((part) => part.toString()).join(', ')}])`
}

/** Runs inside the page as text: nothing but types may come from outside. */
function install(fake: Fake, [work, systems, expression, people, plan, findings]: typeof PARTS): void {
  const answers: Answers<RequestName> = { ...work(fake), ...systems(fake), ...expression(fake), ...people(fake), ...plan(fake), ...findings(fake) }

  async function answer<N extends RequestName>(name: N, input: InputOf<N>): Promise<Reply<OutputOf<N>>> {
    await new Promise((resolve) => { setTimeout(resolve, 5) })
    if (fake.options.failing?.includes(name) === true) return { ok: false, error: { code: 'mirrorCorrupt', message: 'The mirror of this project does not read. Read all systems again.', context: {} } }
    try {
      return { ok: true, value: answers[name](input) }
    } catch (error) {
      return { ok: false, error: { code: 'refused', message: error instanceof Error ? error.message : String(error), context: {} } }
    }
  }
  /** Files by their names alone: a page in a browser knows no more of them. */
  function drop(files: readonly unknown[]): Promise<Reply<Dropped>> {
    const names = (files as readonly { readonly name: string }[]).map(({ name }) => name)
    const other = names.find((name) => !/\.(?:csv|ldif|json)$/u.test(name))
    return Promise.resolve(other === undefined ? { ok: true, value: { kind: 'files', files: names.map((name) => `/exports/${name}`) } } : { ok: false, error: { code: 'refused', message: `${other} is no export that can be dropped.`, context: {} } })
  }
  Object.defineProperty(window, 'rehearsal', {
    value: {
      request: (name: RequestName, input: never) => answer(name, input),
      drop,
      onEvent: (listener: (event: AppEvent) => void) => { fake.listeners.add(listener); return () => fake.listeners.delete(listener) },
    },
  })
}
