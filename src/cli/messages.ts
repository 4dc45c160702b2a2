import { joined, LANGUAGES, type Language, type Messages } from '../analysis/say'

const files = import.meta.glob<Messages>(
  ['../locales/*/{errors,model,notices,panels,report}.json', '../analysis/*/words/*.json'],
  { eager: true, import: 'default' },
)

/** The words that panels, reports and the command line need, in every language. */
export const MESSAGES = Object.fromEntries(
  LANGUAGES.map((language): [Language, Messages] => [
    language,
    joined(
      Object.entries(files).flatMap(([path, words]) =>
        path.includes(`/${language}/`) || path.endsWith(`/${language}.json`) ? [words] : [],
      ),
    ),
  ]),
) as Record<Language, Messages>
