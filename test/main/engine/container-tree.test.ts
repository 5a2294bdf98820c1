import { describe, expect, test } from 'vitest'
import { ContainerTree } from '../../../main/engine/container-tree'

const tree = (...names: readonly string[]): ContainerTree => new ContainerTree(names.map((name, row) => [row, name]))

describe('a tree of containers', () => {
  test('finds what stands at a name however it is spelt, and what only stands above others', () => {
    const made = tree('OU=Ward,DC=x', 'OU=Beds, OU=Ward, DC=x')
    expect(made.find('ou=beds,ou=ward,dc=X')).toEqual({ name: 'OU=Beds,OU=Ward,DC=x', row: 1 })
    expect(made.find('DC=x')).toEqual({ name: 'DC=x', row: undefined })
    expect(made.find('OU=Lab,DC=x')).toBeUndefined()
    expect(made.hasMoved).toBe(false)
  })

  test.each([
    { because: 'it moved itself', moves: [[0, 'OU=Care,DC=x']], name: 'OU=Ward,DC=x', now: 'OU=Care,DC=x' },
    { because: 'the one that it stands in did', moves: [[0, 'OU=Care,DC=x']], name: 'CN=1,OU=Beds,OU=Ward,DC=x', now: 'CN=1,OU=Beds,OU=Care,DC=x' },
    { because: 'it moved before the one that it stands in', moves: [[1, 'OU=Rooms,OU=Ward,DC=x'], [0, 'OU=Care,DC=x']], name: 'OU=Beds,OU=Ward,DC=x', now: 'OU=Rooms,OU=Care,DC=x' },
    { because: 'it left the one that moved', moves: [[1, 'OU=Beds,DC=x'], [0, 'OU=Care,DC=x']], name: 'CN=1,OU=Beds,OU=Ward,DC=x', now: 'CN=1,OU=Beds,DC=x' },
    { because: 'two exchanged their names', moves: [[0, 'OU=Other,DC=x'], [2, 'OU=Ward,DC=x'], [0, 'OU=Lab,DC=x']], name: 'CN=1,OU=Beds,OU=Ward,DC=x', now: 'CN=1,OU=Beds,OU=Lab,DC=x' },
    { because: 'nothing above it moved', moves: [[2, 'OU=Care,DC=x']], name: 'CN=1,OU=Ward,DC=x', now: undefined },
    { because: 'a container cannot move beneath itself', moves: [[0, 'OU=Ward,OU=Beds,OU=Ward,DC=x']], name: 'CN=1,OU=Ward,DC=x', now: undefined },
  ] as const)('says that $name is called $now, because $because', ({ moves, name, now }) => {
    const made = tree('OU=Ward,DC=x', 'OU=Beds,OU=Ward,DC=x', 'OU=Lab,DC=x')
    for (const [row, to] of moves) made.put(to, row)
    expect(made.nowOf(name)).toBe(now)
  })

  test('takes what stood at a name that no container was known for beneath the one that is put there', () => {
    const made = tree('OU=Beds,OU=Ward,DC=x', 'OU=Lab,DC=x')
    made.put('OU=Ward,DC=x', 1)
    made.put('OU=Care,DC=x', 1)
    expect([made.nameOf(0), made.nowOf('OU=Lab,DC=x')]).toEqual(['OU=Beds,OU=Care,DC=x', 'OU=Care,DC=x'])
  })
})
