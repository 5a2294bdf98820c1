/** How the names of exports end; dialogs offer them first, and only they can be dropped. What a file is, its content says. */
export const EXPORT_EXTENSIONS: readonly string[] = ['csv', 'tsv', 'txt', 'ldif', 'ldf', 'json']
