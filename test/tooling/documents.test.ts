import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../main/cli/commands/all'
import { repository } from '../support/folders'

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/templates.md']
/** What a document may name without having it: a project's own files, and folders as their parent calls them. */
const ELSEWHERE = /^(\.|\.rehearsal|data|versions|demo-output|test-output|features|ui|shell|my-|out)(\/|$)/

const read = (file: string): string => readFileSync(path.join(repository, file), 'utf8')

test.each(DOCUMENTS)('%s names only files that there are', (file) => {
  const text = read(file)
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => path.join(path.dirname(file), link))
  const named = [...text.matchAll(/`([\w.*{},-]+(?:\/[\w.*{},-]*)+)`/g)].map(([, name = '']) => name).filter((name) => !ELSEWHERE.test(name))
  expect(links.length + named.length).toBeGreaterThan(0)
  expect(links.filter((link) => !existsSync(path.join(repository, link)))).toEqual([])
  expect(named.filter((name) => globSync(name, { cwd: repository }).length === 0)).toEqual([])
})

test('the README has a row for each command, in the order of the work', () => {
  const rows = [...read('README.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)
  expect(rows).toEqual(commands.map(({ name }) => name))
})
