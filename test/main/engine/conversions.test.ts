import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import type { AttributeBag } from '../../../shared/model/attribute'
import { direct, expression, scope } from '../../support/project'
import { rule } from '../../support/rule'
import { type Situation, issueCodes, planMapping } from './plan-mapping'

const byNumber = direct('number', 'employeeID', { matchingPriority: 1 })
const mappings = [byNumber, direct('name', 'cn'), direct('number', 'sAMAccountName'), expression('Switch([Active], , "0", "True", "1", "False")', 'accountDisabled')]
const profile = (active: string, more: AttributeBag = {}): AttributeBag => ({ number: '7', name: 'Ann', Active: active, ...more })
const account = { a: { employeeID: '7', cn: 'Ann', sAMAccountName: '7', userAccountControl: '512' } }

/** What became of each profile: kind, reason, marks, then where its link goes. */
async function outcomes(situation: Omit<Situation, 'mappings'>): Promise<Readonly<Record<string, string>>> {
  const { actions, planned } = await planMapping({ mappings, ...situation })
  return Object.fromEntries([...actions].map(([anchor, action]) => {
    const link = planned.find((one) => one.action === action)?.effect.link
    const linked = link === undefined ? '' : 'end' in link ? ' link ends' : ` → ${link.target}`
    return [anchor, `${[action.kind, action.reason.code, ...action.marks, ...issueCodes(action)].join(' ')}${linked}`]
  }))
}

describe('of the profiles of a Workday worker', () => {
  rule('2.4-19', 'the active one is matched, and the inactive one is skipped with a reason of its own', async () => {
    expect(await outcomes({ source: { old: profile('0'), young: profile('1') }, target: account })).toEqual({ old: 'skip inactiveProfile', young: 'skip unchanged → a' })
  })

  rule('2.4-19', 'the active one is created, whichever comes first', async () => {
    expect(await outcomes({ source: { a1: profile('1'), b2: profile('0') } })).toEqual({ a1: 'create noMatch → new-a1', b2: 'skip inactiveProfile' })
    expect(await outcomes({ source: { a1: profile('0'), b2: profile('1') } })).toEqual({ a1: 'skip inactiveProfile', b2: 'create noMatch → new-b2' })
  })

  rule('2.4-19', 'the active one takes the link that an inactive one holds, and the account stays on', async () => {
    const source = { old: profile('0'), young: profile('1', { name: 'Ann B' }) }
    expect(await outcomes({ source, target: account, links: { old: 'a' } })).toEqual({ old: 'skip takenOver link ends', young: 'update takesOver takesOver → a' })
  })

  rule('2.4-19', 'the one that lost the link is left alone from then on', async () => {
    expect(await outcomes({ source: { old: profile('0'), young: profile('1') }, target: account, links: { young: 'a' } })).toEqual({ old: 'skip inactiveProfile', young: 'skip unchanged' })
  })

  rule('2.4-19', 'the one that leaves scope by becoming inactive does not turn the account off', async () => {
    const mapping = { scope: scope([['Active', 'EQUALS', '1']]) }
    expect(await outcomes({ source: { old: profile('0'), young: profile('1') }, target: account, links: { old: 'a' }, mapping })).toEqual({ old: 'skip takenOver link ends', young: 'skip unchanged takesOver → a' })
  })

  rule('2.4-19', 'the account is turned on again when the new profile begins after the old one ended', async () => {
    const off = { a: { ...account.a, userAccountControl: '514' } }
    expect(await outcomes({ source: { old: profile('0'), young: profile('1') }, target: off, links: { old: 'a' } })).toEqual({ old: 'skip takenOver link ends', young: 'enable mappedToEnabled takesOver → a' })
  })

  rule('2.4-19', 'the link moves in an incremental cycle that looks at the new one alone', async () => {
    expect(await outcomes({ source: { old: profile('0'), young: profile('1') }, target: account, links: { old: 'a' }, changed: ['young'] })).toEqual({ old: 'skip takenOver link ends', young: 'skip unchanged takesOver → a' })
  })

  rule('2.4-19', 'the link moves even where the account no longer holds the worker number', async () => {
    const renumbered = { a: { ...account.a, employeeID: '99' } }
    expect(await outcomes({ source: { old: profile('0'), young: profile('1') }, target: renumbered, links: { old: 'a' } })).toEqual({ old: 'skip takenOver link ends', young: 'update takesOver takesOver → a' })
    expect(await outcomes({ source: { old: profile('0'), young: profile('1') }, target: renumbered, links: { young: 'a' } })).toMatchObject({ old: 'skip inactiveProfile' })
  })

  rule.each([
    { source: { old: profile('1'), young: profile('1') }, because: 'both are active', rule: ['2.4-18', '2.4-19'] },
    { source: { old: profile('0'), young: profile('0') }, because: 'none is active', rule: '2.4-18' },
  ])('all fail without a link when $because', async ({ source }) => {
    expect(await outcomes({ source, target: account })).toEqual({ old: 'skip duplicateSources DuplicateSourceEntries', young: 'skip duplicateSources DuplicateSourceEntries' })
  })
})

describe('two source objects with one matching value', () => {
  rule.each([
    { why: 'of another service', job: { service: 'SuccessFactors' as const }, source: { old: profile('0'), young: profile('1') } },
    { why: 'of a source that does not say who is active', job: {}, source: { old: { number: '7', name: 'Ann' }, young: { number: '7', name: 'Ann' } } },
  ], ['4-8', '2.4-18'])('$why stay an error', async ({ job, source }) => {
    expect(await outcomes({ source, target: account, job })).toEqual({ old: 'skip duplicateSources DuplicateSourceEntries', young: 'skip duplicateSources DuplicateSourceEntries' })
  })

  rule('2.4-18', 'stay an error where a person has taken the number of another, whose own is another now', async () => {
    expect(await outcomes({ source: { old: profile('0', { number: '8' }), young: profile('1') }, target: account, links: { old: 'a' } })).toMatchObject({ young: 'skip duplicateSources DuplicateSourceEntries' })
  })
})

test('whatever profiles there are, no account has two links, no number two new accounts, and a second cycle has nothing to do', async () => {
  const profiles = fc.uniqueArray(fc.record({ wid: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'), number: fc.constantFrom('7', '8'), active: fc.constantFrom('0', '1') }), { selector: ({ wid }) => wid })
  const linkedFrom = fc.record({ a: fc.constantFrom(undefined, 'p1', 'p2', 'p3'), b: fc.constantFrom(undefined, 'p4', 'p5') })
  await fc.assert(fc.asyncProperty(profiles, linkedFrom, async (all, owners) => {
    const source = Object.fromEntries(all.map(({ wid, number, active }) => [wid, { number, name: 'Ann', Active: active }]))
    const target = { a: { ...account.a }, b: { ...account.a, employeeID: '8', sAMAccountName: '8', cn: 'Bea' } }
    const before = Object.fromEntries(Object.entries(owners).flatMap(([to, from]) => (from === undefined || !(from in source) ? [] : [[from, to]])))
    const { planned } = await planMapping({ source, target, links: before, mappings: mappings.slice(0, 1) })
    const links = new Map(Object.entries(before))
    for (const { effect: { link } } of planned) {
      if (link === undefined) continue
      if ('end' in link) links.delete(link.source)
      else links.set(link.source, link.target)
    }
    expect(new Set(links.values()).size).toBe(links.size)
    const created = planned.filter(({ action }) => action.kind === 'create').map(({ action }) => source[action.source?.anchor ?? '']?.number)
    expect(new Set(created).size).toBe(created.length)
    const heirs = planned.filter(({ action }) => action.reason.code === 'inactiveProfile' || action.reason.code === 'takenOver')
    for (const { action } of heirs) expect(source[action.source?.anchor ?? '']?.Active).toBe('0')
    const existing = new Map([...links].filter(([, to]) => to in target))
    const second = await planMapping({ source, target, links: Object.fromEntries(existing), mappings: mappings.slice(0, 1) })
    expect(second.planned.flatMap(({ effect: { link } }) => (link !== undefined && 'end' in link ? [link] : []))).toEqual([])
  }), { numRuns: 300 })
})
