import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../support/folders'

/*
 * A screen's style sheet is loaded with the screen and stays. A rule in it that meets elements of another screen would make that one look
 * one way before the first was visited and another way after it; what two screens show alike is styled in `renderer/ui/`.
 */

const renderer = path.join(repository, 'renderer')
const shared = new Set(globSync('ui/*.css', { cwd: renderer }).flatMap(selectorsOf).flatMap(classesOf))

test('no rule of a feature\'s style sheet meets elements of another feature', () => {
  const features = globSync('features/*', { cwd: renderer }).sort()
  const used = new Map(features.map((feature) => [feature, new Set(globSync(`${feature}/*.tsx`, { cwd: renderer }).flatMap(classNamesOf))]))
  const met = features.flatMap((feature) => globSync(`${feature}/*.css`, { cwd: renderer }).flatMap(selectorsOf).flatMap((selector) => {
    const classes = classesOf(selector)
    const own = classes.filter((name) => !shared.has(name))
    // Every class of a selector has to be somewhere for it to meet anything; those of the library can be anywhere.
    const others = features.filter((other) => other !== feature && (own.length > 0 ? own : classes).every((name) => name.startsWith('fui-') || used.get(other)?.has(name)))
    return others.map((other) => `${feature}: ${selector} meets ${other}`)
  }))
  expect(used.get('features/plan')).toContain('cause-card')
  expect(met).toEqual([])
})

function selectorsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(renderer, file), 'utf8').replaceAll(/\/\*.*?\*\//gsu, '')
  return [...text.matchAll(/([^{}]+)\{/gu)].flatMap(([, selectors = '']) => selectors.split(/,(?![^(]*\))/u)).map((selector) => selector.trim()).filter((selector) => selector.includes('.') && !selector.startsWith('@'))
}

function classesOf(selector: string): readonly string[] {
  return [...selector.matchAll(/\.([a-z][\w-]*)/giu)].map(([, name = '']) => name)
}

/** The classes that a file gives to elements, plain or computed. */
function classNamesOf(file: string): readonly string[] {
  const text = readFileSync(path.join(renderer, file), 'utf8')
  return [...text.matchAll(/className=(?:"([^"]*)"|\{([^}]*(?:\{[^}]*\}[^}]*)*)\})/gu)].flatMap(([, plain, computed = '']) => (plain ?? textsIn(computed)).match(/[a-z][\w-]*/gu) ?? [])
}

/** What stands between quotes in code, nested or not. */
function textsIn(code: string): string {
  const templates = [...code.matchAll(/`([^`]*)`/gu)].map(([, text = '']) => text.replaceAll(/\$\{[^}]*\}/gu, ' '))
  return [...templates, ...[...code.matchAll(/'([^']*)'/gu)].map(([, text]) => text)].join(' ')
}
