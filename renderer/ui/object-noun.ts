import { createContext, useContext } from 'react'
import type { Job } from '../../shared/model/project'
import { nounOfTypes, PERSON } from '../texts/common'
import type { Noun } from '../texts/plural'

/** What the objects are called that a screen is about: people, users, groups. */
export const ObjectNoun = createContext<Noun>(PERSON)

/** What those are called whom the screen is about: people, departments, objects. */
export function useObjectNoun(): Noun {
  return useContext(ObjectNoun)
}

/** What jobs provision, all of it or one object mapping, in the word of their sources' types. */
export function nounIn(jobs: readonly Job[], objectMapping?: string): Noun {
  return nounOfTypes(jobs
    .flatMap((job) => job.objectMappings)
    .filter(({ id }) => objectMapping === undefined || id === objectMapping)
    .map(({ sourceType }) => sourceType))
}
