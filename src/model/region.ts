import { AREAS, CITIES, COUNTRIES, PROVINCES, TAIWAN } from './region/places'

/** Where a name stands decides what it may mean: 吉林 is a province in one column and a city in another. */
export type PlaceLevel = 'country' | 'province' | 'city' | 'region'
export const PLACE_LEVELS: PlaceLevel[] = ['country', 'province', 'city', 'region']

/** Traditional characters that names of places are written with, and their simplified forms. */
const TRADITIONAL =
  '臺廣東蘇寧濟瀋漢長慶灣門陝內龍遼貴雲肅區縣義蘭興連爾齊陽陰煙濰萊無揚鎮鹽紹溫臨麗蕪馬銅莊營棗濱澤鄭開許駐荊黃岡張婁懷關頭賀賓來欽瓊樂綿瀘達貢畢節順銀衛吳雞寶鹹烏魯鶴崗雙鴨綏錦盤蘆撫鐵嶺邊倫彥錫維壯鄉島廈巖贛饒鷹國韓聯華亞羅紐緬諾團蓮園滬瀾澗隴滄鄲滎潁豐潤麥盧愛賽穎薩瑪別臘時鮮'
const SIMPLIFIED =
  '台广东苏宁济沈汉长庆湾门陕内龙辽贵云肃区县义兰兴连尔齐阳阴烟潍莱无扬镇盐绍温临丽芜马铜庄营枣滨泽郑开许驻荆黄冈张娄怀关头贺宾来钦琼乐绵泸达贡毕节顺银卫吴鸡宝咸乌鲁鹤岗双鸭绥锦盘芦抚铁岭边伦彦锡维壮乡岛厦岩赣饶鹰国韩联华亚罗纽缅诺团莲园沪澜涧陇沧郸荥颍丰润麦卢爱赛颖萨玛别腊时鲜'
const simple = new Map([...TRADITIONAL].map((char, i) => [char, [...SIMPLIFIED][i]!]))
const simplified = (text: string): string =>
  [...text.normalize('NFKC').trim()].map((char) => simple.get(char) ?? char).join('')

/** Latin spellings are compared without case, blanks and marks: `Xi'an`, `XIAN`, `Nei Mongol`. */
const latin = (text: string): string => text.toLowerCase().replace(/[\s'’.,_-]+/g, '')
const isLatin = (text: string): boolean => /^[\p{Script=Latin}\s'’.,_-]+$/u.test(text)

/** Lists of countries name them beside 中国, and provinces do too. */
const ALSO_PROVINCES = new Set(['台湾', '香港', '澳门'])

type Names = Map<string, string>
const namesOf = (table: string[][], codes: number, kind: string): { names: Names; codes: Names } => {
  const found = { names: new Map<string, string>(), codes: new Map<string, string>() }
  for (const [identity, ...rest] of table) {
    const own = `${ALSO_PROVINCES.has(identity!) ? 'province' : kind}:${identity}`
    found.names.set(identity!, own)
    rest.slice(0, codes).forEach((code) => found.codes.set(code, own))
    for (const name of rest.slice(codes)) found.names.set(isLatin(name) ? latin(name) : name, own)
  }
  return found
}
const provinces = namesOf(PROVINCES, 1, 'province')
const taiwan = namesOf(TAIWAN, 0, 'taiwan')
const cities = namesOf(CITIES, 0, 'city')
const areas = namesOf(AREAS, 0, 'area')
const countries = namesOf(COUNTRIES, 2, 'country')

/** Nationalities that stand in the official name of an autonomous unit and in no short name. */
const NATIONS = '(?:(?:朝鲜|土家|苗|侗|布依|彝|白|傣|景颇|傈僳|藏|羌|回|哈尼|壮|蒙古|柯尔克孜|哈萨克)族?)+'
const PROVINCE_SUFFIX = /(?:省|特别行政区|(?:壮族|回族|维吾尔)?自治区| province| sheng)$/i
/** 吉林市 is a city; only these four are provincial-level units. */
const MUNICIPALITY = /^(北京|天津|上海|重庆)市$|^(beijing|tianjin|shanghai|chongqing) (?:city|municipality)$/i
const CITY_SUFFIX = new RegExp(`(?:(?:${NATIONS})?自治州|地区|盟|市| city)$`, 'i')
const AREA_SUFFIX = /(?:大区|地区|区域|区)$/

const lookUp = ({ names }: { names: Names }, text: string): string | null =>
  names.get(isLatin(text) ? latin(text) : text) ?? null

const province = (text: string, codes: boolean): string | null => {
  const own =
    lookUp(provinces, text) ??
    lookUp(provinces, text.replace(PROVINCE_SUFFIX, '').replace(MUNICIPALITY, '$1$2'))
  if (own || !codes) return own
  return provinces.codes.get(text.toUpperCase().replace(/^CN-/, '')) ?? null
}
const county = (text: string): string | null => lookUp(taiwan, text)
/** A Latin spelling must be one of the larger cities; a Chinese name loses what says that it is a city. */
const city = (text: string, anyName: boolean): string | null => {
  const stem = text.replace(CITY_SUFFIX, '')
  const known = lookUp(cities, stem) ?? lookUp(cities, text)
  if (known) return known
  return anyName && /^\p{Script=Han}{2,}$/u.test(stem) ? `city:${stem}` : null
}
const area = (text: string): string | null => lookUp(areas, text.replace(AREA_SUFFIX, ''))
const country = (text: string, codes: boolean): string | null => {
  const own = lookUp(countries, text)
  const code = text.toUpperCase()
  return own ?? (codes || code.length === 3 ? (countries.codes.get(code) ?? null) : null)
}

/**
 * Which place a cell names, as a key that all its spellings share (`province:广东`); null where that is not sure.
 * `codes`: whether `GD` may be read as a code of a Chinese province here.
 */
export function placeOf(cell: string, level: PlaceLevel, codes = false): string | null {
  const text = simplified(cell)
  switch (level) {
    case 'country':
      return country(text, true)
    case 'province':
      return county(text) ?? province(text, codes)
    case 'city':
      return county(text) ?? city(text, true)
    case 'region':
      return county(text) ?? province(text, codes) ?? country(text, false) ?? area(text) ?? city(text, false)
  }
}

const isCode = (cell: string): boolean => /^[a-z]{2,3}$|^cn-[a-z]{2}$/i.test(cell.trim())

/**
 * Cells that name the same place, brought to one spelling: the one that most rows use, so that the reader meets no
 * name that the files do not hold. A code wins only over codes; of equal counts the first by alphabet.
 * @param rows spelling → rows that hold it
 * @returns spelling → form, only where they differ
 */
export function placeForms(rows: Map<string, number>, level: PlaceLevel): Map<string, string> {
  const spelled = [...rows.keys()].filter((cell) => placeOf(cell, 'province')?.startsWith('province:'))
  const codes = spelled.length >= 2
  const places = new Map<string, string[]>()
  for (const cell of rows.keys()) {
    const place = placeOf(cell, level, codes)
    if (place) places.set(place, [...(places.get(place) ?? []), cell])
  }
  const forms = new Map<string, string>()
  for (const cells of places.values()) {
    if (cells.length < 2) continue
    const names = cells.some((cell) => !isCode(cell)) ? cells.filter((cell) => !isCode(cell)) : cells
    const form = names.reduce((best, cell) => {
      const more = rows.get(cell)! - rows.get(best)!
      return more > 0 || (more === 0 && cell < best) ? cell : best
    })
    for (const cell of cells) if (cell !== form) forms.set(cell, form)
  }
  return forms
}
