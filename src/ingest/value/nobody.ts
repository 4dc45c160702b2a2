/** Words for nobody in particular, as they are compared: small letters, without blanks and marks. */
const WORDS = new Set(
  `guest guests guestuser guestcheckout guestorder walkin walkins anonymous anon anonym anonyme anonimo anónimo anônimo
  unknown unnamed noname nobody none null nil undefined unregistered notregistered notapplicable na notset notavailable
  cash cashsale cashsales cashcustomer counter countersale countersales overthecounter retailwalkin oneoff onetime
  casual default dummy test tests tester testing misc miscellaneous various other others
  gast laufkunde laufkundschaft barverkauf barverkäufe unbekannt diverse tageskunde barkunde einmalkunde
  invité invite passage clientdepassage clientcomptoir comptoir inconnu divers
  invitado ocasional clienteocasional mostrador consumidorfinal consumidor publicoengeneral públicoengeneral desconocido varios
  convidado balcão balcao clientebalcão clientebalcao avulso clienteavulso desconhecido
  occasionale clienteoccasionale ospite sconosciuto
  ゲスト 非会員 匿名 一見 一見客 不明 名無し 손님 비회원 익명 게스트 미등록
  散客 散户 散戶 零散 零售散客 门店散客 門店散客 线下散客 普通散客 散客户 散客戶 游客 遊客 访客 訪客 过客 過客 过路 過路 过路客 路人 匿名买家 匿名買家
  无 無 无名 無名 无名氏 無名氏 未知 不详 不詳 未登记 未登記 未注册 未註冊 未填 空 非会员 非會員 无会员 無會員 临时 臨時 默认 默認 预设 預設
  测试 測試 测试单 测试号 现金 現金 现金客 现金散客 一般 过路散客 普通`
    .split(/\s+/)
    .filter(Boolean),
)
/** What may stand beside such a word: `Walk-in Customer`, `匿名用户`, `Guest (POS)`. */
const BESIDE =
  /customers?|clients?|users?|buyers?|members?|accounts?|shoppers?|kunden?|kundin|顾客|顧客|客户|客戶|用户|用戶|会员|會員|买家|買家|客人|账号|帳號/g
const plainWord = (cell: string): string =>
  cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')

/** Whether a buyer's number or name is a word for nobody. */
export function isNobody(cell: string): boolean {
  const word = plainWord(cell)
  if (word === '' || WORDS.has(word)) return true
  const rest = word.replace(BESIDE, '')
  return rest !== word && rest !== '' && WORDS.has(rest) && !COMMON.has(rest)
}
/** Words that name a customer where another word stands beside them. */
const COMMON = new Set([
  'other',
  'others',
  'various',
  'test',
  'default',
  '普通',
  '一般',
  '空',
  'cash',
  'counter',
  'passage',
])

/** A number that programs have for nobody. */
export const isNought = (cell: string): boolean => /^[-+]?0+(\.0+)?$|^-1$/.test(cell)
/** What a form is filled with to get past it: one digit over and over. */
export const isFiller = (phone: string): boolean => isNought(phone) || /^(\d)\1{5,}$/.test(phone)

/** Cells that may be one of these, as the engine looks for them among a million: nothing with figures beside letters. */
export const HINT = `^[^0-9]{1,40}$|^[-+]?0+(?:[.]0+)?$|^-1$|^(?:${'123456789'.replace(/./g, '$&{6,}|')}0{6,})$`
