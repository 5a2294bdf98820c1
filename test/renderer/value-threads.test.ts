import { expect, test } from 'vitest'
import { valueThreads, type ValueThread } from '../../renderer/features/person/value-threads'
import type { MadeValue, PersonHop } from '../../shared/ipc/person-views'

const object = (system: string) => ({ system, type: 'user', anchor: `${system}-1`, display: 'Ann' })
const made = (attribute: string, ...from: readonly string[]): MadeValue => ({ attribute, value: attribute, mapping: from.join(), from })
const hop = (source: string, system: string, more: Partial<PersonHop>): PersonHop => ({ job: `${source}-${system}`, objectMapping: 'users', system, source: object(source), target: object(system), made: [], notMapped: [], blanked: [], ...more })
const said = ({ from, made: values, lost }: ValueThread): string => [from.join('+') || '-', ...[...values].map(([at, list]) => `${at}:${list.map(({ attribute }) => attribute).join('+')}`), ...[...lost].map(([at, loss]) => `${at}:${loss}`)].join(' ')

test('a value is followed through all hops to where it is lost', () => {
  const hops = [
    hop('hr', 'ad', { made: [made('cn', 'Name'), made('l', 'City'), made('mail', 'First', 'Last')], notMapped: ['Shoe'], blanked: [made('title', 'Title')] }),
    hop('ad', 'entra', { made: [made('displayName', 'cn'), made('mailNickname', 'mail'), made('upn', 'mail')], notMapped: ['l'] }),
    hop('entra', 'app', { made: [made('userName', 'upn')], notMapped: ['displayName', 'mailNickname'] }),
  ]
  expect(valueThreads(hops).map(said)).toEqual([
    'Name 0:cn 1:displayName 2:notMapped', 'City 0:l 1:notMapped', 'First+Last 0:mail 1:mailNickname+upn 2:userName', 'Title 0:blanked', 'Shoe 0:notMapped',
  ])
})

test('branches stand beside each other, and what a later hop makes of something else has a thread of its own', () => {
  const hops = [
    hop('hr', 'entra', { made: [made('mail', 'Mail')] }), hop('entra', 'app', { made: [made('email', 'mail'), made('active', 'accountEnabled'), made('kind')] }), hop('entra', 'book', { blanked: [made('email', 'mail')] }),
  ]
  expect(valueThreads(hops).map(said)).toEqual(['Mail 0:mail 1:email 2:blanked', '- 1:active', '- 1:kind'])
})

test('a write-back is the end of the way, and a hop without an account loses nothing by itself', () => {
  const hops = [
    hop('hr', 'entra', { made: [made('mail', 'Mail')] }), hop('entra', 'hr', { target: { ...object('hr') }, made: [made('email', 'mail')] }),
    { ...hop('entra', 'app', { missing: 'noLink', notMapped: ['mail'] }), target: undefined } as unknown as PersonHop,
  ]
  expect(valueThreads(hops).map(said)).toEqual(['Mail 0:mail 1:email'])
  expect(valueThreads([])).toEqual([])
})
