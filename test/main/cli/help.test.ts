import { describe, expect, test } from 'vitest'
import { commands } from '../../../main/cli/commands/all'
import { helpFor, overview } from '../../../main/cli/help'

describe.each(commands)('the help of $name', (command) => {
  const help = helpFor(command)

  test('says what each option does, and names each in the usage', () => {
    for (const [name, { about }] of Object.entries(command.options)) {
      expect(about).toMatch(/^[^.]+$|[^.]$/)
      expect(help).toContain(about)
      expect(command.usage).toContain(`--${name}`)
    }
  })

  test('has examples of its own, with options that there are', () => {
    expect(command.examples.length).toBeGreaterThan(0)
    for (const example of command.examples) {
      expect(example.startsWith(`${command.name} `)).toBe(true)
      for (const [, name = ''] of example.matchAll(/ --([a-z-]+)/g)) expect([...Object.keys(command.options), 'json']).toContain(name)
    }
  })
})

test('the overview names every command and every exit status', () => {
  const text = overview(commands)
  for (const { name, summary } of commands) expect(text).toContain(`${name.padEnd(9)}  ${summary}`)
  for (const status of [0, 1, 2, 3, 64, 130]) expect(text).toMatch(new RegExp(`^  ${status} +\\S`, 'm'))
})
