/**
 * Names under which exports carry the same place. One line a place, the spellings separated by `|`; the first is its
 * identity, in simplified characters. Codes stand apart, because `GD` or `IN` alone may mean something else.
 */
const table = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split('|'))

/** Provincial-level units: short name, code, Latin spellings. */
export const PROVINCES = table(`
  北京|BJ|beijing|peking
  天津|TJ|tianjin
  河北|HE|hebei
  山西|SX|shanxi
  内蒙古|NM|inner mongolia|neimenggu|nei mongol|nei menggu
  辽宁|LN|liaoning
  吉林|JL|jilin
  黑龙江|HL|heilongjiang
  上海|SH|shanghai
  江苏|JS|jiangsu
  浙江|ZJ|zhejiang
  安徽|AH|anhui
  福建|FJ|fujian
  江西|JX|jiangxi
  山东|SD|shandong
  河南|HA|henan
  湖北|HB|hubei
  湖南|HN|hunan
  广东|GD|guangdong|canton province
  广西|GX|guangxi|guangxi zhuang
  海南|HI|hainan
  重庆|CQ|chongqing|chungking
  四川|SC|sichuan|szechwan
  贵州|GZ|guizhou
  云南|YN|yunnan
  西藏|XZ|xizang|tibet
  陕西|SN|shaanxi
  甘肃|GS|gansu
  青海|QH|qinghai
  宁夏|NX|ningxia|ningxia hui
  新疆|XJ|xinjiang|xinjiang uygur|xinjiang uyghur
  台湾|TW|taiwan
  香港|HK|hong kong|hongkong
  澳门|MO|macau|macao`)

/** Counties and cities of Taiwan. Where a city and a county share a name, the name alone says neither. */
export const TAIWAN = table(`
  台北市|台北|taipei|taipei city
  新北市|新北|new taipei|new taipei city
  桃园市|桃园|桃园县|taoyuan|taoyuan city
  台中市|台中|taichung|taichung city
  台南市|台南|tainan|tainan city
  高雄市|高雄|kaohsiung|kaohsiung city
  基隆市|基隆|keelung|keelung city
  新竹市|hsinchu city
  新竹县|hsinchu county
  嘉义市|chiayi city
  嘉义县|chiayi county
  苗栗县|苗栗|miaoli|miaoli county
  彰化县|彰化|changhua|changhua county
  南投县|南投|nantou|nantou county
  云林县|云林|yunlin|yunlin county
  屏东县|屏东|pingtung|pingtung county
  宜兰县|宜兰|yilan|yilan county
  花莲县|花莲|hualien|hualien county
  台东县|台东|taitung|taitung county
  澎湖县|澎湖|penghu|penghu county
  金门县|金门|kinmen|kinmen county
  连江县|lienchiang|lienchiang county`)

/**
 * Larger cities by their Latin spelling. Spellings that several cities share are left out (Suzhou, Taizhou, Fuzhou,
 * Yichun …): they are not sure.
 */
export const CITIES = table(`
  北京|beijing|peking
  上海|shanghai
  天津|tianjin
  重庆|chongqing
  广州|guangzhou|canton
  深圳|shenzhen
  东莞|dongguan
  佛山|foshan
  珠海|zhuhai
  中山|zhongshan
  惠州|huizhou
  汕头|shantou
  杭州|hangzhou
  宁波|ningbo
  温州|wenzhou
  绍兴|shaoxing
  嘉兴|jiaxing
  金华|jinhua
  南京|nanjing|nanking
  无锡|wuxi
  常州|changzhou
  南通|nantong
  徐州|xuzhou
  扬州|yangzhou
  合肥|hefei
  芜湖|wuhu
  厦门|xiamen|amoy
  泉州|quanzhou
  漳州|zhangzhou
  南昌|nanchang
  赣州|ganzhou
  济南|jinan
  青岛|qingdao|tsingtao
  烟台|yantai
  潍坊|weifang
  临沂|linyi
  郑州|zhengzhou
  洛阳|luoyang
  武汉|wuhan
  襄阳|xiangyang
  长沙|changsha
  株洲|zhuzhou
  成都|chengdu
  绵阳|mianyang
  贵阳|guiyang
  昆明|kunming
  南宁|nanning
  柳州|liuzhou
  桂林|guilin
  海口|haikou
  三亚|sanya
  西安|xian
  兰州|lanzhou
  西宁|xining
  银川|yinchuan
  乌鲁木齐|urumqi|wulumuqi
  拉萨|lhasa|lasa
  呼和浩特|hohhot|huhehaote
  包头|baotou
  太原|taiyuan
  石家庄|shijiazhuang
  唐山|tangshan
  保定|baoding
  沈阳|shenyang
  大连|dalian
  长春|changchun
  哈尔滨|harbin|haerbin
  大庆|daqing`)

/** Sales areas of China. */
export const AREAS = table(`
  华东|east china
  华南|south china
  华北|north china
  华中|central china
  东北|northeast china|north east china
  西北|northwest china|north west china
  西南|southwest china|south west china`)

/** Countries: identity, two- and three-letter code, further spellings. */
export const COUNTRIES = table(`
  中国|CN|CHN|china|中国大陆|中华人民共和国|mainland china|people's republic of china|prc
  台湾|TW|TWN|taiwan|中国台湾
  香港|HK|HKG|hong kong|hongkong|中国香港|hong kong sar|hong kong sar china
  澳门|MO|MAC|macau|macao|中国澳门|macao sar
  日本|JP|JPN|japan
  韩国|KR|KOR|south korea|korea, republic of|republic of korea|南韩|大韩民国
  新加坡|SG|SGP|singapore
  马来西亚|MY|MYS|malaysia
  泰国|TH|THA|thailand
  越南|VN|VNM|vietnam|viet nam
  印度尼西亚|ID|IDN|indonesia|印尼
  菲律宾|PH|PHL|philippines|the philippines
  缅甸|MM|MMR|myanmar|burma
  柬埔寨|KH|KHM|cambodia
  印度|IN|IND|india
  巴基斯坦|PK|PAK|pakistan
  孟加拉国|BD|BGD|bangladesh|孟加拉
  斯里兰卡|LK|LKA|sri lanka
  哈萨克斯坦|KZ|KAZ|kazakhstan
  阿联酋|AE|ARE|united arab emirates|uae|阿拉伯联合酋长国
  沙特阿拉伯|SA|SAU|saudi arabia|沙特|沙乌地阿拉伯
  以色列|IL|ISR|israel
  土耳其|TR|TUR|turkey|türkiye|turkiye
  伊朗|IR|IRN|iran
  卡塔尔|QA|QAT|qatar|卡达
  科威特|KW|KWT|kuwait
  巴林|BH|BHR|bahrain
  黎巴嫩|LB|LBN|lebanon
  俄罗斯|RU|RUS|russia|russian federation|俄国
  乌克兰|UA|UKR|ukraine
  英国|GB|GBR|united kingdom|uk|u.k.|great britain|britain
  爱尔兰|IE|IRL|ireland|eire
  法国|FR|FRA|france
  德国|DE|DEU|germany
  意大利|IT|ITA|italy|义大利
  西班牙|ES|ESP|spain
  葡萄牙|PT|PRT|portugal
  荷兰|NL|NLD|netherlands|the netherlands|holland
  比利时|BE|BEL|belgium
  卢森堡|LU|LUX|luxembourg
  瑞士|CH|CHE|switzerland
  奥地利|AT|AUT|austria
  丹麦|DK|DNK|denmark
  瑞典|SE|SWE|sweden
  挪威|NO|NOR|norway
  芬兰|FI|FIN|finland
  冰岛|IS|ISL|iceland
  波兰|PL|POL|poland
  捷克|CZ|CZE|czech republic|czechia
  匈牙利|HU|HUN|hungary
  罗马尼亚|RO|ROU|romania
  希腊|GR|GRC|greece
  塞浦路斯|CY|CYP|cyprus|赛普勒斯
  马耳他|MT|MLT|malta|马尔他
  立陶宛|LT|LTU|lithuania
  美国|US|USA|united states|united states of america|u.s.|u.s.a.|america|美利坚合众国
  加拿大|CA|CAN|canada
  墨西哥|MX|MEX|mexico
  巴西|BR|BRA|brazil
  阿根廷|AR|ARG|argentina
  智利|CL|CHL|chile
  哥伦比亚|CO|COL|colombia
  秘鲁|PE|PER|peru
  澳大利亚|AU|AUS|australia|澳洲
  新西兰|NZ|NZL|new zealand|纽西兰
  南非|ZA|ZAF|south africa
  埃及|EG|EGY|egypt
  尼日利亚|NG|NGA|nigeria|奈及利亚
  肯尼亚|KE|KEN|kenya|肯亚
  摩洛哥|MA|MAR|morocco`)
