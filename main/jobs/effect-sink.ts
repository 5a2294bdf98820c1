import { normalName, parentOf } from '../../shared/directory-name'
import { cellAt } from '../../shared/model/packed'
import { type GrowingAttributes, applyChanges } from '../engine/apply-plan'
import type { ContainerTree } from '../engine/container-tree'
import { forgetsDeleted } from '../engine/decisions'
import { givenBySystem } from '../engine/given-by-system'
import type { Effect } from '../engine/planned-object'
import type { TargetView } from '../engine/target-view'
import type { ObjectTable } from '../mirror/object-table'
import type { KeptTexts } from '../mirror/spilled-texts'
import { LaidOver } from './effective-objects'
import { type Renamed, followed, referencePositions, refersTo, renamedBy } from './follow-references'
import type { Rehearsal } from './rehearse-effects'

/** Takes the effects of one object mapping's actions. */
export class EffectSink implements GrowingAttributes {
  readonly #names: string[]
  readonly #positions = new Map<string, number>()
  readonly #texts: KeptTexts
  /** By row of the target, the number of its text; `GONE` for one that is deleted. */
  readonly #bodies = new Map<number, number>()
  readonly #created: { readonly anchor: string; body: number }[] = []
  readonly #moved = new Map<string, string | undefined>()
  /** Containers as this mapping leaves them, where its objects are such and one of them has moved. */
  #tree: ContainerTree | undefined
  readonly #given: ReturnType<typeof givenBySystem>

  constructor(readonly rehearsal: Rehearsal, readonly mappingKey: string, readonly target: ObjectTable, readonly view: TargetView) {
    this.#texts = rehearsal.newTexts()
    this.#given = givenBySystem(view.system, target)
    this.#names = [...target.attributes]
    this.#names.forEach((name, i) => {
      if (!this.#positions.has(name.toLowerCase())) this.#positions.set(name.toLowerCase(), i)
    })
  }

  positionFor(name: string): number {
    const key = name.toLowerCase()
    let position = this.#positions.get(key)
    if (position === undefined) {
      position = this.#names.push(name) - 1
      this.#positions.set(key, position)
    }
    return position
  }

  take(effect: Effect): void {
    if (!this.rehearsal.keep && !this.rehearsal.chained) return
    const { target, rehearsal } = this
    if (effect.created !== undefined) {
      const body = applyChanges('', [...this.#given(effect.created), ...effect.changes ?? []], effect.name, this.view, this)
      const made = this.#created.push({ anchor: effect.created, body: this.#texts.push(body) })
      if (effect.name !== undefined) this.#place(effect.name, -made)
      rehearsal.putObject(target.typeId, effect.created, { kind: 'created', body, baseHash: '' })
    } else if (effect.row !== undefined) {
      const anchor = target.anchors[effect.row] as string
      const baseHash = target.hashes[effect.row] as string
      if (effect.softDeletedAt !== undefined) {
        const body = applyChanges(target.bodies.at(effect.row) as string, [{ attribute: 'deletedDateTime', after: effect.softDeletedAt }], undefined, this.view, this)
        this.#bodies.set(effect.row, this.#texts.push(body))
        this.#moved.set(normalName(this.view.referenceText(effect.row)), undefined)
        rehearsal.putObject(target.typeId, anchor, { kind: 'changed', body, baseHash })
      } else if (effect.changes === undefined) {
        this.#bodies.set(effect.row, GONE)
        if (forgetsDeleted(this.view.product)) this.#moved.set(normalName(this.view.referenceText(effect.row)), undefined)
        rehearsal.putObject(target.typeId, anchor, { kind: 'deleted', body: '', baseHash })
      } else {
        const body = applyChanges(target.bodies.at(effect.row) as string, effect.changes, effect.name, this.view, this)
        this.#bodies.set(effect.row, this.#texts.push(body))
        rehearsal.putObject(target.typeId, anchor, { kind: 'changed', body, baseHash })
        const old = effect.name === undefined ? undefined : this.view.name(effect.row)
        if (effect.name !== undefined && old !== undefined) {
          this.#moved.set(normalName(old), effect.name)
          this.#place(effect.name, effect.row)
        }
      }
    }
    if (effect.link) rehearsal.putLink(this.mappingKey, effect.link, true)
  }

  /** The target as this mapping leaves it, for the run's next one. */
  finish(): void {
    const { target, rehearsal } = this
    this.#followMoves()
    rehearsal.addAttributes(target, this.#names)
    if (!rehearsal.chained || (this.#bodies.size === 0 && this.#created.length === 0)) return
    const created = new Map(this.#created.map(({ anchor, body }) => [anchor, body]))
    const left = new LaidOver({ ...target, attributes: this.#names })
    rehearsal.setEffective(left.over([...created.keys()].sort(), (anchor) => ({ body: this.#texts.at(created.get(anchor) as number), stamp: rehearsal.stamp }), (row) => {
      const body = this.#bodies.get(row)
      if (body === undefined) left.keep(row, undefined)
      else if (body !== GONE) left.keep(row, { body: this.#texts.at(body), stamp: rehearsal.stamp })
    }))
  }

  /** A container of this mapping is called otherwise, or is new; rows of what is created are below zero. */
  #place(name: string, row: number): void {
    if (!this.view.holdsOthers) return
    this.#tree ??= this.view.containers()
    this.#tree.put(name, row)
  }

  /** Who names somebody that moved or is gone names them as the directory now does, whatever the type of either; what stands in a container that moved goes along. */
  #followMoves(): void {
    if (this.#moved.size === 0) return
    const { target, rehearsal, view } = this
    const tree = this.#tree?.hasMoved === true ? this.#tree : undefined
    const byName = renamedBy(this.#moved)
    const renamed: Renamed = tree ? (name) => tree.nowOf(name) ?? byName(name) : byName
    if (tree) this.#takeAlong(tree)
    const positions = referencePositions(view.product, target.type, this.#names)
    if (positions.length > 0) this.#rewrite((body) => followed(body, positions, renamed), (row) => refersTo(target.bodies, row, positions, renamed))
    rehearsal.followElsewhere(target, view.product, renamed, tree !== undefined)
  }

  /** Containers within those that moved. */
  #takeAlong(tree: ContainerTree): void {
    const { namePosition } = this.view
    const position = namePosition < 0 ? this.positionFor('dn') : namePosition
    this.#rewrite((body, row) => {
      const [held, name] = [cellAt(body, position), tree.nameOf(row)]
      if (name === undefined || (typeof held === 'string' && normalName(held) === normalName(name))) return undefined
      return applyChanges(body, [{ attribute: 'parentDistinguishedName', after: parentOf(name) }], name, this.view, this)
    })
  }

  /**
   * Gives another body to those for whom there is one, by what the mapping has made of them; rows of what is created are below zero. `concerns`:
   * whether there may be one for an object that it left alone.
   */
  #rewrite(rewritten: (body: string, row: number) => string | undefined, concerns: (row: number) => boolean = () => true): void {
    const { target, rehearsal } = this
    for (let row = 0; row < target.anchors.length; row++) {
      const made = this.#bodies.get(row)
      if (made === GONE || (made === undefined && !concerns(row))) continue
      const body = rewritten(made === undefined ? target.bodies.at(row) as string : this.#texts.at(made), row)
      if (body === undefined) continue
      this.#bodies.set(row, this.#texts.push(body))
      rehearsal.putObject(target.typeId, target.anchors[row] as string, { kind: 'changed', body, baseHash: target.hashes[row] as string })
    }
    for (const [i, created] of this.#created.entries()) {
      const body = rewritten(this.#texts.at(created.body), -1 - i)
      if (body === undefined) continue
      created.body = this.#texts.push(body)
      rehearsal.putObject(target.typeId, created.anchor, { kind: 'created', body, baseHash: '' })
    }
  }
}

/** In place of the number of a text. */
const GONE = -1
