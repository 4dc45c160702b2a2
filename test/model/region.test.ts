import { describe, expect, test } from 'vitest'
import { placeForms, placeOf, type PlaceLevel } from '../../src/model/region'

const forms = (level: PlaceLevel, rows: Record<string, number>) =>
  Object.fromEntries(placeForms(new Map(Object.entries(rows)), level))

describe('a place', () => {
  test.each<[PlaceLevel, string[]]>([
    ['province', ['广东', '广东省', '廣東', '廣東省', 'Guangdong', 'GUANGDONG', 'Guangdong Province']],
    ['province', ['内蒙古', '内蒙古自治区', '內蒙古自治區', 'Inner Mongolia', 'Nei Mongol']],
    ['province', ['新疆', '新疆维吾尔自治区', '新疆維吾爾自治區', 'Xinjiang']],
    ['province', ['广西', '广西壮族自治区', '廣西壯族自治區']],
    ['province', ['宁夏', '宁夏回族自治区', '寧夏']],
    ['province', ['香港', '香港特别行政区', '香港特別行政區', 'Hong Kong', 'Hongkong']],
    ['province', ['北京', '北京市', 'Beijing', 'Beijing Municipality', ' 北京 ']],
    ['province', ['台北市', '臺北市', '台北', '臺北', 'Taipei', 'Taipei City']],
    ['province', ['桃園市', '桃園縣', '桃园', 'Taoyuan']],
    ['city', ['深圳', '深圳市', 'Shenzhen', 'ShenZhen City']],
    ['city', ['西安', '西安市', "Xi'an", 'Xi’an', 'XIAN']],
    ['city', ['延边', '延边朝鲜族自治州', '延邊朝鮮族自治州']],
    ['city', ['大理', '大理白族自治州']],
    ['city', ['博尔塔拉', '博尔塔拉蒙古自治州']],
    ['city', ['黔东南', '黔东南苗族侗族自治州']],
    ['city', ['阿克苏', '阿克苏地区']],
    ['city', ['锡林郭勒', '锡林郭勒盟']],
    ['country', ['美国', '美國', 'USA', 'US', 'United States', 'united states of america', 'U.S.A.']],
    ['country', ['英国', 'UK', 'GB', 'GBR', 'United Kingdom', 'Great Britain']],
    ['country', ['中国', '中國', 'China', 'CN', 'PRC']],
    ['country', ['韩国', '韓國', '南韓', 'South Korea', 'Korea, Republic of', 'KOR']],
    ['country', ['意大利', '義大利', 'Italy']],
    ['region', ['华东', '華東', '华东区', '华东大区', 'East China']],
    ['region', ['四川省', '四川', 'Sichuan']],
    ['region', ['Ireland', 'EIRE', 'IRL']],
  ])('%s: %j are one', (level, spellings) => {
    const places = spellings.map((cell) => placeOf(cell, level))
    expect(places[0]).not.toBeNull()
    expect(new Set(places).size, JSON.stringify(places)).toBe(1)
  })

  test.each<[PlaceLevel, string, string]>([
    ['province', '山西', '陕西'],
    ['province', 'Shanxi', 'Shaanxi'],
    ['province', '河南', '湖南'],
    ['province', '新竹市', '新竹縣'],
    ['province', '嘉義市', '嘉義縣'],
    ['region', '吉林', '吉林市'],
    ['city', '通州', '通州区'],
    ['country', 'Austria', 'Australia'],
    ['country', 'Nigeria', 'Niger'],
  ])('%s: %s is not %s', (level, one, other) => {
    expect(placeOf(one, level)).not.toBe(placeOf(other, level))
  })

  test.each<[PlaceLevel, string]>([
    ['region', 'GD'],
    ['region', 'IN'],
    ['region', 'Georgia'],
    ['region', 'North'],
    ['region', 'Suzhou'],
    ['city', 'Fuzhou'],
    ['city', 'Springfield'],
    ['city', '沙市'],
    ['province', 'SC'],
    ['province', ''],
  ])('%s: %j alone is not sure and is left as it is', (level, cell) => {
    expect(placeOf(cell, level)).toBeNull()
  })
})

describe('one form', () => {
  test('the spelling that most rows use wins, and nothing that the files do not hold is made up', () => {
    expect(forms('province', { 广东: 5, 广东省: 40, 廣東: 1, Guangdong: 3, 江苏省: 7 })).toEqual({
      广东: '广东省',
      廣東: '广东省',
      Guangdong: '广东省',
    })
    expect(forms('province', { Guangdong: 9, 广东: 2 })).toEqual({ 广东: 'Guangdong' })
  })
  test('a column with one spelling per place is left alone, whatever the spelling', () => {
    expect(forms('region', { 广东省: 5, 四川: 3, Guangxi: 2, EIRE: 1, 'United Kingdom': 9 })).toEqual({})
  })
  test('codes are read where names of provinces stand beside them, and never win over a name', () => {
    expect(forms('province', { GD: 50, 广东: 2, 江苏: 1, JS: 4 })).toEqual({ GD: '广东', JS: '江苏' })
    expect(forms('province', { SC: 50, GA: 2, TX: 1 })).toEqual({})
  })
  test('all 34 provincial-level units are known, short, in full and in both scripts', () => {
    const full =
      '北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 广西壮族自治区 海南省 重庆市 四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 宁夏回族自治区 新疆维吾尔自治区 台湾省 香港特别行政区 澳门特别行政区'
    const places = full.split(' ').map((cell) => placeOf(cell, 'province'))
    expect(new Set(places).size).toBe(34)
    expect(places.every((place) => place?.startsWith('province:'))).toBe(true)
    const traditional =
      '遼寧省 黑龍江省 廣西壯族自治區 西藏自治區 陝西省 甘肅省 雲南省 貴州省 臺灣 澳門特別行政區'
    for (const cell of traditional.split(' ')) expect(places, cell).toContain(placeOf(cell, 'province'))
  })
  test('the result does not depend on the order of the rows', () => {
    const rows = { 深圳: 2, 深圳市: 2, Shenzhen: 2 }
    const turned = Object.fromEntries(Object.entries(rows).reverse())
    expect(forms('city', rows)).toEqual(forms('city', turned))
  })
})
