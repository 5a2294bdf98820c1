import { expect, test } from 'vitest'
import { type Choices, nextChoices } from '../../renderer/shell/use-rehearse'

const asked = (choices: Partial<Choices> = {}): Choices => ({ configuration: 'saved', keep: true, seed: 7, ...choices })

test.each([
  { because: 'a draft waits until something was rehearsed without it', last: undefined, draft: true, first: true, is: { configuration: 'saved', keep: true } },
  { because: 'later a draft is what is asked about', last: undefined, draft: true, first: false, is: { configuration: 'draft', keep: true } },
  { because: 'without a draft there is only what is saved', last: undefined, draft: false, first: false, is: { configuration: 'saved', keep: true } },
  { because: 'what was chosen is repeated while nothing is edited', last: { choices: asked(), hash: 'h1' }, draft: true, first: false, is: asked() },
  { because: 'what was edited since is rehearsed, with the other choices', last: { choices: asked(), hash: 'h0' }, draft: true, first: false, is: asked({ configuration: 'draft' }) },
  { because: 'a draft that is gone cannot be repeated', last: { choices: asked({ configuration: 'draft' }), hash: 'h1' }, draft: false, first: false, is: asked() },
])('$because', ({ last, draft, first, is }) => {
  expect(nextChoices(last, { draft, first, hash: 'h1' })).toEqual(is)
})
