import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { CONTENT_SECURITY_POLICY, resolveAppFile } from '../../../main/protocol/app-file'

const root = path.resolve('/opt/rehearsal/out/renderer')
const inside = (...parts: string[]) => path.join(root, ...parts)

test.each([
  ['app://rehearsal/', inside('index.html'), 'text/html; charset=utf-8'],
  ['app://rehearsal/index.html#/plan', inside('index.html'), 'text/html; charset=utf-8'],
  ['app://rehearsal/assets/start-1a2b.js?v=2', inside('assets', 'start-1a2b.js'), 'text/javascript; charset=utf-8'],
  ['app://rehearsal/assets/inter.woff2', inside('assets', 'inter.woff2'), 'font/woff2'],
  ['app://rehearsal/a%20b.svg', inside('a b.svg'), 'image/svg+xml'],
])('%s is a file of ours', (url, file, mimeType) => {
  expect(resolveAppFile(root, url)).toEqual({ path: file, mimeType })
})

describe('what lies outside is not there', () => {
  test.each([
    'app://rehearsal/../main/main.js', 'app://rehearsal/%2e%2e/main/main.js', 'app://rehearsal/..%2fmain%2fmain.js', 'app://rehearsal/assets/%2e%2e%2f%2e%2e%2fmain.js',
    'app://rehearsal/..%5cmain%5cmain.js', 'app://rehearsal//etc/passwd.json', 'app://rehearsal/%00.html', 'app://rehearsal/%zz.html', 'app://rehearsal/../renderer-other/x.js',
    'app://other/index.html', 'https://rehearsal/index.html', 'file:///etc/passwd', 'app://rehearsal/main.cjs', 'app://rehearsal/project.sqlite', 'app://rehearsal/.env',
  ])('%s', (url) => {
    // Addresses are normalised before they are looked up, so some of them end up within; none may lead out.
    const file = resolveAppFile(root, url)
    expect(file === undefined || file.path.startsWith(root + path.sep)).toBe(true)
  })

  test.each(['app://rehearsal/..%2fmain%2fmain.js', 'app://rehearsal/..%5cmain.js', 'app://rehearsal/main.cjs', 'app://other/index.html', 'file:///etc/passwd'])('%s is refused', (url) => {
    expect(resolveAppFile(root, url)).toBeUndefined()
  })
})

test('the policy admits no inline script, nothing evaluated and nothing from outside', () => {
  const directives = new Map(CONTENT_SECURITY_POLICY.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]))
  expect(directives.get('default-src')).toEqual(["'none'"])
  expect(directives.get('script-src')).toEqual(["'self'"])
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe-eval|blob:|https?:|\*/)
})
