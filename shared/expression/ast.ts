/** Start and end in UTF-16 code units from 0; the end is excluded. */
export type Span = readonly [number, number]

export type CompareOperator = '=' | '<>' | '>' | '>=' | '<' | '<='
export type Word = 'IgnoreAttributeFlow' | 'IgnoreObjectFlow' | 'vbTextCompare' | 'vbBinaryCompare' | Encoding
/** How ConvertFromBase64 is told to read the bytes (cloud-sync/reference-expressions.md). */
export type Encoding = 'Unicode' | 'ASCII' | 'UTF8'

export interface TextNode { readonly kind: 'text'; readonly value: string; readonly span: Span }
/** `text` is the number as written, for 9223372036854775807 is no double; `&H1F` stays `&H1F`. */
export interface NumberNode { readonly kind: 'number'; readonly text: string; readonly span: Span }
export interface AttributeNode { readonly kind: 'attribute'; readonly name: string; readonly span: Span }
export interface WordNode { readonly kind: 'word'; readonly word: Word; readonly span: Span }
/** An argument slot left empty, which is not the same as `""`. */
export interface OmittedNode { readonly kind: 'omitted'; readonly span: Span }
export interface ComparisonNode {
  readonly kind: 'comparison'
  readonly operator: CompareOperator
  readonly left: Expression
  readonly right: Expression
  readonly span: Span
}
export interface CallNode {
  readonly kind: 'call'
  readonly callee: string
  readonly calleeSpan: Span
  readonly args: readonly Expression[]
  readonly span: Span
}

export type Expression = TextNode | NumberNode | AttributeNode | WordNode | OmittedNode | ComparisonNode | CallNode

/** The parts directly below a node, in source order. */
export function childrenOf(e: Expression): readonly Expression[] {
  if (e.kind === 'call') return e.args
  return e.kind === 'comparison' ? [e.left, e.right] : []
}

/** Every node, parents before children, in source order. */
export function walk(e: Expression): readonly Expression[] {
  const nodes: Expression[] = []
  const waiting: Expression[] = [e]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    nodes.push(next)
    const children = childrenOf(next)
    for (let i = children.length - 1; i >= 0; i -= 1) {
      const child = children[i]
      if (child) waiting.push(child)
    }
  }
  return nodes
}
