/** Traditional characters of column heads and what they are in simplified; also 帐 and 臺, which are written both ways. */
const FOLDED =
  '錢钱訂订單单編编號号碼码買买賣卖帳账帐账賬账臺台檯台購购創创時时間间稱称級级別别標标籤签簽签類类產产價价數数銷销額额優优應应實实際际貨货運运費费點点換换會会員员戶户顧顾聯联繫系絡络電电話话機机郵邮國国區区縣县鄉乡鎮镇發发開开關关結结處处態态狀状積积評评論论題题項项滿满業业務务負负責责經经總总計计專专請请問问師师組组織织幣币質质過过後后備备註注記记錄录確确認认達达預预進进轉转還还遞递選选響响頁页領领體体動动勝胜協协參参層层帶带廣广庫库匯汇據据擔担書书東东條条構构樣样權权歷历歸归沒没況况準准潛潜無无營营獲获獎奖環环現现異异監监禮礼稅税種种節节簡简紅红約约純纯細细終终給给統统維维網网線线績绩續续繳缴職职與与舉举舊旧補补裝装製制複复見见規规視视觀观親亲訊讯訪访設设許许訴诉詳详試试該该誤误說说課课調调談谈證证識识議议護护讀读變变財财貢贡貸贷貼贴資资賞赏賠赔車车較较載载輪轮輸输辦办週周連连違违遠远適适遲迟銀银鋪铺鎖锁鏈链長长門门閉闭閱阅階阶隊队險险隨随雙双順顺頭头願愿顯显風风餘余館馆驗验啟启蝦虾諮咨詢询屬属齡龄戰战圖图傳传價价為为兌兑滯滞歡欢壓压損损毀毁淨净減减漲涨獨独獻献療疗離离難难雜杂領领頻频飲饮齊齐學学讓让贈赠鐘钟檢检診诊醫医藥药勞劳廠厂審审樓楼歲岁盤盘輛辆觸触撥拨曆历術术貿贸邊边飯饭遊游欄栏檔档範范紙纸軟软鍵键濟济暫暂緊紧測测競竞誌志寫写講讲訓训報报'
const SIMPLE = new Map<string, string>()
for (let i = 0; i < FOLDED.length; i += 2) SIMPLE.set(FOLDED[i]!, FOLDED[i + 1]!)
const TRADITIONAL = new RegExp(`[${[...SIMPLE.keys()].join('')}]`, 'g')

/** Marks that exports put around a name and that are none of it: quotes, a byte-order mark, "required", "hidden". */
const AROUND = /^[\uFEFF\s"'`*]+|[\s"'`*]+$/g
const HIDDEN = /^\((?:do not modify|不要修改|请勿修改)\)\s*/
export const fold = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(TRADITIONAL, (char) => SIMPLE.get(char)!)
    .replace(/[\u200b-\u200d\uFEFF]|\uFE0F|\p{Extended_Pictographic}/gu, '')
    .replace(AROUND, '')
    .replace(HIDDEN, '')
const bare = (text: string): string => text.replace(/[\s_\-./#:*"'`,、()[\]【】{}]+/g, '')

/**
 * Header text → the form in which names are compared: half-width, lower case, simplified, without units, value lists
 * and required marks in brackets, without blanks and punctuation.
 */
export function normalise(header: string): string {
  const text = fold(header)
  let [outer, before] = [text, '']
  while (outer !== before) [before, outer] = [outer, outer.replace(/[([【][^()[\]【】]*[)\]】]/g, '')]
  return bare(outer) || bare(text) || text.trim()
}
/** The same with what stands in brackets, for names that differ only there: `Grand Total (Base)`. */
export const whole = (header: string): string => bare(fold(header))

/** `Deal - Value`, `Billing Address - City`, `Rating__c` → the name without what only says whose it is; or null. */
export function unprefixed(header: string): string | null {
  const found = /^[\p{L} ]{2,24} - (.{2,})$/u.exec(header.trim()) ?? /^(.{2,})__c$/.exec(header.trim())
  return found ? normalise(found[1]!) : null
}

/**
 * What a header row is remembered by: the same for the same names in any order, script, width and case, with other
 * units. 16 hexadecimal digits.
 */
export function signature(header: string[]): string {
  const text = header.map(normalise).sort().join('\n')
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
    b ^= b >>> 13
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('')
}
