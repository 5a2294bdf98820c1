import { resolve } from 'node:path'
import { AppError } from '../../shared/app-error'
import type { FoundSystem, SystemPlace, SystemTestView } from '../../shared/ipc/system-views'
import type { InspectObjectType } from '../../shared/model/inspect'
import type { StoreEntry } from '../../shared/model/password-place'
import type { ConnectedSystem } from '../../shared/model/project'
import type { InspectedSource } from '../connectors/profile'
import { type SourceTest, type SourceTestOptions, testDirectory, testFiles } from '../connectors/test-source'
import { anchorFor, peopleOf, productOf, systemOf } from '../project/propose-systems'
import type { TestQuestion } from './job-questions'
import { secretFor } from './secret-for'

interface Work {
  readonly signal: AbortSignal
  readonly stored: (entry: StoreEntry) => Promise<string | undefined>
}

/**
 * The way to a system of the project, or to one that may become one, and what a sample of its objects looks like. Nothing is kept and nothing
 * written. Throws `systemUnknown`, `cancelled`, and `projectInvalid` for an address that is none.
 */
export async function testSystem({ project: { folder, document }, input }: TestQuestion, { signal, stored }: Work): Promise<SystemTestView> {
  const options = { folder, signal }
  if ('place' in input) {
    const { steps, inspected } = await testPlace(input.place, input.secret, options)
    const people = inspected && peopleOf(inspected)
    return { steps, ...(people && { found: proposed(inspected, people, input.place) }) }
  }
  const system = document.systems.find(({ id }) => id === input.system)
  if (!system) throw new AppError('systemUnknown', `The project has no system ${input.system}.`, { system: input.system })
  const { settings } = system
  const { steps, inspected } = settings.kind === 'ldap'
    ? await testDirectory(settings, secretFor(settings, stored), options)
    : await testFiles(settings.paths, { ...options, kept: settings })
  return { steps, ...(inspected && { found: foundOf(inspected, system) }) }
}

async function testPlace(place: SystemPlace, secret: string | undefined, options: SourceTestOptions): Promise<SourceTest> {
  if (place.kind === 'files') return testFiles(place.paths.map((path) => resolve(path)), { ...options, rules: place.rules })
  return testDirectory(place, secret === undefined ? secretFor(place, undefined) : Promise.resolve(secret), options)
}

/** How such a system would be kept. What its attributes do not say is called after its file or its server. */
function proposed(inspected: InspectedSource, people: InspectObjectType, place: SystemPlace): FoundSystem {
  const anchor = anchorFor(inspected, people, undefined)
  const plainName = place.kind === 'ldap' ? new URL(place.url).hostname : fileTitle(place.paths[0] ?? '')
  const system = systemOf(inspected, { people, product: productOf(inspected, people, 'source'), anchor: anchor?.anchor, plainName })
  return { ...foundOf(inspected, system), ...(anchor && { anchorWhy: anchor.why }) }
}

function foundOf({ objectTypes, finding, complete }: InspectedSource, system: ConnectedSystem): FoundSystem {
  const found = finding['anchor']
  const anchor = system.settings.anchor ?? (typeof found === 'string' ? found : undefined)
  const types = objectTypes.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count).map(({ name, count, attributes }) => ({
    name, count, attributes: attributes.map((attribute) => attribute.name),
    profile: attributes.map(({ name, type, multiValued, filled, distinct, distinctIsLowerBound = false, maxLength, samples, top = [] }) => ({
      name, type, multiValued, anchor: name === anchor, filled, distinct, distinctIsLowerBound, maxLength, samples, top,
    })),
  }))
  return { system, types, finding, complete }
}

/** `hr-basel.csv` is `hr-basel`. */
function fileTitle(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  return name.replace(/\.[^.]+$/, '').slice(0, 100) || 'System'
}
