import { extname, join, normalize, sep } from 'node:path'
import { isAppUrl } from '../ipc/sender'

/**
 * Inline scripts and anything from outside are refused; styles may be inline, because Monaco and Fluent set them that way. No
 * `unsafe-eval`, no `blob:`.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'", "script-src 'self'", "worker-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:",
  "font-src 'self' data:", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ')

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
}

export interface AppFile {
  readonly path: string
  readonly mimeType: string
}

/** The file below `root` that an address names; undefined for what lies outside, is of an unknown kind or belongs to another host. */
export function resolveAppFile(root: string, url: string): AppFile | undefined {
  if (!isAppUrl(url)) return undefined
  let pathname: string
  try {
    pathname = decodeURIComponent(new URL(url).pathname)
  } catch {
    return undefined // `%zz`
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return undefined
  const path = normalize(join(root, pathname === '/' ? 'index.html' : pathname))
  if (!path.startsWith(normalize(root) + sep)) return undefined
  const mimeType = MIME_TYPES[extname(path).toLowerCase()]
  return mimeType === undefined ? undefined : { path, mimeType }
}
