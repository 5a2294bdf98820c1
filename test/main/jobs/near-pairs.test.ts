import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { nearMatches, type Candidate } from '../../../main/engine/near-matches'
import { backfillList } from '../../../main/jobs/backfill-list'
import { nearPairs } from '../../../main/jobs/near-pairs'
import { mirrorViews } from '../../../main/mirror/views/mirror-views'
import { decideMatch, readMatchDecisions } from '../../../main/project/match-decisions'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const PEOPLE = ['Håkon Sørlie-Berg', 'Catherine O\'Brien', 'Wiesława Grabowska', 'Yusuf Özdemir']
const ACCOUNTS = ['Hakon Soerlie Berg', 'Catherine OBrien', 'Wieslawa Grabowska', 'Yusuf Ozdemir', 'Yusuf Ozdemirr', 'Printer Floor Two']

const document = projectOf([sourceSystem(), targetSystem({ display: ['cn'] })], [job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'),
], { container: 'OU=Ward,DC=x' })])])

/** Four people without an account, and accounts that look like theirs. */
async function hospital() {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => project.close())
  project.write('people.csv', csvOf(PEOPLE.map((name, i) => ({ id: `10${i}`, name, department: 'Emergency' }))))
  project.write('directory.ldif', ldifOf([
    { dn: 'OU=Ward,DC=x', objectClass: 'organizationalUnit', ou: 'Ward' },
    ...ACCOUNTS.map((name, i) => ({ dn: `CN=${name},OU=Ward,DC=x`, objectClass: 'user', objectGUID: `g${i}`, cn: name, sAMAccountName: `a${i}`, employeeID: i === 1 ? 'X9' : undefined, department: 'Emergency', userAccountControl: '512' })),
  ]))
  await project.cycle(document, { type: 'initial' })
  const views = mirrorViews(project.session.mirror)
  return { folder: project.folder, pairs: () => nearPairs()(views, project, { run: 1, job: 'hr-to-ad' }) }
}

describe('near matches of a run', () => {
  test('pair people with the accounts that look like theirs, and say what the score is made of', async () => {
    const { pairs } = await (await hospital()).pairs()
    expect(pairs.map(({ source, target }) => [source.display, target.display]).sort()).toEqual(PEOPLE.map((name, i) => [name, ACCOUNTS[i]]).sort())
    for (const { parts, score } of pairs) expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 10)
    expect(pairs.find(({ source }) => source.anchor === '103')?.runnerUp?.target.display).toBe('Yusuf Ozdemirr')
  })

  test('say why no rule found the account, and what would have to stand there', async () => {
    const { pairs } = await (await hospital()).pairs()
    const of = (anchor: string) => pairs.find(({ source }) => source.anchor === anchor)
    expect(of('100')).toMatchObject({ whyNot: ['employeeID: “100” is looked for, and the account has no value.'], backfill: { attribute: 'employeeID', value: '100' } })
    expect(of('101')?.whyNot).toEqual(['employeeID: “101” is looked for, and the account has “X9”.'])
  })

  test('keep decisions in the project\'s folder, with counts that sum, until they are taken back', async () => {
    const { folder, pairs } = await hospital()
    const [first, second] = (await pairs()).pairs
    const pairOf = (pair = first) => ({ job: 'hr-to-ad', source: pair?.source.anchor ?? '', target: pair?.target.anchor ?? '' })
    await decideMatch(folder, pairOf(), 'accepted')
    await decideMatch(folder, pairOf(second), 'rejected')
    expect(await pairs()).toMatchObject({ todo: 2, accepted: 1, rejected: 1 })
    await decideMatch(folder, pairOf(second), null)
    expect(await pairs()).toMatchObject({ todo: 3, accepted: 1, rejected: 0 })
    expect(await readMatchDecisions(folder)).toEqual([{ ...pairOf(), verdict: 'accepted' }])
  })

  test('give a list of what to fill in, of the accepted ones alone', async () => {
    const { folder, pairs } = await hospital()
    const pair = (await pairs()).pairs.find(({ source }) => source.anchor === '100')
    await decideMatch(folder, { job: 'hr-to-ad', source: '100', target: pair?.target.anchor ?? '' }, 'accepted')
    expect(backfillList((await pairs()).pairs)).toBe(`source anchor,target anchor,target,attribute,value\r\n100,${pair?.target.anchor ?? ''},Hakon Soerlie Berg,employeeID,100\r\n`)
  })
})

test('decisions are the same bytes whichever was taken first', async () => {
  const [one, other] = [temporaryFolder(), temporaryFolder()]
  const [a, b] = [{ job: 'j', source: '1', target: 'x' }, { job: 'j', source: '2', target: 'y' }]
  await decideMatch(one, a, 'accepted')
  await decideMatch(one, b, 'rejected')
  await decideMatch(other, b, 'rejected')
  await decideMatch(other, a, 'rejected')
  await decideMatch(other, a, 'accepted')
  const text = (folder: string) => readFileSync(path.join(folder, 'matching-decisions.json'), 'utf8')
  expect(text(one)).toBe(text(other))
  expect(text(one).split('\n').filter((line) => line.includes('"verdict"'))).toHaveLength(2)
})

test('a file of decisions that is something else is refused and left alone', async () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'matching-decisions.json'), '{"formatVersion":"9.0"}')
  await expect(decideMatch(folder, { job: 'j', source: '1', target: 'x' }, 'accepted')).rejects.toMatchObject({ code: 'projectInvalid' })
  expect(readFileSync(path.join(folder, 'matching-decisions.json'), 'utf8')).toBe('{"formatVersion":"9.0"}')
})

test('a score never passes 1, and says so in its parts', () => {
  const twin = (id: string): Candidate => ({ id, names: ['Ada Lovelace'], mail: 'ada@x.example', hints: ['Surgery', 'Leeds'] })
  const [match] = nearMatches([twin('1')], [twin('2')])
  expect(match).toMatchObject({ score: 1, parts: [{ what: 'names', weight: 0.8 }, { what: 'address', weight: 0.25 }, { what: 'hint', value: 'Surgery', weight: 0.1 }, { what: 'hint', value: 'Leeds', weight: 0.1 }, { what: 'limit', weight: -0.25 }] })
})
