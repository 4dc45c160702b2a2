import { field, type Entity } from './field'
import { CUSTOMER_ID, ORDER_ID } from './names'

export const feedback: Entity = {
  name: 'feedback',
  key: null,
  fields: [
    field('response_id', 'id', 'respondent id|answer id|答卷编号|问卷编号|序号|問卷編號|response id|答卷ID'),
    field('customer_id', 'id', CUSTOMER_ID),
    field('order_id', 'id', ORDER_ID),
    field(
      'submitted_at',
      'datetime',
      'submitted|timestamp|submit date (utc)|response date|提交时间|提交答卷时间|时间戳记|填写时间|提交時間|填寫時間|submitted at|评价时间|评论时间|评价日期|结束答题时间|填答时间|review date|review_answer_timestamp',
    ),
    field('survey', 'text', 'survey name|问卷|问卷名称|問卷|問卷名稱'),
    field('item', 'text', 'question|题目|评价项目|题项|題目|評價項目'),
    field('is_overall', 'boolean', 'overall|是否整体|整体|是否整體'),
    field(
      'score',
      'number',
      'rating|nps|satisfaction|stars|评分|得分|分数|满意度|評分|分數|滿意度|星级|评价星级|评价等级|推荐分|打分|overall rating|nps score|review score|review_score',
      {
        required: true,
      },
    ),
    field('scale_min', 'number', 'min|最低分'),
    field('scale_max', 'number', 'max|最高分|满分|滿分'),
    field('kind', 'text', 'survey type|评价类型|指标类型'),
    field(
      'comment',
      'text',
      'comments|review|feedback|explication|评论|评价内容|意见|備註意見|評論|意見|评价|评语|反馈内容|反馈|意见与建议|comment text|review text|verbatim|review_comment_message',
      {
        disclosure: 'text',
      },
    ),
    field('channel', 'text', 'survey channel|评价渠道|填写渠道'),
  ],
}
