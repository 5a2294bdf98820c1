import { type AccountState, accountStateOf } from '../../shared/constraints/target-constraints'
import { leafValue, normalName, parentOf } from '../../shared/directory-name'
import type { Cell } from '../../shared/model/attribute'
import { cellAt, splitCells } from '../../shared/model/packed'
import type { ConnectedSystem } from '../../shared/model/project'
import { cellIn } from '../../shared/model/texts'
import { ContainerTree } from './container-tree'
import { deletesForGood, hasWhatWasAsked, isContainer, isKeptDeleted } from './decisions'
import { KeyIndex } from './key-index'
import { type ObjectLookups, lookupsOf } from './object-lookups'
import type { Objects } from './objects'
import { remembered } from './remembered'
import { type TargetField, fieldOf, readField } from './target-field'

/**
 * The target's side of one object mapping: its objects, found by key, anchor and name, and over them what one plan takes and gives up.
 * Indexes are built when first asked for.
 */
export class TargetView {
  readonly product: string | undefined
  /** Whether the objects are containers, and take others along when they move. */
  readonly holdsOthers: boolean
  readonly accountState: AccountState | undefined
  readonly #positions = new Map<string, number>()
  readonly #indexes = new Map<string, KeyIndex>()
  /** Where an object's distinguished name stands; -1 where the target has none. */
  readonly namePosition: number
  readonly #deletedAt: number
  readonly #display: readonly number[]
  readonly #lookups: ObjectLookups
  /** Names that the plan takes, and with no row those that it frees. */
  readonly #names = new Map<string, number | undefined>()
  /** Where the objects are containers themselves: they as the plan leaves them, made when first asked for. */
  #tree: ContainerTree | undefined
  /** The target's containers, and what its objects stand under, by name however it is spelt: each worked out when it is asked for. */
  #containers: ReadonlyMap<string, string> | undefined
  #parents: ReadonlyMap<string, string> | undefined

  constructor(readonly objects: Objects, readonly others: readonly Objects[], readonly system: ConnectedSystem, readonly mapped: readonly string[]) {
    this.product = system.product
    this.holdsOthers = isContainer(system, objects.type)
    this.#lookups = lookupsOf(objects)
    objects.attributes.forEach((name, i) => {
      if (!this.#positions.has(name.toLowerCase())) this.#positions.set(name.toLowerCase(), i)
    })
    this.namePosition = this.#positions.get('dn') ?? this.#positions.get('distinguishedname') ?? -1
    this.#deletedAt = deletesForGood(system.product) ? -1 : this.#positions.get('deleteddatetime') ?? -1
    this.accountState = accountStateOf(system, objects.type) ?? namedAccountState(mapped)
    this.#display = (system.display ?? []).map((name) => this.position(name)).filter((position) => position >= 0)
  }

  /** Where an attribute stands in a packed object; names are compared without case. -1 when no object has it. */
  position(attribute: string): number {
    return this.#positions.get(attribute.toLowerCase()) ?? -1
  }

  /** Whether the objects have distinguished names; where there is no object yet, whether those of the system have. */
  get hasNames(): boolean {
    return this.namePosition >= 0 || (this.objects.anchors.length === 0 && this.#isNamed())
  }

  #isNamed(): boolean {
    const { kind } = this.system.settings
    return kind === 'ldif' || kind === 'ldap' || this.others.some((other) => other.attributes.some((name) => name.toLowerCase() === 'dn'))
  }

  field(attribute: string): TargetField {
    const position = this.position(attribute)
    const { accountState } = this
    if (position < 0 && accountState?.flag && attribute.toLowerCase() === accountState.attribute.toLowerCase()) {
      return { kind: 'flag', position: this.position(accountState.flag.attribute), bit: accountState.flag.bit }
    }
    if (position < 0 && attribute.toLowerCase() === 'parentdistinguishedname' && this.hasNames) return { kind: 'parent' }
    return { kind: 'cell', position }
  }

  /** Whether nobody knows what the objects hold there: their read did not ask for it. */
  isUnread(field: TargetField, attribute: string): boolean {
    const { told } = this.objects
    return field.kind === 'cell' && told !== undefined && hasWhatWasAsked(this.system) && !told.some((name) => name.toLowerCase() === attribute.toLowerCase())
  }

  /** The value of a field of an object whose cells are at hand. */
  read(field: TargetField, cells: readonly string[]): Cell {
    return readField(field, cells, this.namePosition)
  }

  /** The value of one field of an object, without looking at its other cells. */
  value(field: TargetField, row: number): Cell {
    if (field.kind === 'cell') return field.position < 0 ? null : cellIn(this.objects.bodies, row, field.position)
    return fieldOf(field, (position) => (position < 0 ? null : cellIn(this.objects.bodies, row, position)), this.namePosition)
  }

  /** An object's cells as they are packed, for `read`. */
  cells(row: number): readonly string[] {
    return splitCells(this.objects.bodies.at(row) as string)
  }

  anchor(row: number): string {
    return this.objects.anchors[row] as string
  }

  /** The distinguished name of a row, where the target has names. */
  name(row: number): string | undefined {
    if (this.namePosition < 0) return undefined
    const name = cellIn(this.objects.bodies, row, this.namePosition)
    return typeof name === 'string' ? name : undefined
  }

  /** What a row is called as far as the plan has come: a container may have moved with the one that it stands in. */
  nameNow(row: number): string | undefined {
    return this.#moving()?.nameOf(row) ?? this.name(row)
  }

  /** What a row stands under, as far as the plan has come. */
  placeNow(row: number): string | null {
    const name = this.nameNow(row)
    return name === undefined ? null : parentOf(name)
  }

  /** Whether a name is a row's own or lies beneath it. */
  isWithin(name: string, row: number): boolean {
    return this.#moving()?.isWithin(name, row) === true
  }

  /** What an object is called now that was called so before the plan: a container above it may have moved. */
  nowCalled(name: string): string {
    return this.#moving()?.nowOf(name) ?? name
  }

  /** Whether nothing of its own type stands beneath a container, as far as the plan has come, but others whose rows are given. */
  holdsOnly(row: number, leaving: ReadonlySet<number>): boolean {
    return this.#moving()?.holdsOnly(row, leaving) !== false
  }

  #moving(): ContainerTree | undefined {
    return this.holdsOthers ? this.#tree ??= this.containers() : undefined
  }

  /** The objects as the containers that they are, before any plan. */
  containers(): ContainerTree {
    return new ContainerTree(this.objects.anchors.map((_, row) => [row, this.name(row) ?? ''] as const).filter(([, name]) => name !== ''))
  }

  /** How a row is called for people: its name, else its display attributes, else its anchor. */
  display(row: number): string {
    const name = this.name(row)
    if (name !== undefined) return name
    const parts = this.#display.map((position) => cellIn(this.objects.bodies, row, position)).filter((cell): cell is string => typeof cell === 'string' && cell !== '')
    return parts.length > 0 ? parts.join(' ') : this.anchor(row)
  }

  /** What a reference to a row is written as: its name, else its anchor. */
  referenceText(row: number): string {
    return this.name(row) ?? this.anchor(row)
  }

  rowOfAnchor(anchor: string): number | undefined {
    const row = this.#lookups.anchors.get(anchor)
    return row === undefined || this.isDeleted(row) ? undefined : row
  }

  /** Whether the target keeps a row only until it is deleted for good: nobody is found in it. */
  isDeleted(row: number): boolean {
    return this.#deletedAt >= 0 && row < this.objects.bodies.length && cellIn(this.objects.bodies, row, this.#deletedAt) !== null
  }

  /** The other row that has a value nobody else can have; what was deleted reserves its user principal name and proxy addresses while it is kept (source-formats §10). */
  ownerOf(attribute: string, value: string, own: number | undefined, now: string): number | undefined {
    return this.index(attribute).find(value).find((row) => row !== own && (!this.isDeleted(row) || this.#reserves(row, attribute, now)))
  }

  #reserves(row: number, attribute: string, now: string): boolean {
    const at = cellIn(this.objects.bodies, row, this.#deletedAt)
    return /^(userPrincipalName|proxyAddresses)$/i.test(attribute) && typeof at === 'string' && isKeptDeleted(at, now)
  }

  /** Gives a name to an object that this plan creates or moves, so that nobody else gets it. */
  takeName(name: string, row: number): void {
    const tree = this.#moving()
    const there = tree?.find(name)?.row
    if (tree && (there === undefined || there === row)) tree.put(name, row)
    if (tree) return
    if (this.rowOfName(name) === undefined) this.#names.set(normalName(name), row)
  }

  /** The name that an object gives up by moving is free for those after it. */
  freeName(name: string, row: number): void {
    if (!this.#moving() && this.rowOfName(name) === row) this.#names.set(normalName(name), undefined)
  }

  /** The row that a distinguished name stands for, however it is spelt. */
  rowOfName(name: string): number | undefined {
    const tree = this.#moving()
    if (tree) return tree.find(name)?.row
    const key = normalName(name)
    if (this.#names.has(key)) return this.#names.get(key)
    return this.namePosition < 0 ? undefined : this.#lookups.names(this.namePosition).find(name).at(-1)
  }

  /** A container's name as the directory spells it; nothing where there is none, and the name as it is asked for where the target's export holds no containers at all. */
  container(dn: string): string | undefined {
    return this.#moving()?.find(dn)?.name ?? this.#containerElsewhere(dn)
  }

  /** Many ask for few. */
  readonly #containerElsewhere = remembered((dn: string) => this.#findContainer(dn))

  #findContainer(dn: string): string | undefined {
    this.#containers ??= this.#readContainers()
    const tree = this.#moving()
    if (this.#containers.size === 0 && (!tree || this.objects.anchors.length === 0)) return dn
    const name = normalName(dn)
    const found = this.#containers.get(name)
    if (found !== undefined || tree) return found
    this.#parents ??= this.#readParents()
    return this.#parents.get(name)
  }

  #readContainers(): ReadonlyMap<string, string> {
    const containers = new Map<string, string>()
    for (const other of this.others) {
      if (!isContainer(this.system, other.type)) continue
      const position = other.attributes.findIndex((name) => name.toLowerCase() === 'dn')
      if (position < 0) continue
      for (const body of other.bodies) {
        const name = cellAt(body, position)
        if (typeof name === 'string') containers.set(normalName(name), name)
      }
    }
    return containers
  }

  /** What objects stand under is there too, whether or not it was exported. Many share few. */
  #readParents(): ReadonlyMap<string, string> {
    const parents = new Set<string>()
    for (let row = 0; row < this.objects.bodies.length; row++) {
      const name = this.name(row)
      if (name !== undefined) parents.add(parentOf(name))
    }
    return new Map([...parents].reverse().map((parent) => [normalName(parent), parent])) // of two spellings the first
  }

  /** Attributes whose index will be asked for. */
  expect(attributes: readonly string[]): void {
    this.#lookups.expect(attributes.map((attribute) => this.position(attribute)).filter((position) => position >= 0))
  }

  index(attribute: string): KeyIndex {
    const key = attribute.toLowerCase()
    let index = this.#indexes.get(key)
    if (!index) {
      index = new KeyIndex(this.#lookups.index(this.position(attribute)))
      this.#indexes.set(key, index)
    }
    return index
  }

  /** The last name component of a row, for comparing a wanted common name where the export has no such attribute. */
  leaf(row: number): string | undefined {
    const name = this.name(row)
    return name === undefined ? undefined : leafValue(name)
  }
}

/** A target that no table knows says by its mappings which attribute turns an account off [ours, provisioning-cycle.md §2.4]. */
function namedAccountState(mapped: readonly string[]): AccountState | undefined {
  for (const name of mapped) {
    if (/^(accountDisabled|nsAccountLock)$/i.test(name)) return { attribute: name, on: 'False', off: 'True' }
    if (/^(accountEnabled|active|isActive)$/i.test(name)) return { attribute: name, on: 'True', off: 'False' }
  }
  return undefined
}
