// `npm run dist`: installers for this system, in dist/.
//
//   npm run dist                          what electron-builder.yml lists for this system
//   npm run dist -- --linux dir           any of electron-builder's arguments instead
//   npm run dist -- --carried --linux dir a smoke build with the Electron that the tests run on: for machines that
//                                         cannot download the real one. Not a release, and named so.
import path from 'node:path'
import { buildStale } from './build.mjs'
import { findElectron } from './electron-runtime.mjs'
import { compatibleSqlite } from './sqlite-compat.mjs'
import { bin, fail, modernNode, root, run } from './support.mjs'

if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))

const args = process.argv.slice(2).filter((arg) => arg !== '--carried')
const carried = process.argv.includes('--carried')

// A release is built whole, which also removes the chunks of earlier builds: they would be packed, too.
const built = carried ? await buildStale() : await run(process.execPath, [path.join(root, 'scripts', 'build.mjs')])
if (built !== 0) process.exit(built)

const env = { ...process.env, ...(carried && process.platform === 'linux' ? { CUSTOM_FPM_PATH: process.env.CUSTOM_FPM_PATH ?? path.join(root, 'scripts', 'fpm-deb.mjs') } : {}) }
const electron = carried ? await carriedArguments() : []
process.exit(await run(process.execPath, [bin('electron-builder'), ...args, ...electron], { env }))

async function carriedArguments() {
  const runtime = await findElectron().catch((error) => fail(error.message))
  if (Number.parseInt(runtime.version, 10) < 35) env.REHEARSAL_DIST_SQLITE = await compatibleSqlite().catch((error) => fail(error.message))
  console.log(`A smoke build with Electron ${runtime.version}, not a release.`)
  return [`-c.electronDist=${runtime.dist}`, `-c.electronVersion=${runtime.version}`, '-c.artifactName=rehearsal-smoke-${version}-${arch}.${ext}', '-c.deb.compression=gz']
}
