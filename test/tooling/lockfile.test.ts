import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../support/folders'

interface Locked {
  readonly resolved?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const { packages } = JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8')) as { packages: Readonly<Record<string, Locked>> }

test('every package that a locked package asks for is locked, for all platforms: npm ci refuses otherwise', () => {
  const absent = Object.entries(packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isFound(name, place)).map((name) => `${name} for ${place}`))
  expect(absent).toEqual([])
})

test('the lockfile names no registry, so it is good for all', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([])
})

test('install scripts stay off: npm would compile better-sqlite3, which brings its prebuilds', () => {
  expect(readFileSync(path.join(repository, '.npmrc'), 'utf8').split('\n')).toContain('ignore-scripts=true')
})

/** As Node looks for it: in the package's own folder of packages, then in each folder above. */
function isFound(name: string, place: string): boolean {
  const folders = place === '' ? [] : place.split(/\/(?=node_modules\/)/)
  return Array.from({ length: folders.length + 1 }, (_, depth) => [...folders.slice(0, depth), `node_modules/${name}`].join('/')).some((path) => path in packages)
}
