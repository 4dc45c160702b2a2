import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/analysis/say'
import { detectEncoding, ENCODINGS, type Encoding } from '../../src/ingest/encoding'
import { dataFolder } from '../setup/data.mjs'
import { encode } from '../support/bytes'
import { wordFiles } from '../support/words'
import { seeded } from '../../src/stats/random'

interface Words {
  headers: string[]
  surnames: string
  given: string
  places: string[]
  companies: string[]
  products: string[]
}
const SIMPLIFIED: Words = {
  headers: [
    '客户编号',
    '客户名称',
    '联系人',
    '收货地址',
    '商品标题',
    '规格',
    '金额（元）',
    '下单时间',
    '所属区域',
    '跟进人',
    '客户级别',
    '发票抬头',
    '备注',
  ],
  surnames:
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤甄鄢佘缪逄',
  given:
    '伟芳娜敏静丽强磊洋勇艳杰娟涛明超霞平刚桂玉萍红玲丹鹏建华亮斌婷欣怡梓轩浩宇泽博文佳琪雨晨睿嘉懿珺喆堃垚瑄彧昊熙祺煜晗茜钰璐莹晟骏炜烨霖翀赟',
  places: [
    '浙江省杭州市西湖区文三路',
    '广东省深圳市南山区科苑路',
    '四川省成都市武侯区人民南路',
    '江苏省苏州市昆山市花桥镇绿地大道',
    '湖南省长沙市岳麓区',
    '新疆乌鲁木齐市天山区',
    '内蒙古呼和浩特市赛罕区',
    '安徽省亳州市谯城区',
    '山东省菏泽市鄄城县',
    '福建省漳州市龙海区',
  ],
  companies: [
    '华强电子有限公司',
    '鑫源贸易商行',
    '恒泰物流集团',
    '瑞祥食品股份有限公司',
    '宏达机械厂',
    '旭日服饰经营部',
    '百川化工',
    '润泽生物科技',
  ],
  products: [
    '纯棉四件套',
    '不锈钢保温杯500ml',
    '蓝牙耳机',
    '办公椅',
    '儿童积木玩具',
    '真皮沙发',
    '冷萃咖啡液',
    '龙井茶叶礼盒',
    '羽绒服女中长款',
    '螺蛳粉',
    '鲫鱼饲料',
    '榨汁机',
    '枸杞',
  ],
}
const TRADITIONAL: Words = {
  headers: [
    '客戶編號',
    '客戶名稱',
    '聯絡人',
    '收件地址',
    '商品名稱',
    '規格',
    '金額',
    '訂購時間',
    '縣市',
    '業務人員',
    '會員等級',
    '發票號碼',
    '備註',
  ],
  surnames:
    '陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓馬阮董唐溫藍蔣石古紀姚連馮歐程湯田康姜白涂尤巫韓龔粘',
  given:
    '怡君雅婷淑芬美玲家豪志明俊傑建宏冠宇承翰宗柏詩涵佳穎欣惠如麗華秀英品妤宜蓁思子恩睿宥廷昱瑜筑琪鈺芷瑄彥霖珮瑩晟煒靖甯靜綺嫻',
  places: [
    '臺北市大安區忠孝東路四段',
    '新北市板橋區文化路一段',
    '高雄市苓雅區四維三路',
    '臺中市西屯區臺灣大道',
    '新竹縣竹北市光明六路',
    '桃園市中壢區',
    '屏東縣萬巒鄉',
    '花蓮縣吉安鄉',
    '雲林縣斗六市',
    '金門縣金湖鎮',
  ],
  companies: [
    '精密股份有限公司',
    '國際企業社',
    '鴻圖科技有限公司',
    '永豐餘行銷顧問',
    '慶豐食品工業',
    '瑞鑫五金行',
    '聯合貿易',
    '禾馨診所',
  ],
  products: [
    '純棉床包組',
    '不鏽鋼保溫瓶',
    '藍牙耳機',
    '辦公椅',
    '鳳梨酥禮盒',
    '烏龍茶葉',
    '羽絨外套',
    '行動電源',
    '洗面乳',
    '貓咪飼料',
    '螺絲起子組',
    '珍珠奶茶',
  ],
}
const JAPANESE: Words = {
  headers: ['顧客番号', '氏名', '担当者', '住所', '商品名', '数量', '金額', '注文日', '都道府県', 'メモ'],
  surnames: '佐藤鈴木高橋田中伊渡辺山本村小林加吉井松清斎',
  given: '翔太大輔健一美咲陽子結衣さくらひろし',
  places: ['東京都渋谷区神南', '大阪府大阪市北区梅田', '北海道札幌市中央区', '福岡県福岡市博多区'],
  companies: ['株式会社サンプル', '有限会社みどり', '山田商事'],
  products: ['ワイヤレスイヤホン', 'コーヒー豆', 'ステンレスボトル', 'りんごジュース'],
}
const KOREAN: Words = {
  headers: ['고객번호', '고객명', '담당자', '주소', '상품명', '수량', '결제금액', '주문일', '지역'],
  surnames: '김이박최정강조윤장임',
  given: '민준서연지우하은도윤수빈예진현성호영미경',
  places: ['서울특별시 강남구 테헤란로', '부산광역시 해운대구', '경기도 성남시 분당구'],
  companies: ['주식회사 한빛', '대한무역', '푸른식품'],
  products: ['무선 이어폰', '보온병', '원두커피', '겨울 패딩'],
}
const FRENCH: Words = {
  headers: [
    'Numéro client',
    'Prénom',
    'Société',
    'Adresse',
    'Libellé',
    'Quantité',
    'Prix unitaire',
    'Créé le',
    'Région',
  ],
  surnames: '',
  given: '',
  places: [
    '12 rue de la République, Orléans',
    'Montréal',
    'Nîmes',
    'Besançon',
    'Königsstraße 5, Köln',
    'A Coruña',
  ],
  companies: ['Boulangerie Lefèvre', 'Hôtel du Château', 'Müller & Söhne', 'Café René'],
  products: ['crème brûlée', 'thé glacé', 'pâté de campagne', 'forêt noire'],
}

function table(words: Words, seed: number, rows: number): string {
  const next = seeded(seed)
  const one = <T>(list: ArrayLike<T>): T => list[Math.floor(next() * list.length)]!
  const name = () =>
    words.surnames
      ? one([...words.surnames]) + one([...words.given]) + (next() < 0.6 ? one([...words.given]) : '')
      : one(['Zoé Bérard', 'René Côté', 'José Muñoz', 'Anaïs Lefèvre', 'Jürgen Groß', 'Paul Martin'])
  const cell: (() => string)[] = [
    name,
    () => `"${one(words.places)}${Math.floor(next() * 900)}"`,
    () => one(words.companies),
    () => one(words.products),
    () => String(Math.round(next() * 1e5) / 100),
    () => `2024/${1 + Math.floor(next() * 12)}/${1 + Math.floor(next() * 28)}`,
  ]
  const width = 2 + Math.floor(next() * 4)
  const columns = Array.from({ length: width }, (_, i) => (i ? one(cell) : name))
  const own = next() < 0.8
  const header = columns.map((_, i) => (own ? one(words.headers) : `col${i}`))
  const lines = [
    ['id', ...header],
    ...Array.from({ length: rows }, (_, i) => [`C${1000 + i}`, ...columns.map((make) => make())]),
  ]
  return lines.map((line) => line.join(',')).join(next() < 0.5 ? '\r\n' : '\n') + '\n'
}

interface Tally {
  files: number
  right: number
  asked: number
  wrong: string[]
}
function tally(words: Words, encoding: Encoding, rows: number, mark = false, files = 300): Tally {
  const found: Tally = { files: 0, right: 0, asked: 0, wrong: [] }
  for (let seed = 1; seed <= files; seed++) {
    const text = table(words, seed * 7919 + rows, rows)
    const bytes = encode(text, encoding, mark)
    if (!bytes || /^[\0-\x7f]*$/.test(text)) continue
    found.files++
    const guess = detectEncoding([bytes])
    const same = new TextDecoder(guess.encoding).decode(bytes) === text
    if (!guess.sure) found.asked++
    if (same) found.right++
    else if (guess.sure) found.wrong.push(`${seed}: ${guess.encoding}`)
  }
  return found
}

const CASES: [string, Words, Encoding, boolean?][] = [
  ['simplified in GBK', SIMPLIFIED, 'gb18030'],
  ['traditional in GBK', TRADITIONAL, 'gb18030'],
  ['traditional in Big5', TRADITIONAL, 'big5'],
  ['Japanese in Shift_JIS', JAPANESE, 'shift_jis'],
  ['Korean in EUC-KR', KOREAN, 'euc-kr'],
  ['French, German and Spanish in windows-1252', FRENCH, 'windows-1252'],
  ...([false, true] as const).flatMap((mark) =>
    (['utf-8', 'utf-16le', 'utf-16be'] as const).flatMap((encoding) =>
      (
        [
          ['simplified', SIMPLIFIED],
          ['traditional', TRADITIONAL],
          ['Japanese', JAPANESE],
          ['Korean', KOREAN],
          ['French', FRENCH],
        ] as const
      ).map(
        ([name, words]) =>
          [`${name} in ${encoding}${mark ? ' with a mark' : ''}`, words, encoding, mark] as [
            string,
            Words,
            Encoding,
            boolean,
          ],
      ),
    ),
  ),
]

describe('hundreds of generated customer files', () => {
  it.each(CASES)('%s: right, or the reader is asked', (name, words, encoding, mark = false) => {
    for (const rows of [1, 3, 60]) {
      const { files, right, asked, wrong } = tally(words, encoding, rows, mark, rows > 3 ? 60 : 300)
      if (process.env.CONFUSION)
        console.log(
          `${name}, ${rows} rows: ${files} files, ${right} right, ${asked} asked, ${wrong.length} wrong`,
        )
      expect(wrong).toEqual([])
      expect(right / files).toBeGreaterThan(rows === 1 ? 0.97 : 0.99)
      expect(asked / files).toBeLessThan(rows === 1 ? 0.25 : rows === 3 ? 0.1 : 0.01)
    }
  })

  it('four-byte characters of GB18030 are read', () => {
    const text = '客户编号,客户名称\nC1,𠮷野家\nC2,王𫖯\nC3,䶮龘商行\n'
    const bytes = encode(text.replace('䶮', '𠀀'), 'gb18030')!
    expect(detectEncoding([bytes])).toMatchObject({ encoding: 'gb18030', sure: true })
  })
})

/** The words of the interface: natural text that had no part in making the lists of characters. */
describe('sentences of the interface, three at a time', () => {
  const sentences = (language: Language): string[] => {
    const strings = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : Object.values(value as object).flatMap(strings)
    return wordFiles(language)
      .filter(([path]) => /locales.*\/(data|ui|errors|panels|model|report|settings)\.|^analysis/.test(path))
      .flatMap(([, words]) => strings(words))
      .filter((text) => (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) > 3)
  }
  it.each([
    ['zh-CN', 'gb18030'],
    ['zh-TW', 'big5'],
    ['zh-TW', 'gb18030'],
  ] as [Language, Encoding][])('%s in %s', (language, encoding) => {
    const all = sentences(language)
    let [files, right, asked] = [0, 0, 0]
    const wrong: string[] = []
    for (let i = 0; i + 3 <= all.length; i += 3) {
      const text = `id,text\n${all
        .slice(i, i + 3)
        .map((line, k) => `${k},${line}`)
        .join('\n')}\n`
      const bytes = encode(text, encoding)
      if (!bytes) continue
      files++
      const guess = detectEncoding([bytes])
      if (guess.encoding === encoding) right++
      else if (guess.sure) wrong.push(text)
      if (!guess.sure) asked++
    }
    if (process.env.CONFUSION)
      console.log(
        `${language} in ${encoding}: ${files} files, ${right} right, ${asked} asked, ${wrong.length} wrong`,
      )
    expect(files).toBeGreaterThan(100)
    expect(wrong).toEqual([])
    expect(right / files).toBeGreaterThan(0.99)
  })
})

const mall = (name: string) => join(dataFolder() ?? '', 'zh', `商城详细销售数据_${name}.csv`)
describe.skipIf(!existsSync(mall('gbk')))('real files', () => {
  it('every stretch of ten lines of the mall file in GBK', () => {
    const bytes = new Uint8Array(readFileSync(mall('gbk')))
    const ends = [-1]
    bytes.forEach((byte, i) => byte === 10 && ends.push(i))
    for (let i = 0; i + 10 < ends.length; i += 50) {
      const guess = detectEncoding([bytes.subarray(ends[i]! + 1, ends[i + 10]! + 1)])
      if (guess.sure) expect(guess.encoding, `line ${i}`).toBe('gb18030')
    }
    expect(ENCODINGS).toContain(detectEncoding([bytes]).encoding)
    expect(detectEncoding([bytes])).toMatchObject({ encoding: 'gb18030', sure: true })
    const places = (text: string) =>
      text
        .split(/\r?\n/)
        .slice(1, -1)
        .map((line) => line.split(',').slice(0, 10))
    expect(places(new TextDecoder('gb18030').decode(bytes))).toEqual(
      places(readFileSync(mall('utf8_twin'), 'utf8')),
    )
  })
})
