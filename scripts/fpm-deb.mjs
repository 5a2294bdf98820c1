#!/usr/bin/env node
// Stands in for fpm, which Debian does not have: understands what electron-builder asks of it for a `deb` and has
// dpkg-deb make the package. `npm run dist -- --carried` puts it into CUSTOM_FPM_PATH.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const { options, lists, copies } = readArguments(process.argv.slice(2))
if (options.t !== 'deb') {
  console.error(`This stand-in for fpm makes deb packages, not ${options.t}.`)
  process.exit(1)
}
const tree = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-deb-'))
try {
  fs.chmodSync(tree, 0o755)
  for (const [from, to] of copies) {
    fs.mkdirSync(path.dirname(path.join(tree, to)), { recursive: true })
    fs.cpSync(from, path.join(tree, to), { recursive: true })
  }
  writeControl(path.join(tree, 'DEBIAN'))
  const compression = options['deb-compression'] === 'gz' ? 'gzip' : 'xz'
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '-z3', '--build', tree, options.package ?? options.p], { stdio: 'inherit' })
} finally {
  fs.rmSync(tree, { recursive: true, force: true })
}

/** `--name value`, `--name=value`, and `from=to` pairs of what goes into the package. */
function readArguments(args) {
  const options = {}
  const lists = { depends: [], recommends: [] }
  const copies = []
  const listed = { '-d': lists.depends, '--depends': lists.depends, '--deb-recommends': lists.recommends }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]
    if (arg === '--force') continue
    if (listed[arg]) listed[arg].push(args[++i])
    else if (arg.startsWith('-')) {
      const [name, value] = arg.replace(/^--?/, '').split(/=(.*)/s)
      options[name] = value ?? args[++i]
    } else if (arg.includes('=')) copies.push(arg.split(/=(.*)/s).slice(0, 2))
  }
  return { options, lists, copies }
}

function writeControl(folder) {
  fs.mkdirSync(folder)
  const scripts = { 'after-install': 'postinst', 'after-remove': 'postrm', 'before-install': 'preinst', 'before-remove': 'prerm' }
  for (const [option, name] of Object.entries(scripts)) {
    if (!options[option]) continue
    fs.copyFileSync(options[option], path.join(folder, name))
    fs.chmodSync(path.join(folder, name), 0o755)
  }
  const architecture = options.architecture ?? options.a
  const [summary, ...more] = (options.description ?? options.name).trim().split('\n').map((line) => line.trim() || '.')
  const fields = {
    Package: options.name,
    Version: options.version,
    Architecture: { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64' }[architecture] ?? architecture,
    Maintainer: options.maintainer,
    'Installed-Size': execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0],
    Priority: options['deb-priority'] ?? 'optional',
    Section: options.category ?? 'devel',
    Depends: lists.depends.join(', '),
    Recommends: lists.recommends.join(', '),
    Homepage: options.url,
    Description: [summary, ...more].join('\n '),
  }
  const text = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `${name}: ${value}\n`).join('')
  fs.writeFileSync(path.join(folder, 'control'), text)
}
