// `npm run -s rehearsal -- …`: the command line of this checkout, built first when it is missing or out of date.
// Standard output belongs to the command line alone. It runs in this very process, so its exit status and Ctrl-C
// need no passing on.
import { createRequire } from 'node:module'
import path from 'node:path'
import { buildStale } from './build.mjs'
import { modernNode, root, run } from './support.mjs'

const node = modernNode()
if (node !== process.execPath) process.exit(await run(node, process.argv.slice(1), { cwd: process.cwd() }))

const status = await buildStale(['main'])
if (status !== 0) process.exit(status)

// npm starts scripts in the project's folder; paths are meant from where the person stands.
if (process.env.npm_lifecycle_event === 'rehearsal' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)

const cli = path.join(root, 'out', 'main', 'cli.cjs')
process.argv[1] = cli
createRequire(import.meta.url)(cli)
