import { useCallback, useMemo, useState } from 'react'
import { create } from 'zustand'
import type { PreviewPerson } from '../../../shared/ipc/views'
import type { Failure } from '../../ui/row-source'
import { useCommand, useRequest } from '../../use-request'

const FIRST = 5
const MOST = 50

/** Who was chosen beside one mapping. */
interface Chosen {
  readonly pinned: readonly PreviewPerson[]
  /** Anchors of those drawn at random, the latest draw; absent before the first draw. */
  readonly drawn?: readonly string[]
  /** How often was drawn: moves the draw on. */
  readonly draws: number
}

const NOBODY: Chosen = { pinned: [], draws: 0 }

/** By mapping, for as long as the window is open. */
const useChosen = create<{ readonly chosen: Readonly<Record<string, Chosen>>; readonly choose: (key: string, change: (before: Chosen) => Chosen) => void }>((set) => ({
  chosen: {}, choose: (key, change) => { set(({ chosen }) => ({ chosen: { ...chosen, [key]: change(chosen[key] ?? NOBODY) } })) },
}))

export interface ShownPerson {
  readonly person: PreviewPerson
  readonly pinned: boolean
}

export interface People {
  /** Pinned first, then those drawn, then the odd ones; each once. */
  readonly people: readonly ShownPerson[]
  readonly status: 'loading' | 'failed' | 'ready'
  readonly failure?: Failure
  readonly reload: () => void
  /** Nothing of the source has been read. */
  readonly noData: boolean
  readonly draws: number
  readonly pin: (person: PreviewPerson, at?: number) => void
  /** Pins somebody of whom only the anchor is known. */
  readonly pinAnchor: (anchor: string) => void
  readonly unpin: (anchor: string) => void
  /** Shows these people in place of those drawn before. */
  readonly show: (anchors: readonly string[]) => void
}

interface Place {
  readonly job: string
  readonly objectMapping: string
}

/**
 * The people beside the editor. `odd` are anchors of people that the lens found worth a look; `only` those of a chosen number, shown
 * after the pinned ones in place of all others. Before anybody was drawn there are some spread over the population.
 */
export function usePeople({ job, objectMapping }: Place, key: string, odd: readonly string[], only: readonly string[] | undefined): People {
  const { pinned, drawn, draws } = useChosen((state) => state.chosen[key]) ?? NOBODY
  const choose = useChosen((state) => state.choose)
  const { run, failure } = useCommand('preview.people')
  const some = useRequest('preview.people', drawn === undefined ? { job, mapping: objectMapping, limit: FIRST } : null)
  const [known, setKnown] = useState<ReadonlyMap<string, PreviewPerson>>(new Map())
  const others = only ?? [...(drawn ?? []), ...odd]
  const wanted = [...new Set([...pinned.map((person) => person.anchor), ...others])].slice(0, MOST)
  const answer = useRequest('preview.people', wanted.length === 0 ? null : { job, mapping: objectMapping, anchors: wanted, limit: MOST })
  const [seen, setSeen] = useState(answer.value)
  const found = answer.value
  if (found !== undefined && found !== seen) {
    setSeen(found)
    // Who was shown before stays known, so that a row never vanishes while it is asked for again.
    setKnown((before) => new Map([...before, ...found.map((person) => [person.anchor, person] as const)]))
  }

  const people = useMemo(() => {
    const shown = new Map<string, ShownPerson>(pinned.map((person) => [person.anchor, { person: known.get(person.anchor) ?? person, pinned: true }]))
    const rest = [...(only === undefined && drawn === undefined ? some.value ?? [] : []), ...others.flatMap((anchor) => known.get(anchor) ?? [])]
    for (const person of rest) if (!shown.has(person.anchor)) shown.set(person.anchor, { person, pinned: false })
    return [...shown.values()].slice(0, MOST)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `others` is made of these
  }, [pinned, drawn, only, odd, some.value, known])

  const pin = useCallback((person: PreviewPerson, at?: number) => {
    choose(key, (before) => {
      const without = before.pinned.filter((one) => one.anchor !== person.anchor)
      return { ...before, pinned: without.toSpliced(at ?? without.length, 0, person).slice(0, MOST) }
    })
  }, [choose, key])
  const pinAnchor = useCallback((anchor: string) => {
    void run({ job, mapping: objectMapping, anchors: [anchor], limit: 1 }).then((found) => { if (found?.[0] !== undefined) pin(found[0]) })
  }, [run, job, objectMapping, pin])
  const unpin = useCallback((anchor: string) => {
    choose(key, (before) => ({ ...before, pinned: before.pinned.filter((one) => one.anchor !== anchor) }))
  }, [choose, key])
  const show = useCallback((anchors: readonly string[]) => { choose(key, (before) => ({ ...before, drawn: anchors, draws: before.draws + 1 })) }, [choose, key])

  const waiting = wanted.length === 0 ? some : answer
  const failed = answer.status === 'failed' ? answer.failure : some.status === 'failed' ? some.failure : failure
  return {
    people, draws, pin, pinAnchor, unpin, show, reload: () => { some.reload(); answer.reload() }, status: people.length > 0 ? 'ready' : waiting.status,
    noData: drawn === undefined && some.status === 'ready' && some.value.length === 0, ...(failed !== undefined && { failure: failed }),
  }
}
