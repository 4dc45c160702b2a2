/** Words that say that an order was carried out, in part or on its way; the others that count as such are guesses. */
const DONE =
  /complete|closed|done|deliver|ship|paid|fulfil|success|process|received|authori[sz]ed|confirmed|accepted|invoiced|open|active|pending|partial|部分|完成|成功|已发|已發|发货|發貨|出貨|签收|簽收|已收|收货|收貨|付款|支付|确认|確認|交付|配送|评价|評價|待|处理中|處理中|进行中|進行中|正常|結案|结案|成立|已核|审核|審核/i

/** Whether the word says by itself how the order is counted. */
export const isKnownStatus = (status: string, state: string): boolean =>
  state !== 'completed' || DONE.test(status)
