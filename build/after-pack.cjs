'use strict'
// What electron-builder leaves to us.
const fs = require('node:fs')
const path = require('node:path')

/** Removes what a runtime that was given as a folder brings along; from a downloaded archive electron-builder does it itself. */
exports.default = async function afterPack({ appOutDir, packager, electronPlatformName }) {
  const resources = packager.getResourcesDir(appOutDir)
  fs.rmSync(path.join(resources, 'default_app.asar'), { force: true })
  fs.rmSync(path.join(appOutDir, 'version'), { force: true })

  // A smoke build on an older Electron (scripts/dist.mjs says when) gets the SQLite that such a one can load.
  const compatible = process.env.REHEARSAL_DIST_SQLITE
  if (!compatible) return
  const prebuilds = path.join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds')
  fs.copyFileSync(compatible, path.join(prebuilds, `${electronPlatformName}-${process.arch}.node`))
}
