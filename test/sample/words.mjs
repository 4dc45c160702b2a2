const list = (text) => text.split(/\s+/)

const SURNAMES = list(
  '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 欧阳 上官 司马',
)
const FEMALE = list(
  '静 丽 敏 芳 娜 燕 洁 婷 雪 琳 颖 慧 莉 玲 倩 雯 梅 琴 欣怡 梓涵 雨桐 思琪 佳怡 诗涵 晓燕 美玲 海燕 雅婷 秀英 玉兰 淑华 若溪 可欣 语嫣',
)
const MALE = list(
  '伟 强 磊 军 勇 杰 涛 超 明 刚 平 辉 鹏 浩 宇 斌 波 俊 建国 志强 浩然 子轩 宇航 俊杰 文博 海涛 建军 国华 晓明 天宇 志远 嘉豪 铭泽 立新',
)
const BRANDS = list(
  '云杉 澜海 青禾 锦程 瑞泽 恒昱 嘉木 星野 博晟 禾悦 源启 卓汇 宏砚 盛川 雅筑 鼎麓 凯沐 晨岚 新穗 华榕 泰禧 安澍 顺垚 和畅 聚峤 丰芮 远翎 百沐 千屿 万楠 启航岭 海棠里 南枝 北榆 东篱 西棠',
)

/** Industry → words of a company's name. */
const INDUSTRIES = {
  餐饮: ['餐饮管理', '食品'],
  酒店: ['酒店管理', '文旅'],
  零售: ['商贸', '百货', '连锁超市'],
  制造: ['机械制造', '电子', '五金制品'],
  教育: ['教育科技', '文化培训'],
  医疗: ['医疗器械', '健康管理'],
  金融: ['投资咨询', '财务顾问'],
  互联网: ['网络科技', '信息技术'],
  物业: ['物业服务', '置业'],
  建筑: ['建筑工程', '装饰设计'],
}

/** Region → share of customers, days on the road, places, and what is planted: spend and pace against the rest. */
export const REGIONS = {
  华东: {
    share: 30,
    days: 2,
    spend: 1,
    pace: 1,
    owners: ['钱立', '褚文君'],
    places: [
      '上海/上海',
      '江苏/南京',
      '江苏/苏州',
      '浙江/杭州',
      '浙江/宁波',
      '安徽/合肥',
      '山东/济南',
      '山东/青岛',
      '福建/厦门',
    ],
  },
  华南: {
    share: 19,
    days: 2,
    spend: 1.55,
    pace: 1.3,
    owners: ['卫东来', '蓝玉'],
    places: ['广东/广州', '广东/深圳', '广东/佛山', '广东/东莞', '广西/南宁', '海南/海口'],
  },
  华北: {
    share: 18,
    days: 3,
    spend: 1,
    pace: 1,
    owners: ['韩舟', '尤莉'],
    places: ['北京/北京', '天津/天津', '河北/石家庄', '山西/太原', '内蒙古/呼和浩特'],
  },
  华中: {
    share: 12,
    days: 3,
    spend: 0.95,
    pace: 1,
    owners: ['施远', '骆冰'],
    places: ['湖北/武汉', '湖南/长沙', '河南/郑州', '江西/南昌'],
  },
  西南: {
    share: 10,
    days: 4,
    spend: 0.95,
    pace: 0.95,
    owners: ['向阳', '柏青'],
    places: ['四川/成都', '重庆/重庆', '贵州/贵阳', '云南/昆明'],
  },
  东北: {
    share: 6,
    days: 4,
    spend: 0.9,
    pace: 0.95,
    owners: ['佟岩', '单雪'],
    places: ['辽宁/沈阳', '辽宁/大连', '吉林/长春', '黑龙江/哈尔滨'],
  },
  西北: {
    share: 5,
    days: 5,
    spend: 0.5,
    pace: 0.65,
    owners: ['麦青', '雷鸣'],
    places: ['陕西/西安', '甘肃/兰州', '宁夏/银川', '青海/西宁', '新疆/乌鲁木齐'],
  },
}

/** Source → share, cost of winning a customer, and how readily its customers leave against the rest. */
export const SOURCES = {
  门店: { share: 30, cost: 60, leaving: 1 },
  老客介绍: { share: 22, cost: 30, leaving: 0.6 },
  网络搜索: { share: 18, cost: 110, leaving: 1 },
  短视频: { share: 18, cost: 160, leaving: 1.9 },
  展会: { share: 12, cost: 240, leaving: 0.9 },
}

/** Category → share of the price that is cost, and its products with list prices in yuan. */
export const CATEGORIES = {
  茶叶: [0.52, '茉莉花茶 48 龙井茶 128 普洱茶饼 198 正山小种 168 铁观音 98 白毫银针 368'],
  坚果: [0.68, '夏威夷果 59 每日坚果 79 碧根果 49 开心果 69 坚果礼盒 168'],
  粮油: [0.82, '五常大米 89 菜籽油 96 荞麦面 29.9 山茶油 188 杂粮礼盒 128'],
  家居: [0.6, '浴巾 39.9 四件套 299 香薰 79 收纳箱 59 保温壶 129 蚕丝被 899'],
  厨具: [0.62, '不粘锅 199 菜刀 89 砂锅 149 电饭煲 399 餐具套装 268'],
  文具: [0.58, '中性笔 19.9 笔记本 29 打印纸 119 台历 35 钢笔礼盒 258'],
  办公: [0.66, '碎纸机 459 办公椅 699 白板 229 文件柜 880 台灯 139'],
  礼品: [0.5, '节日礼盒 268 定制杯 69 丝巾 218 茶具套装 528 伴手礼 99'],
}

export const PRODUCTS = Object.entries(CATEGORIES).flatMap(([category, [costShare, goods]]) =>
  [...goods.matchAll(/(\S+) (\S+)/g)].map(([, name, price]) => ({
    category,
    costShare,
    name,
    price: Number(price),
  })),
)
PRODUCTS.forEach((product, index) => (product.id = `P${String(index + 1).padStart(2, '0')}`))

export const AGENTS = ['陈晓', '林可', '赵敏华', '何佳', '孙宁', '吴桐', '郑舒', '冯岩', '唐菲', '曹越']

export const personName = (random, gender) =>
  random.pick(SURNAMES) + random.pick(gender === '女' ? FEMALE : MALE)

export function companyName(random, city) {
  const industry = random.pick(Object.keys(INDUSTRIES))
  const word = random.pick(INDUSTRIES[industry])
  return { industry, name: `${city}${random.pick(BRANDS)}${word}${random.chance(0.8) ? '有限公司' : '公司'}` }
}
