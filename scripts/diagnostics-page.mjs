// Writes docs/diagnostics.md: every diagnostic with an example, out of test/diagnostics/ and the checker itself.
import { bin, modernNode, run } from './support.mjs'

process.exitCode = await run(modernNode(), [bin('vitest'), 'run', 'test/diagnostics/diagnostics-page.test.ts'], { env: { ...process.env, REHEARSAL_WRITE_PAGE: '1' } })
