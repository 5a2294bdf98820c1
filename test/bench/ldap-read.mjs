/*
 * How fast the LDAP connector reads a real directory, beside OpenLDAP's own client for the same pages and attributes.
 *
 *     node test/bench/ldap-read.mjs [people] [runs]        default 10000 5
 *
 * Starts a slapd of its own on 127.0.0.1 and stops it again. The connector packs and hashes every object as it does for the
 * mirror; ldapsearch writes LDIF to a file that nobody reads. Both take turns, and the best of the runs counts for each.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')
const people = Number(process.argv[2] ?? 10_000)
const runs = Number(process.argv[3] ?? 5)
const attributes = ['*', 'memberOf', 'pwdAccountLockedTime', 'nsAccountLock', 'ds-pwp-account-disabled', 'objectGUID', 'entryUUID', 'nsUniqueId']

const folder = await mkdtemp(join(tmpdir(), 'rehearsal-bench-'))
try {
  await build({
    root, configFile: false, logLevel: 'silent',
    build: {
      ssr: true, outDir: folder, minify: false,
      rollupOptions: { input: { connector: join(root, 'main/connectors/ldap/connector.ts'), slapd: join(root, 'test/support/slapd.ts') }, output: { entryFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true },
  })
  const { ldapConnector } = await import(pathToFileURL(join(folder, 'connector.mjs')).href)
  const { startSlapd, whySlapdIsMissing } = await import(pathToFileURL(join(folder, 'slapd.mjs')).href)
  const missing = whySlapdIsMissing()
  if (missing) {
    console.error(`Not measured: ${missing}.`)
    process.exitCode = 1
  } else {
    const slapd = await startSlapd({ people, groups: Math.ceil(people / 50) })
    try {
      await measure(slapd, ldapConnector)
    } finally {
      await slapd.stop()
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function measure(slapd, ldapConnector) {
  for (const [name, url] of [['ldap', slapd.url], ['ldaps', slapd.ldapsUrl]]) {
    const ours = []
    const theirs = []
    let entries = 0
    for (let run = 0; run < runs; run++) {
      theirs.push(await timed(() => ldapsearch(slapd, url)))
      ours.push(await timed(async () => {
        entries = 0
        const settings = { kind: 'ldap', url, baseDn: slapd.baseDn, bindDn: slapd.reader.dn, pageSize: 500, caFile: slapd.caFile }
        for await (const event of ldapConnector.read({ settings, secret: slapd.reader.password, folder: root, known: {}, signal: new AbortController().signal })) {
          if (event.kind === 'records') entries += event.anchors.length
          if (event.kind === 'end' && !event.complete) throw new Error('the read was not complete')
        }
      }))
    }
    const rate = (times) => Math.round(entries / Math.min(...times) * 1000)
    console.log(`${name}: ${entries} entries in pages of 500, best of ${runs}: connector ${rate(ours)}/s (${Math.min(...ours).toFixed(0)} ms), ldapsearch ${rate(theirs)}/s (${Math.min(...theirs).toFixed(0)} ms), ratio ${(rate(ours) / rate(theirs)).toFixed(2)}`)
  }
  console.log(`largest memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
}

async function timed(work) {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

function ldapsearch(slapd, url) {
  return new Promise((resolve, reject) => {
    const args = ['-x', '-LLL', '-H', url, '-D', slapd.reader.dn, '-w', slapd.reader.password, '-b', slapd.baseDn, '-E', 'pr=500/noprompt', '(objectClass=*)', ...attributes]
    const child = execFile('sh', ['-c', 'exec ldapsearch "$@" > /dev/null', 'sh', ...args], { env: { ...process.env, LDAPTLS_CACERT: slapd.caFile } }, (error) => (error ? reject(error) : resolve()))
    child.stdin?.end()
  })
}
