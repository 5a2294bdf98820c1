import { useCallback, useMemo } from 'react'
import { create } from 'zustand'
import type { PreviewPerson } from '../../../shared/ipc/views'
import type { Failure } from '../../ui/row-source'
import { useCommand, useRequest } from '../../use-request'

const FIRST = 5
const SPREAD = 50
const MOST = 50

/** Who is shown, by job and object mapping: they stay while one goes from mapping to mapping. */
const useChosen = create<{ readonly chosen: Readonly<Record<string, readonly PreviewPerson[]>>; readonly choose: (key: string, people: readonly PreviewPerson[]) => void }>((set) => ({
  chosen: {}, choose: (key, people) => { set(({ chosen }) => ({ chosen: { ...chosen, [key]: people } })) },
}))

export interface People {
  readonly people: readonly PreviewPerson[]
  readonly status: 'loading' | 'failed' | 'ready'
  readonly failure?: Failure
  readonly reload: () => void
  /** Nothing of the source has been read. */
  readonly noData: boolean
  readonly add: (person: PreviewPerson) => void
  readonly addRandom: () => void
  readonly remove: (anchor: string) => void
}

interface Place {
  readonly job: string
  readonly objectMapping: string
}

/** The people beside the editor: some spread over the population until they are chosen. */
export function usePeople({ job, objectMapping }: Place): People {
  const key = `${job} ${objectMapping}`
  const chosen = useChosen((state) => state.chosen[key])
  const choose = useChosen((state) => state.choose)
  const { run } = useCommand('preview.people')
  const some = useRequest('preview.people', chosen === undefined ? { job, mapping: objectMapping, limit: FIRST } : null)
  const anchors = chosen?.map((person) => person.anchor)
  const fresh = useRequest('preview.people', anchors === undefined || anchors.length === 0 ? null : { job, mapping: objectMapping, anchors: anchors.slice(0, MOST), limit: MOST })
  const people = useMemo(() => {
    if (chosen === undefined) return some.value ?? []
    const known = new Map(fresh.value?.map((person) => [person.anchor, person]))
    return chosen.map((person) => known.get(person.anchor) ?? person)
  }, [chosen, some.value, fresh.value])
  const answer = chosen === undefined ? some : fresh
  const nobody = chosen?.length === 0

  const add = useCallback((person: PreviewPerson) => { choose(key, [person, ...people.filter((one) => one.anchor !== person.anchor)].slice(0, MOST)) }, [choose, key, people])
  const addRandom = useCallback(() => {
    void run({ job, mapping: objectMapping, limit: SPREAD }).then((spread) => {
      const others = (spread ?? []).filter((person) => !people.some((one) => one.anchor === person.anchor))
      choose(key, [...people, ...shuffled(others).slice(0, FIRST)].slice(0, MOST))
    })
  }, [run, job, objectMapping, people, choose, key])
  const remove = useCallback((anchor: string) => { choose(key, people.filter((person) => person.anchor !== anchor)) }, [choose, key, people])

  return {
    people, add, addRandom, remove, reload: answer.reload, status: nobody || people.length > 0 ? 'ready' : answer.status,
    noData: chosen === undefined && some.status === 'ready' && some.value.length === 0, ...(answer.status === 'failed' && { failure: answer.failure }),
  }
}

function shuffled<Thing>(things: readonly Thing[]): readonly Thing[] {
  return things.map((thing) => ({ thing, at: Math.random() })).sort((a, b) => a.at - b.at).map(({ thing }) => thing)
}
