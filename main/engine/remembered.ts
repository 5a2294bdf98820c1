const MOST = 1 << 14

/** The same answers, kept for questions that come again and again. Forgets them all when they are many, so that memory stays bounded. */
export function remembered<K, V>(answer: (question: K) => V): (question: K) => V {
  const answers = new Map<K, V>()
  return (question) => {
    const known = answers.get(question)
    if (known !== undefined || answers.has(question)) return known as V
    if (answers.size === MOST) answers.clear()
    const found = answer(question)
    answers.set(question, found)
    return found
  }
}
