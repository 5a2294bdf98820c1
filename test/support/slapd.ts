import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

/*
 * A real OpenLDAP server on 127.0.0.1 for one test file: its own folder, ports, data and certificates, gone when it is stopped.
 * Needs the Debian packages slapd, ldap-utils and openssl; works as any user.
 */

const run = promisify(execFile)
const env = { ...process.env, LC_ALL: 'C', PATH: [process.env['PATH'], '/usr/sbin', '/sbin', '/usr/local/libexec', '/usr/lib/openldap'].join(delimiter) }

export interface SlapdOptions {
  /** People uid=u000001… below ou=people, 25 to a manager, and this many groups below ou=groups. Default none. */
  readonly people?: number
  readonly groups?: number
  /** Further entries as LDIF, loaded after the sample. */
  readonly ldif?: string
  /** The certificate to present. Default good. */
  readonly certificate?: CertificateKind
  /** Whether anything without TLS is refused with result 13. */
  readonly requireTls?: boolean
  /** Most entries of a search that is not paged, for everybody but the administrator. Default 500. */
  readonly sizeLimit?: number
  /** Largest page. Default 1000. */
  readonly pageLimit?: number
  /** Most entries that all pages of a search may have together. Default no limit. */
  readonly pagedTotal?: number
}

export type CertificateKind = 'good' | 'expired' | 'wronghost'

export interface Slapd {
  readonly url: string
  readonly ldapsUrl: string
  readonly port: number
  readonly baseDn: string
  readonly reader: Account
  readonly admin: Account
  /** The authority of the server's certificate, and another one. */
  readonly caFile: string
  readonly wrongCaFile: string
  /** What slapd logged so far (level stats): one line for each operation. */
  log(): Promise<string>
  /** Runs ldapsearch as the administrator and returns its LDIF. */
  ldapsearch(...args: string[]): Promise<string>
  stop(): Promise<void>
}

export interface Account {
  readonly dn: string
  readonly password: string
}

const SUFFIX = 'dc=example,dc=test'
const READER: Account = { dn: `cn=reader,ou=services,${SUFFIX}`, password: 'reader-secret' }
const ADMIN: Account = { dn: `cn=admin,${SUFFIX}`, password: 'admin-secret' }

/** Why there can be no slapd here, or undefined when there can. */
export function whySlapdIsMissing(): string | undefined {
  const missing = ['slapd', 'slapadd', 'ldapsearch', 'openssl'].filter((name) => find(name) === undefined)
  if (missing.length > 0) return `${missing.join(', ')} not found; install slapd, ldap-utils and openssl`
  return schemaFolder() === undefined || moduleFolder() === undefined ? 'the schema files or modules of slapd were not found' : undefined
}

/** Starts a server and waits until it answers. Throws with its own log when it does not within ten seconds. */
export async function startSlapd(options: SlapdOptions = {}): Promise<Slapd> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-slapd-'))
  let child: ChildProcess | undefined
  // A test run that is stopped in the middle leaves no server behind.
  const abandon = (): void => {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', abandon)
  try {
    await makeCertificates(folder, options.certificate ?? 'good')
    await writeFile(join(folder, 'slapd.conf'), configuration(folder, options))
    await mkdir(join(folder, 'db'))
    await writeFile(join(folder, 'data.ldif'), `${baseEntries()}${sampleEntries(options.people ?? 0, options.groups ?? 0)}${options.ldif ?? ''}`)
    await run('slapadd', ['-q', '-f', join(folder, 'slapd.conf'), '-b', SUFFIX, '-l', join(folder, 'data.ldif')], { env, maxBuffer: 1 << 26 })
    let log = ''
    for (let attempt = 0; ; attempt++) {
      const [port, securePort] = [await freePort(), await freePort()]
      log = ''
      child = spawn(find('slapd') as string, ['-d', 'stats', '-f', join(folder, 'slapd.conf'), '-h', `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${securePort}`],
        { env, stdio: ['ignore', 'ignore', 'pipe'] })
      child.stderr?.setEncoding('utf8').on('data', (text: string) => { log += text })
      const started = child
      if (await answers(started, port) && await answers(started, securePort)) {
        const stop = async (): Promise<void> => {
          await end(started)
          process.off('exit', abandon)
          await rm(folder, { recursive: true, force: true })
        }
        return {
          url: `ldap://127.0.0.1:${port}`, ldapsUrl: `ldaps://127.0.0.1:${securePort}`, port, baseDn: SUFFIX, reader: READER, admin: ADMIN,
          caFile: join(folder, 'ca.pem'), wrongCaFile: join(folder, 'wrong-ca.pem'), stop,
          async log() {
            // The lines of the last operations may still be on their way.
            await new Promise((resolve) => setTimeout(resolve, 150))
            return log
          },
          async ldapsearch(...args) {
            const { stdout } = await run('ldapsearch', ['-x', '-LLL', '-o', 'ldif-wrap=no', '-H', `ldap://127.0.0.1:${port}`, ...options.requireTls ? ['-ZZ'] : [], '-D', ADMIN.dn, '-w', ADMIN.password, '-b', SUFFIX, ...args],
              { env: { ...env, LDAPTLS_CACERT: join(folder, 'ca.pem') }, maxBuffer: 1 << 28 })
            return stdout
          },
        }
      }
      await end(started)
      if (attempt === 4) throw new Error(`slapd did not start: ${log}`)
    }
  } catch (error) {
    if (child) await end(child)
    process.off('exit', abandon)
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** The people and groups that `people` and `groups` make, as LDIF. The same each time. */
function sampleEntries(people: number, groups: number): string {
  const given = ['Ada', 'Bo', 'Chen', 'Dara', 'Elif', 'Femi', 'Goran', 'Hana', 'Ivo', 'Jun']
  const family = ['Abbott', 'Berg', 'Costa', 'Diaz', 'Evans', 'Fischer', 'Garcia', 'Haddad', 'Ito', 'Jansen', 'Kumar']
  const departments = ['Sales', 'Finance', 'Engineering', 'Support', 'Legal', 'HR', 'Operations']
  const out: string[] = []
  for (let i = 1; i <= people; i++) {
    const uid = personUid(i)
    const [first, last] = [given[i % 10] as string, family[i % 11] as string]
    out.push(
      `dn: uid=${uid},ou=people,${SUFFIX}`, 'objectClass: inetOrgPerson', 'objectClass: posixAccount', `uid: ${uid}`, `cn: ${first} ${last} ${i}`, `sn: ${last}`,
      `givenName: ${first}`, `displayName: ${first} ${last}`, `mail: ${uid}@example.test`, `employeeNumber: ${100_000 + i}`, `employeeType: ${i % 20 ? 'employee' : 'contractor'}`,
      `departmentNumber: ${i % 7}`, `ou: ${departments[i % 7]}`, `title: ${i % 25 === 1 ? 'Manager' : 'Associate'}`, `telephoneNumber: +1 555 ${String(i).padStart(7, '0')}`,
      `uidNumber: ${10_000 + i}`, 'gidNumber: 5000', `homeDirectory: /home/${uid}`, `userPassword: pw-${uid}`,
    )
    if (i % 25 !== 1) out.push(`manager: uid=${personUid(i - ((i - 1) % 25))},ou=people,${SUFFIX}`)
    if (groups > 0) out.push(`memberOf: cn=g${String(i % groups + 1).padStart(4, '0')},ou=groups,${SUFFIX}`)
    out.push('')
  }
  for (let g = 1; g <= groups; g++) {
    out.push(`dn: cn=g${String(g).padStart(4, '0')},ou=groups,${SUFFIX}`, 'objectClass: groupOfNames', `cn: g${String(g).padStart(4, '0')}`, `member: cn=reader,ou=services,${SUFFIX}`)
    for (let i = 1; i <= people; i++) if (i % groups + 1 === g) out.push(`member: uid=${personUid(i)},ou=people,${SUFFIX}`)
    out.push('')
  }
  return out.join('\n') + '\n'
}

function personUid(i: number): string {
  return `u${String(i).padStart(6, '0')}`
}

function baseEntries(): string {
  const services = [READER].map(({ dn, password }) => `dn: ${dn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: ${dn.slice(3, dn.indexOf(','))}\nuserPassword: ${password}\n\n`)
  return `dn: ${SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\no: example\ndc: example\n\n${
    ['people', 'groups', 'services'].map((ou) => `dn: ou=${ou},${SUFFIX}\nobjectClass: organizationalUnit\nou: ${ou}\n\n`).join('')}${services.join('')}`
}

function configuration(folder: string, options: SlapdOptions): string {
  const { sizeLimit = 500, pageLimit = 1000, pagedTotal = 'unlimited' } = options
  const modules = moduleFolder() as string
  const has = (name: string): boolean => existsSync(join(modules, `${name}.so`)) || existsSync(join(modules, `${name}.la`))
  return [
    ...['core', 'cosine', 'inetorgperson', 'nis'].map((name) => `include ${join(schemaFolder() as string, `${name}.schema`)}`),
    `modulepath ${modules}`, ...['back_mdb', 'memberof', 'syncprov'].filter(has).map((name) => `moduleload ${name}`),
    `pidfile ${folder}/slapd.pid`, `argsfile ${folder}/slapd.args`, 'sasl-host localhost', 'threads 4', 'tool-threads 2',
    `TLSCACertificateFile ${folder}/ca.pem`, `TLSCertificateFile ${folder}/server.pem`, `TLSCertificateKeyFile ${folder}/server.key`, 'TLSVerifyClient never',
    ...options.requireTls ? ['security ssf=71'] : [],
    `sizelimit size.soft=${sizeLimit} size.hard=${sizeLimit} size.pr=${pageLimit} size.prtotal=${pagedTotal}`,
    'access to dn.base="" by * read', 'access to dn.base="cn=subschema" by * read',
    'database mdb', `suffix "${SUFFIX}"`, `rootdn "${ADMIN.dn}"`, `rootpw ${ADMIN.password}`, `directory ${folder}/db`, 'maxsize 1073741824', 'dbnosync', 'envflags writemap nosync',
    'index objectClass,entryCSN,entryUUID eq', 'index uid,mail,employeeNumber,member eq',
    `limits dn.exact="${ADMIN.dn}" size=unlimited time=unlimited`,
    'access to attrs=userPassword by anonymous auth by users read by * none', 'access to * by users read by * none',
    ...has('memberof') ? ['overlay memberof'] : [], ...has('syncprov') ? ['overlay syncprov'] : [],
    '',
  ].join('\n')
}

/** An authority, a second one, and a server certificate of the first. */
async function makeCertificates(folder: string, kind: CertificateKind): Promise<void> {
  const openssl = (...args: string[]): Promise<unknown> => run('openssl', args, { env, cwd: folder })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  for (const name of ['ca', 'wrong-ca']) {
    await openssl('req', '-x509', ...key, '-days', '3650', '-subj', `/CN=Throw-away test ${name}`, '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-keyout', `${name}.key`, '-out', `${name}.pem`)
  }
  const names = kind === 'wronghost' ? 'DNS:elsewhere.invalid' : 'DNS:localhost,IP:127.0.0.1'
  await openssl('req', '-new', ...key, '-subj', `/CN=${kind === 'wronghost' ? 'elsewhere.invalid' : 'localhost'}`, '-keyout', 'server.key', '-out', 'server.csr')
  await writeFile(join(folder, 'extensions'), `subjectAltName=${names}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n`)
  await mkdir(join(folder, 'issued'))
  await writeFile(join(folder, 'issued', 'index.txt'), '')
  await writeFile(join(folder, 'issued', 'serial'), '01')
  await writeFile(join(folder, 'ca.cnf'), `[ca]\ndefault_ca=d\n[d]\ndatabase=${folder}/issued/index.txt\nserial=${folder}/issued/serial\nnew_certs_dir=${folder}/issued\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n`)
  const [from, to] = kind === 'expired' ? ['20200101000000Z', '20200201000000Z'] : ['20240101000000Z', '20491231000000Z']
  await openssl('ca', '-batch', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-in', 'server.csr', '-startdate', from, '-enddate', to, '-extfile', 'extensions', '-notext', '-out', 'server.pem')
}

function find(name: string): string | undefined {
  return env.PATH.split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path))
}

function schemaFolder(): string | undefined {
  return ['/etc/ldap/schema', '/etc/openldap/schema'].find((path) => existsSync(path))
}

function moduleFolder(): string | undefined {
  return ['/usr/lib/ldap', '/usr/lib/openldap', '/usr/lib64/openldap', '/usr/libexec/openldap'].find((path) => existsSync(path))
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

async function answers(child: ChildProcess, port: number): Promise<boolean> {
  for (let i = 0; i < 500 && child.exitCode === null; i++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1').once('connect', () => { socket.destroy(); resolve(true) }).once('error', () => resolve(false))
    })
    if (open) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
    child.once('exit', () => { clearTimeout(timer); resolve() })
    child.kill('SIGTERM')
  })
}

