/** What can be asked of an attribute that a mapping reads: another name everywhere, what feeds it, where it is used. */
export type AttributeAction = 'rename' | 'feeding' | 'usages'
