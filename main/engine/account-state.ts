import type { AttributeValue, Cell } from '../../shared/model/attribute'
import type { AttributeChange } from '../../shared/model/plan'
import type { Flow } from './compile-mapping'
import { isBlank } from './flow-value'
import type { TargetView } from './target-view'

/** Which account state a value of this mapping stands for; nothing where the mapping has no say in it. */
export function stateOf(flow: Flow, value: Cell, target: TargetView): 'on' | 'off' | undefined {
  const { accountState } = target
  if (!accountState || typeof value !== 'string') return undefined
  if (flow.accountState) return equalsText(value, accountState.off) ? 'off' : 'on'
  if (!flow.accountFlag || !accountState.flag || !/^\d+$/.test(value)) return undefined
  return (Number(value) & accountState.flag.bit) !== 0 ? 'off' : 'on'
}

/** The write that turns an account off because its person left scope, or on because they are back, without a mapping for it. */
export function planAccountState(row: number, kind: 'disable' | 'enable', { target }: { readonly target: TargetView }): AttributeChange | undefined {
  const { accountState } = target
  if (!accountState) return undefined
  const current = target.value(target.field(accountState.attribute), row)
  const wanted = kind === 'disable' ? accountState.off : accountState.on
  if (current !== null && equalsText(current, wanted)) return undefined
  return { attribute: accountState.attribute, ...(current === null ? {} : { before: current }), after: wanted, mapping: accountState.attribute }
}

/** The values that made an account state, for people: `accountDisabled is True, from Active “0” and Termination_Date “2026-11-20”`. */
export function becauseOf(flow: Flow, value: AttributeValue, reader: (slot: number) => Cell): string {
  const inputs = flow.inputs
    .map(({ name, slot }) => [name, reader(slot)] as const)
    .filter(([, cell]) => !isBlank(cell))
    .slice(0, 4)
    .map(([name, cell]) => `${name} “${textOf(cell)}”`)
  const list = inputs.length < 2 ? inputs.join('') : `${inputs.slice(0, -1).join(', ')} and ${inputs[inputs.length - 1] ?? ''}`
  return `${flow.target} is ${textOf(value)}${list === '' ? '' : `, from ${list}`}`
}

function equalsText(value: AttributeValue, text: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === text.toLowerCase()
}

/** A value as the shapes of causes and the reasons show it. */
export function textOf(value: Cell): string {
  return value === null ? 'absent' : typeof value === 'string' ? value : value.join(', ')
}
