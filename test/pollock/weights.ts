/**
 * How often each pollution was met in the 3,712 files that the benchmark's authors surveyed: the weight of its files
 * (pollock_weights.json). Files that are polluted in one row share the weight of their kind.
 */
const FILES: Record<string, number> = {
  'source.csv': 1,
  'file_no_payload.csv': 15,
  'file_no_trailing_newline.csv': 184,
  'file_double_trailing_newline.csv': 5,
  'file_no_header.csv': 470,
  'file_header_multirow_2.csv': 47,
  'file_header_multirow_3.csv': 47,
  'file_preamble.csv': 282,
  'file_multitable_same.csv': 188 / 3,
  'file_multitable_more.csv': 188 / 3,
  'file_multitable_less.csv': 188 / 3,
  'file_header_only.csv': 3,
  'file_one_data_row.csv': 4,
  'file_record_delimiter_0xD.csv': 7,
  'file_record_delimiter_0xA.csv': 1691,
  'file_field_delimiter_0x9.csv': 4,
  'file_field_delimiter_0x3B.csv': 834,
  'file_field_delimiter_0x20.csv': 4,
  'file_field_delimiter_0x2C_0x20.csv': 101,
  'file_quotation_char_0x27.csv': 11,
  'file_escape_char_0x5C.csv': 1,
  'file_escape_char_0x00.csv': 7,
}
const ROWS: [start: string, weight: number][] = [
  ['row_less_sep_', 0.36775106082036774],
  ['row_more_sep_', 0.36775106082036774],
  ['row_field_delimiter_', 1 / 7],
  ['row_extra_quote', 1 / 108],
]

export function weightOf(file: string): number {
  const weight = FILES[file] ?? ROWS.find(([start]) => file.startsWith(start))?.[1]
  if (weight === undefined) throw new Error(`${file} has no weight`)
  return weight
}
