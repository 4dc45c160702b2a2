import { LANGUAGES, type Language, type Messages } from '../analysis/say'

const files = import.meta.glob<Messages>(
  ['../locales/*/panels.json', '../locales/*/report.json', '../locales/*/notices.json'],
  {
    eager: true,
    import: 'default',
  },
)

/** The words that panels, reports and the command line need, in every language. */
export const MESSAGES = Object.fromEntries(
  LANGUAGES.map((language): [Language, Messages] => [
    language,
    Object.assign(
      {},
      ...Object.entries(files).flatMap(([path, words]) =>
        path.startsWith(`../locales/${language}/`) ? [words] : [],
      ),
    ) as Messages,
  ]),
) as Record<Language, Messages>
