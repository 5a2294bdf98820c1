'use strict'
// Stands in for Electron's default app in a runtime that came without one: `electron <folder or file> [arguments]`.
const { app } = require('electron')
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')

const args = process.argv.slice(1)
const preloaded = []
let target
let position = 0
for (let i = 0; i < args.length && target === undefined; i++) {
  if (args[i] === '-r' || args[i] === '--require') preloaded.push(args[++i])
  else if (args[i].startsWith('--require=')) preloaded.push(args[i].slice('--require='.length))
  else if (args[i] === '-v' || args[i] === '--version') {
    process.stdout.write(`v${process.versions.electron}\n`)
    process.exit(0)
  } else if (!args[i].startsWith('-')) {
    target = path.resolve(args[i])
    position = i
  }
}
Object.defineProperty(process, 'defaultApp', { value: true, configurable: false, enumerable: true })
Module._preloadModules(preloaded)
if (target === undefined) {
  console.error('usage: electron [-r module] <application folder or main file> [arguments]')
  process.exit(1)
}
process.argv.splice(1, position) // argv[1] is the application

let entry = target
if (fs.statSync(target).isDirectory()) {
  const manifest = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'))
  app.name = manifest.productName || manifest.name || app.name
  if (manifest.version) app.setVersion(manifest.version)
  app.setPath('userData', path.join(app.getPath('appData'), app.name))
  app.setAppPath(target)
  entry = path.resolve(target, manifest.main || 'index.js')
} else {
  app.setAppPath(path.dirname(target))
}
Module._load(entry, Module, true)
