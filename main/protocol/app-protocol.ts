import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { CONTENT_SECURITY_POLICY, resolveAppFile } from './app-file'

/** To be called before the application is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** Serves the built window, and nothing else, as `app://rehearsal/…`. */
export function serveApp(root: string): void {
  protocol.handle('app', async ({ url, method }) => {
    const file = method === 'GET' || method === 'HEAD' ? resolveAppFile(root, url) : undefined
    if (file === undefined) return refusal()
    try {
      return new Response(await readFile(file.path), { headers: headers(file.mimeType) })
    } catch {
      return refusal()
    }
  })
}

function refusal(): Response {
  return new Response('There is nothing here.', { status: 404, headers: headers('text/plain; charset=utf-8') })
}

function headers(mimeType: string): Record<string, string> {
  return { 'Content-Type': mimeType, 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' }
}
