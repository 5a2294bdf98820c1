import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

export const repository = path.resolve(__dirname, '../..')

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = removableFolder()
  onTestFinished(folder.remove)
  return folder.path
}

/** A folder for several tests, to be removed after them. */
export function removableFolder(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'rehearsal-test-'))
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A file of the reference shelf that may lie beside the checkout: `shelf('reference', 'conformance')`. */
export function shelf(...parts: string[]): string {
  return path.resolve(repository, '..', 'shared', ...parts)
}

/** Why a test that reads the shelf cannot run, or `undefined`. */
export function missingOnShelf(...parts: string[]): string | undefined {
  return existsSync(shelf(...parts)) ? undefined : `the reference shelf has no ${parts.join('/')} beside this checkout`
}

/** A path for a picture; `npm test` leaves the folder behind for people to look at. */
export function screenshotPath(name: string): string {
  const folder = path.join(repository, 'test-output', 'screenshots')
  mkdirSync(folder, { recursive: true })
  return path.join(folder, `${name}.png`)
}
