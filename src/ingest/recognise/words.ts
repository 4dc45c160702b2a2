/**
 * Words of headings by what they mean, in the languages that exports are written in. Words are compared folded: half
 * width, lower case, simplified characters. A heading is cut into these words, so a word stands here once and every
 * heading made of it is understood.
 */
export const WORDS = {
  // Who
  customer:
    '客户|顾客|主顾|customer|customers|client|cust|retailer|kunde|kunden|käufer|cliente|clientes|得意先|顧客|お客様|取引先|고객|거래처|대리점|клиент|klient|klant|müşteri|售达方|患者|学员|学生|业主|病人|住客|guest name|patient|student|tenant|subscriber|donor',
  buyer:
    '买家|买方|购买人|购买者|购货|购货方|购货单位|订购人|订货人|订购者|下单人|付款人|付款方|付款单位|收票|buyer|purchaser|payer|bill to|billing|sold to|kaeufer|acheteur|comprador|acquirente|購入者|注文者|ご注文者|구매자|주문자|老板|甲方|投诉人|报修人|提交人|requester|申请人|来电人|caller',
  member: '会员卡|会员|成员|member|membership|mitglied|membre|miembro|membro|会員|회원|loyalty|粉丝|vip客户',
  user: '用户|账号|帐号|账户|帐户|user|username|user name|login|account|nutzer|nutzername|benutzer|utilisateur|usuario|usuário|utente|ユーザー|아이디|사용자|uid|openid|用户标识',
  nickname: '昵称|暱称|网名|微信名|旺旺|nickname|display name|screen name|ニックネーム|닉네임',
  company:
    '公司|企业|商户|单位名称|company|firma|organization|organisation|entreprise|société|empresa|azienda|会社|法人|회사|상호|business name|firm',
  contact: '联系人|联络人|contact|ansprechpartner|contacto|contato|負責窗口|窗口',
  receiver:
    '收货|收件|收货人|收件人|提货人|收方|receiver|recipient|consignee|ship to|shipto|shipping|empfänger|destinataire|destinatario|お届け先|届け先|받는|수취인|수령인',
  supplier:
    '供应商|厂商|供货商|供货|乙方|卖方|卖家|来料单位|supplier|vendor|seller|merchant|lieferant|fournisseur|proveedor|fornecedor|fornitore|仕入先|공급업체|판매자|payee|收款方',
  staff:
    '业务员|销售员|销售人员|客服|导购|负责人|负责|跟进人|经办人|经办|操作人|操作员|制单人|制单|录入人|审核人|处理人|处理人员|受理人|解决人|员工|店员|收银员|收银|坐席|经理|导师|维修工|司机|陪玩|推荐人|提货|主播|创建人|报备人|管家|顾问|技师|owner|sales rep|salesperson|salesman|rep|agent|assignee|assigned to|assigned user|assigned|handled by|account manager|manager|employee|staff|cashier|server|technician|operator|created by|vendedor|vendeur|verkäufer|vertreter|bearbeiter|mitarbeiter|responsable|profesional|professional|担当|営業担当|담당자|담당|advisor|consultant|associate',
  department: '部门|科室|分公司|分办|团队|小组|department|dept|abteilung|部署|부서|team|班组',
  store:
    '门店|店铺|店名|商店|网点|分点|站点|专柜|柜台|门市|店舗|民宿|酒店|商场|机构|分行|store|shop|branch|outlet|filiale|magasin|boutique|tienda|loja|negozio|point de vente|매장|지점|mall|hotel|restaurant|餐厅|venue|pos',
  warehouse: '仓库|库房|库存组织|warehouse|lager|entrepôt|almacén|倉庫|창고',
  // What
  product:
    '商品|产品|宝贝|物料|货品|品名|品项|品种|存货|菜品|药品|项目|飲料|服务项目|product|products|item|items|article|artikel|produit|producto|produto|prodotto|商品名|상품|상품명|제품|품목|품명|品目|goods|merchandise|listing|service|servicio|course|课程|套餐|物品|title|titre ligne|宝贝标题|选购|广告名称|租售项目',
  order:
    '单号|订单|订购|下单|单据|销售单|销货单|出库单|开单|订货|订|order|orders|bestell|bestellung|bestellungen|auftrag|commande|pedido|pedidos|ordine|orden|受注|注文|주문|purchase|purchased|购买|购货单|compra|achat|kauf|verkauf|beleg|so|转单',
  line: '明细|行|子订单|子单|分录|line|lineitem|position|ligne|línea|linha|riga|明細|세부|detail|details',
  invoice:
    '发票|开票|票据|invoice|rechnung|facture|factura|fatura|fattura|bill|請求書|請求|청구서|계산서|document|voucher no|账单',
  receipt: '交易序号|小票|收据|凭证|流水|receipt|bon|quittung|レシート|영수증|check',
  transaction: '交易|成交|transaction|transactions|txn|trx|transaktion|transacción|transação|取引番号|거래',
  payment:
    '支付|付款|缴费|缴款|打款|汇|汇款|收款|payment|payments|zahlung|zahlungs|paiement|pagamento|支払|入金|결제|checkout|charge|settle|kassen|tender',
  sale: '销售|营业|业绩|营收|收入|收益|sale|sales|umsatz|vente|ventes|venta|ventas|venda|vendas|vendita|売上|販売|매출|판매|revenue|turnover|gmv|income|earnings|erlös|chiffre',
  refund:
    '退款|退费|退货|退回|已退|退|refund|refunds|refunded|return|returns|returned|chargeback|erstattung|rückerstattung|retoure|remboursement|retour|reembolso|devolución|devolucao|rimborso|返金|返品|환불|반품|售后|after sale|折让|redress',
  // Money
  paid: '实付|实收|已付|已收|结清|付清|收清|实际支付|实际付款|实际|到账|已支付|实销|paid|received|collected|captured|bezahlt|payé|pagado|実|입금|实结',
  due: '应付|应收|应结|到期|due|payable|receivable|fällig|fälligkeit|échéance|vencimiento|vencimento|期限|期日|청구액|支払期限',
  total:
    '总|合计|汇总|总计|总额|总价|共计|整单|折后总计|total|totals|sum|overall|gesamt|summe|grand|合計|総額|総|총|총액|합계|totale',
  subtotal: 'gross sales|小计|subtotal|sub total|zwischensumme|sous total|小計|소계|商品总额',
  net: '净|净额|net|netto|nette|neto|líquido|純',
  gross: '毛|gross|brutto|brut|bruto|含税|价税|税込|vat포함',
  list: '原价|标价|吊牌|零售|市场价|目录|折前|优惠前|list|msrp|rrp|retail|listenpreis|compare at|定価|参考|original|before discount',
  after: '折后|优惠后|after|discounted|final|成交价',
  amount:
    '金额|款项|款|额|钱|amount|amt|value|betrag|montant|monto|valor|importo|importe|金額|금액|wert|monetary|货款|售额|消费额|cny|usd|amount usd',
  price: '价格|价|售价|price|preis|prix|precio|preço|preco|prezzo|価格|売価|가격|fare|租金',
  unitprice:
    '单价|unit price|unitprice|price each|price per unit|unit amount|unit cost price|wholesale price|stückpreis|einzelpreis|prix unitaire|precio unitario|preço unitário|preco unitario|precounit|単価|단가|결제단가',
  quantity:
    '数量|件数|个数|销量|销售量|发货量|头数|匹数|瓶数|箱数|份数|张数|quantity|qty|quantité|cantidad|quantidade|qtd|qtde|quantità|menge|stück|stk|units|unit sold|本数|個数|数|수량|개수|volume|pieces|pcs',
  count:
    '次数|笔数|单数|订单数|人数|次|count|number of|num|times|frequency|anzahl|回数|횟수|건수|频次|频率|总数|成交数|visits|total number',
  cost: '成本|进价|采购价|cost|costs|cogs|kosten|coût|costo|custo|原価|원가',
  margin:
    '利润|毛利|毛利额|profit|margin|gewinn|bénéfice|benefice|marge|beneficio|lucro|margine|利益|粗利|이익|마진|gross income',
  discount:
    '优惠|折扣|减免|满减|立减|抵扣|让利|折让额|discount|discounts|rabatt|remise|descuento|desconto|sconto|割引|値引|할인|rebate|rebates|掛け率|deduction',
  coupon:
    '优惠券|券|代金券|红包|coupon|voucher|gutschein|cupón|cupom|クーポン|쿠폰|code promo|promo code|discount code|promotion|promo|促销',
  tax: '税|税额|课税|tax|taxes|vat|gst|steuer|mwst|taxe|tva|iva|impuesto|imposto|消費税|税率|세금|부가세|duty',
  freight:
    '运费|邮费|快递费|物流费|物流费用|配送费|freight|postage|versandkosten|versand|frais de port|envío|frete|spedizione|送料|배송비|delivery fee|shipping cost|shipping price|shipping fee|shipping and handling|handling',
  fee: '手续费|服务费|佣金|费用|费|扣款|平台费|技术服务费|fee|fees|commission|gebühr|gebühren|provision|frais|comisión|comissão|taxa|手数料|수수료|surcharge|返利',
  balance:
    '余额|结余|储值|钱包|本金|未付|欠款|未收|未到账|资产|balance|saldo|solde|残高|잔액|outstanding|remaining|open amount|offener|credit limit|信用额度|wallet|stored',
  points: '积分|点数|成长值|卡豆|points|punkte|puntos|pontos|ポイント|포인트|里程|miles|coins|rewards',
  spend:
    '消费|花费|支出|消耗|spend|spent|spending|consumption|dépenses|gasto|消費|소비|expense|expenses|monetary value',
  currency: '币种|货币|币别|货币种类|currency|währung|devise|moneda|moeda|valuta|通貨|통화|ccy',
  share: '率|占比|比例|百分比|费率|rate|percent|percentage|pct|ratio|anteil|taux|tasa|比率|비율|share',
  exchange: '汇率|exchange',
  // What kind, which
  level:
    '等级|级别|层级|星级|会员卡类型|会员卡名称|卡类型|卡名称|卡面|level|tier|grade|rank|stufe|niveau|nivel|ランク|등급|vip',
  segment: '分组|分群|客群|分层|细分|segment|group|gruppe|cluster|cohort|groupe|세그먼트|persona',
  kind: '类型|种类|性质|形式|类别描述|type|kind|typ|art|tipo|種類|구분|유형|区分',
  category:
    '类别|分类|类目|品类|大类|中类|小类|业态|category|categories|kategorie|catégorie|categoría|categoria|カテゴリ|分類|카테고리|产品线|product line|productline|family|genre|种',
  brand: '品牌|brand|marke|marque|marca|ブランド|브랜드',
  variant:
    '规格|型号|颜色|尺码|尺寸|属性|款式|口味|甜度|冰块|材质|子类|子类别|variant|variation|size|color|colour|farbe|größe|couleur|taille|talla|modifier|modifiers|option|options|옵션|オプション|sub category|subcategory|bordado|model|机型',
  unit: '单位|计量单位|计量|unit|einheit|unité|unidad|単位|단위|uom',
  // Names and numbers
  name: '名称|姓名|名字|名|全称|简称|标题名|name|names|nom|nome|nombre|名前|氏名|이름|명|bezeichnung|品名称',
  first_name: 'first name|given name|firstname|vorname|prénom|forename',
  last_name: 'last name|surname|family name|lastname|nachname',
  id: '编号|编码|号码|代码|单号|代号|号|id|no|nr|number|num|code|key|ref|nummer|numéro|numero|número|codigo|código|codice|番号|コード|번호|코드|nº|uuid|guid|reference|sn|标识|识别码|统编|identifier',
  sku: 'sku|货号|料号|条码|条形码|商家编码|asin|barcode|ean|upc|isbn|stock code|stockcode|plu|custom label|item code|产品组编码',
  row: '序号|行号|行编号|顺序编号|序|row|index|row id|row number|line no|line number|순번|連番|unnamed|no.',
  // Reaching people
  phone:
    '电话|手机|手机号|手机号码|座机|联系方式|联系手机|联系电话|phone|phones|mobile|tel|telephone|cell|cellphone|telefon|telefonnummer|handy|téléphone|teléfono|telefone|celular|電話|携帯|전화|휴대폰|연락처|whatsapp|msisdn|business phone',
  email:
    '邮箱|电子邮箱|电子邮件|邮件|信箱|email|e mail|mail|courriel|correo|メール|メールアドレス|이메일|emailaddress',
  address:
    '地址|住址|详细地址|街道|位置|address|addr|adresse|addressline|street|straße|strasse|dirección|endereço|indirizzo|住所|주소|배송지|配送先|address line',
  zip: '邮编|邮政编码|zip|postal|postcode|postalcode|plz|code postal|cep|郵便番号|우편번호',
  city: '城市|市|所在市|city|town|ort|stadt|ville|ciudad|cidade|città|市区町村|도시|鄉鎮市區',
  province:
    '省|省份|州|state|province|bundesland|département|provincia|estado|uf|都道府県|시도|county|prefecture|省市|縣市',
  district: '区县|县|district|ward|郡|구',
  region:
    '地区|区域|大区|片区|区|辖区|region|area|territory|gebiet|zone|région|región|região|エリア|地域|지역|subregion',
  country: '国家|国|country|land|pays|país|paese|국가|nation|nationality',
  // Ways
  channel:
    '渠道|来源渠道|平台|频道|通路|途径|channel|channels|platform|kanal|canal|marketplace|チャネル|경로|채널|medium|订购方式|販売方法|location',
  source:
    '来源|获客|线索来源|source|origin|quelle|herkunft|fuente|origem|流入|유입|referral|referred by|utm|推广',
  campaign: '活动|营销活动|营销|campaign|kampagne|campagne|campaña|campanha|キャンペーン|캠페인|活动名称',
  method:
    '方式|方法|模式|method|way|mode|means|methode|méthode|método|forma|수단|手段|方法名|discipline|条件',
  carrier:
    '快递|快递公司|物流|物流公司|物流渠道|承运|carrier|courier|transporteur|택배사|運送会社|取货|收货方式|ship mode|shipping type|shipping method|납품방법|納品方法',
  tracking:
    '运单|运单号|快递单号|物流单号|tracking|tracking number|waybill|sendungsnummer|suivi|rastreio|운송장|追跡',
  status:
    '状态|状况|情形|情况|进度|状態|status|state of|statut|état|etat|situação|situacao|stato|ステータス|상태|zustand|order state',
  stage: '阶段|stage|phase|pipeline|ステージ|단계|funnel|商机状态',
  reason: '原因|理由|reason|grund|raison|motivo|razón|사유|cause',
  remark:
    '备注|说明|留言|附言|remark|remarks|note|notes|memo|bemerkung|notiz|remarque|observaciones|observação|nota|備考|メモ|비고|메모|message|body|instructions|简介|内容摘要',
  description:
    'description|descriptions|desc|beschreibung|descripción|descrição|descrizione|描述|摘要|説明|설명',
  comment:
    '评价内容|评论|评语|意见|反馈|内容|建议|comment|comments|review text|feedback|verbatim|kommentar|commentaire|comentario|comentário|レビュー|コメント|리뷰|후기|opinion|suggestion',
  review: '评价|点评|review|reviews|rezension|avis|reseña|avaliação|口コミ|评价时间',
  score:
    '评分|得分|分数|打分|评级|满意度|score|rating|stars|star|nps|csat|ces|bewertung|puntuación|satisfaction|評価|点数评价|평점|점수|推荐意愿|推荐|愿意|多大可能|how likely|likely|recommend|satisfied|滿意|满意|overall',
  question: '题目|题项|评价项|question|frage|설문문항',
  survey:
    '问卷|答卷|受访者|调查|survey|response|respondent|umfrage|enquête|encuesta|アンケート|설문|collector',
  // When
  date: '日期|营业日|营业日期|business date|日|date|datum|fecha|data|日付|일자|날짜|day|dt|일',
  time: '时间|时刻|时|time|zeit|heure|hora|ora|時刻|日時|日时|시간|일시|timestamp|datetime|at|ts',
  period:
    '月份|月|年|年度|季度|周|周期|month|year|quarter|qtr|week|monat|jahr|mois|année|mes|año|mês|ano|월|연도|period|season',
  created:
    '创建|建立|新建|登记|录入|提交|生成|填写|建档|created|create|creation|erstellt|créé|creado|criado|作成|생성|submitted|submit|posted|added|placed|raised|送信',
  joined:
    '注册|入会|开卡|办卡|开户|加入|成为客户|报名|申请|joined|join|registered|registration|signup|sign up|enrolled|since|등록|가입|登録|入会日',
  updated:
    '更新|修改|变更|updated|update|modified|geändert|modifié|수정|last modified|登录|访问|login date|visit',
  closed:
    '关闭|完结|办结|结案|解决|完成|处理|closed|close|resolved|resolution|solved|completed|finished|geschlossen|résolu|cerrado|完了|해결|关单|closing',
  approved:
    '审核|审批|批准|核准|approved|approval|confirmed|genehmigt|freigabe|approuvé|aprobado|aprovado|承認|승인',
  opened: '受理|投诉时间|投诉日期|客诉日期|报修时间|opened|open date|raised on|reported',
  responded: '响应|首次响应|首次回复|回复|应答|responded|reply|replied|first response|answered|antwort',
  delivered:
    '发货|出货|送达|签收|收货时间|交货|到货|实际发货|配送时间|shipped|ship|dispatch|dispatched|delivered|delivery|fulfilled|arrival|lieferung|livraison|livré|entrega|consegna|出荷|発送|納品|배송|발송|인수|到着',
  expected:
    '预计|预估|期望|承诺|要求|计划|希望|意向|预约|欲|expected|estimated|promised|planned|requested|scheduled|forecast|erwartet|geplant|estimé|previsto|予定|希望日|예정|desired|prepared by|limit',
  cancelled:
    '作廢|取消|作废|撤销|cancel|cancelled|canceled|void|voided|storno|annulé|cancelado|キャンセル|취소|cancellation',
  last: '最后|最近|上次|末次|最新|last|latest|recent|most recent|letzte|letzter|dernier|dernière|última|último|ultimo|最終|直近|최근|마지막',
  first: '首次|第一次|首单|初次|first|erste|premier|première|primera|primeiro|初回|최초|첫',
  next: '下次|下一|next|nächste|prochain|próximo|次回|다음',
  ever: '累计|历史|lifetime|cumulative|ever|to date|累計|누적|ltv|一生|年度消费',
  average: '平均|均|客单价|average|avg|mean|durchschnitt|moyen|promedio|médio|평균|aov|per order|单均',
  start:
    '入住|check in|checkin|arrival date|开始|起始|生效|签订|签约|start|begin|from|beginn|début|inicio|início|開始|시작|effective|signed',
  end: '离店|check out date|checkout date|departure|结束|终止|截止|退房|end|expiry|expire|expires|expiration|until|ende|fin|終了|満了|종료|만료|renewal',
  duration: '时长|耗时|用时|分钟|小时|天数|duration|hours|minutes|days|dauer|durée|elapsed|lead time|时数',
  ago: '距今天数|距今|未消费天数|未购买天数|recency|days since',
  tenure: '在网|在网时长|tenure|months as customer|合作年限',
  churn: '流失|churn|attrition|exited',
  // About a person or firm
  is: '是否|is|has|flag|有无|여부|applied|used|y/n|已购',
  gender: '性别|gender|sex|geschlecht|sexe|sexo|성별',
  birth:
    '生日|出生|birth|birthday|dob|geburtstag|geburtsdatum|naissance|nacimiento|nascimento|誕生日|生年月日|생년월일',
  age: '年龄|岁数|age|alter|âge|edad|idade|年齢|나이|age range',
  industry: '行业|产业|所属行业|industry|branche|secteur|sector|setor|業種|업종|vertical',
  employees: '规模|人员规模|员工人数|总人数|employees|headcount|mitarbeiterzahl|company size|dealsize',
  job: '职位|职务|岗位|职业|position held|job|occupation|profession|funktion|fonction|cargo|役職|직책|job title',
  life: '学历|教育|婚姻|收入水平|education|marital|kids|income level|年级|班级|家庭|household|婚姻状态',
  tags: '标签|标记|tags|tag|labels|label',
  web: '网址|链接|图片|照片|影片|头像|website|url|link|image|photo|src|web site|视频',
  device: '设备|ip|openid标识|unionid|微信号|qq|line id|line帐号|device|cookie|session|wechat|imei|browser',
  identity: '身份证|身份证号|证件|护照|passport|ssn|national id|identity',
  // Service, sales pipeline, contracts, marketing
  ticket:
    '工单|案件|投诉|客诉|报修|服务单|ticket|tickets|case|complaint|incident|issue|anfrage|réclamation|reclamo|chamado|問い合わせ|クレーム|문의|민원|会话|conversation|request',
  priority:
    '优先级|优先|紧急|严重|priority|severity|urgency|priorität|priorité|prioridad|優先|우선|事件级别|客诉等级',
  subject:
    '主题|标题|主旨|问题|事件描述|投诉内容|subject|betreff|sujet|asunto|assunto|件名|제목|headline|problem|典型问题',
  agentreply: '处理单位|解决方法|受理意见|resolution note|处理意见',
  deal: '商机|销售机会|机会|线索|潜在客户|deal|deals|opportunity|opportunities|oppo|lead|leads|商談|案件名|영업기회|prospect|quote|询盘',
  probability:
    '赢率|概率|可能性|胜率|probability|likelihood|wahrscheinlichkeit|probabilité|확률|win rate|赢单率',
  outcome: '赢单|输单|丢单|结果|won|lost|win|loss|outcome|result|输赢',
  contract:
    '合同|合约|契約|协议|项目编号|contract|contracts|vertrag|contrat|contrato|계약|agreement|subscription|policy|保单',
  earned: '获得|获取|增加|变动|earned|accrued|accumulated|credited|issued|plus',
  redeemed: '兑换|消耗|使用|扣减|特权|redeemed|redemption|redeem|claimed|burned',
  sent: '发送|推送|触达|群发|sent|send|versendet|envoyé|enviado|配信|sms|短信|outreach|touch',
  openedmail: '打开|opens|opened mail|open rate|geöffnet',
  clicked: '点击|click|clicks|clicked|ctr|cpc',
  converted: '转化|转化率|conversion|conversions|converted',
  impressions:
    '曝光|展现|展示|浏览|访客|客流|流量|impressions|reach|views|page views|pageviews|visitors|sessions|traffic|visitor|unsubscribes|进店|sent count',
  settlement:
    '动账|结算|对账|入账|提现|拨款|清算|报送|交班|payout|payouts|settlement|settled|disbursement|available on|funds available|funds|auszahlung|balance transaction|reconciliation|业务单号',
  ledger:
    '借方|贷方|科目|摘要科目|debit|ledger|journal|split|account code|memo/description|收支|借贷|credit amount|credits|credit debit|debit credit',
  stock:
    '库存|可售|存量|库龄|批次|stock|inventory|on hand|bestand|existencias|estoque|在庫|재고|available quantity|policy inventory|inventory qty',
  published:
    '上架|下架|published|handle|requires shipping|taxable|materials|vendor stock|listing state|兼容|简码',
  budget: '预算|目标|budget|target|goal|quota|ziel|objectif|計画|목표|资金',
  metric: '指标|metric|kpi|measure',
  event: '事件|行为|event|events|action|activity|aktion|événement|イベント|이벤트|事件名称|状态变更',
  shift: '班次|shift|午市|晚市|统计日期|统计时间|快照|快照时间|reporting date|statistic|snapshot',
  parent: '主|父|集团|总公司|parent|master|main account|head office|统一',
  seq: '第几|顺序|ranking|rank no|position no|排名',
  weight: '重量|长度|面积|距离|体积|weight|gewicht|length|distance|litres|liters|kg|area size',
  personal: '我方|本公司|our|own',
  timezone: '时区|timezone|time zone|utc|gmt',
  pack: '全部商品|商品种类|summary|商品清单|商品明细|packed|包含商品',
  // What is no business with customers
  payroll: '',
  log: '',
  exam: '',
  attendance: '',
} as const satisfies Record<string, string>
export type Concept = keyof typeof WORDS
