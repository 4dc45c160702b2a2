import { normalise } from '../../model/header'
import type { ColumnMapping } from '../mapping'
import type { Context } from './context'
import type { Sheet } from './sheet'

/** Words of a scale of satisfaction, agreement, likelihood or quality. */
const SCALE =
  /^(非常|十分|很|较|比较|不太|有点|极其|完全|一点也|极|最)?(不)?(满意|滿意|同意|赞同|认同|推荐|愿意|可能|好|差|符合|重要|容易|方便)$|^(一般|中立|不确定|无所谓|普通|尚可|还可以|说不清)$|^(very |extremely |somewhat |completely |strongly |slightly |not at all |not so |neither )*((dis|un)?satisfied|(dis)?agree|(un)?likely|easy|difficult|good|bad|poor)( nor (dissatisfied|disagree|unlikely|difficult))?$|^(neutral|excellent|fair|average|poor|very good|very poor)$/i
/** Heads that ask how good something was. */
const RATED =
  /满意|滿意|评价|評價|评分|打分|推荐|推薦|体验|质量|服务|nps|satisf|recommend|rate|rating|likely|how (easy|good|well|was|would)|experience|score/i
/** Heads that ask about the person: their coded answers are no marks. */
const ABOUT =
  /性别|性別|年龄|年齡|学历|職業|职业|收入|城市|地区|频率|多少|几次|电话|手机|姓名|邮箱|会员号|gender|\bage\b|income|education|how (many|often|much|long)|occupation|phone|e-?mail|your name/i
/** Heads that ask for words. */
const OPEN =
  /意见|意見|建议|建議|原因|为什么|為什麼|说明|其他|留言|补充|改进|反馈|comment|why|reason|suggest|improve|feedback|tell us|anything|describe|explain|open-ended/i
const NUMBERED = /^\s*(?:Q?\d+\s*[、.．:：)）]|第\d+题[:：、]?)\s*/i

/** `1、您对物流的满意度` → the question; matrix questions keep both of their parts. */
const itemOf = (header: string): string =>
  header
    .replace(/\s+/g, ' ')
    .replace(NUMBERED, '')
    .replace(/ \(\d+\)$/, '')
    .trim() || header

/** A head that is a question by the look of it. */
const asks = (header: string): boolean =>
  NUMBERED.test(header) ||
  /[?？]\s*(\[.*\])?\s*$/.test(header) ||
  (RATED.test(header) && header.trim().length > 5)

/** Heads of what is so or not. */
const TICKED = /\b(?:ind|flag|is|has)\b|是否|有无/i

/** `10分`, `4 stars`: a mark with what it counts behind it. */
const MARK = /^(\d{1,2}) ?(?:分|星|颗星|顆星|点|點|stars?|points?|pts)$/i

type Answer = 'feedback.score' | 'feedback.comment'
/** What a question's cells are: marks, words of a scale, free text; null for a choice or what says who answered. */
function answerOf(sheet: Sheet, index: number): Answer | null {
  const header = sheet.header[index]!
  const cells = sheet.present(index, 500).map((cell) => cell.replace(MARK, '$1'))
  if (ABOUT.test(header)) return null
  if (!cells.length) return OPEN.test(header) ? 'feedback.comment' : null
  const most = (test: (cell: string) => boolean) => cells.filter(test).length > cells.length * 0.8
  if (most((cell) => SCALE.test(cell))) return 'feedback.score'
  if (most((cell) => /^(?:10|\d)(?:\.0+)?$/.test(cell))) {
    const values = new Set(cells.map(Number))
    // What was ticked is 0 or 1: no mark.
    return [...values].every((value) => value === 0 || value === 1) &&
      values.size > 1 &&
      (!RATED.test(header) || TICKED.test(header))
      ? null
      : 'feedback.score'
  }
  const length = cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length
  const distinct = new Set(cells).size / cells.length
  const words = OPEN.test(header) || (length > 5 && distinct > 0.6)
  return words && !cells.every((cell) => /^[\d\s@.+-]+$/.test(cell)) ? 'feedback.comment' : null
}

/** Whether a column holds words that were asked for: it says nothing of who answered. */
export const holdsWords = (sheet: Sheet, index: number): boolean =>
  OPEN.test(sheet.header[index]!) && answerOf(sheet, index) === 'feedback.comment'

/** The questions among the columns that mean nothing else, as columns of a wide file. */
export function questions(
  sheet: Sheet,
  free: ColumnMapping[],
  all: boolean,
  choice: Context['choice'],
): ColumnMapping[] {
  return free.flatMap((column) => {
    const chosen = choice(column.index)
    const target = chosen ?? answerOf(sheet, column.index)
    if (!target) return []
    // A head that asks for words need not look like a question: 您的建议.
    const open = target === 'feedback.comment' && OPEN.test(column.header)
    if (!chosen && !all && !open && !asks(column.header)) return []
    const marks = target === 'feedback.score' ? sheet.as(column.index, 'number') : null
    const { reading, type } = marks && marks.fit > 0.9 ? marks : sheet.as(column.index, 'text')
    return [
      {
        ...column,
        target,
        reading,
        type,
        confidence: chosen ? 1 : asks(column.header) ? 0.9 : 0.7,
        reason: chosen ? ('chosen' as const) : ('shape' as const),
        wide: { item: itemOf(column.header) },
      },
    ]
  })
}

/** How many columns ask for a mark: two make a survey of a file that is nothing else. */
export const marksAsked = (sheet: Sheet): number =>
  sheet.header.filter(
    (name, index) => asks(name) && RATED.test(normalise(name)) && answerOf(sheet, index) === 'feedback.score',
  ).length
