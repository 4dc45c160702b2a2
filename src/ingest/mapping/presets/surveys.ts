import type { Preset } from '../preset'

/** Survey tools: a few columns about the answer, then one per question. */
export const SURVEYS: Preset[] = [
  {
    id: 'wjx',
    from: '问卷星 答卷数据; six columns about the answer, then “1、…”',
    required: '提交答卷时间',
    any: '所用时间|来自IP|来源详情|序号',
    entities: ['feedback'],
    map: {
      'feedback.response_id': '序号|答卷编号',
      'feedback.submitted_at': '提交答卷时间',
      'feedback.channel': '来源',
    },
    ignore: '所用时间|来源详情|来自IP|总分',
    survey: true,
  },
  {
    id: 'tencent-survey',
    from: '腾讯问卷; the name of the first column is from memory',
    required: '结束答题时间',
    any: '答题时长|开始答题时间|用户标识',
    entities: ['feedback'],
    map: {
      'feedback.response_id': '编号|原始记录编号|答卷编号',
      'feedback.submitted_at': '结束答题时间',
    },
    ignore:
      '开始答题时间|答题时长|地理位置国家和地区|地理位置省|地理位置市|用户类型|用户标识|昵称|自定义字段|IP|UA',
    survey: true,
  },
  {
    id: 'surveymonkey',
    from: 'SurveyMonkey, all responses; a second header row holds the options',
    required: 'Respondent ID',
    any: 'Collector ID|IP Address|Start Date|End Date',
    entities: ['feedback'],
    map: {
      'feedback.response_id': 'Respondent ID',
      'feedback.submitted_at': 'End Date|Date Modified|Start Date|Date Created',
    },
    ignore:
      'Collector ID|Start Date|Date Created|Date Modified|IP Address|Email Address|First Name|Last Name|Custom Data 1|Custom Data',
    survey: true,
  },
  {
    id: 'typeform',
    from: 'Typeform responses, until about 2021 and after',
    required: 'Submit Date (UTC)',
    any: '#|Start Date (UTC)|Network ID',
    entities: ['feedback'],
    map: {
      'feedback.response_id': '#|Response ID|Token',
      'feedback.submitted_at': 'Submit Date (UTC)',
    },
    ignore: 'Start Date (UTC)|Stage Date (UTC)|Network ID|Response Type|Tags|Ending',
    survey: true,
  },
  {
    id: 'touchpoints',
    from: 'GSA Touchpoints; positive_… and negative_… say which reasons were ticked',
    any: 'positive_effectiveness|positive_ease|negative_effectiveness|negative_ease|positive_efficiency',
    least: 2,
    entities: ['feedback'],
    map: {
      'feedback.response_id': 'external_id',
      'feedback.score': 'question_1',
      'feedback.comment': 'question_4',
    },
    ignore: ['positive', 'negative']
      .flatMap((side) =>
        ['effectiveness', 'ease', 'efficiency', 'transparency', 'humanity', 'employee', 'other'].map(
          (reason) => `${side}_${reason}`,
        ),
      )
      .join('|'),
    survey: true,
  },
  {
    id: 'google-forms',
    from: 'Google Forms, sheet of responses in English and Chinese; the score of a quiz is no answer',
    any: 'Timestamp|时间戳记|时间戳|時間戳記',
    entities: ['feedback'],
    map: { 'feedback.submitted_at': 'Timestamp|时间戳记|时间戳|時間戳記' },
    ignore: 'Email Address|Username|Score|电子邮件地址|電子郵件地址|分数|分數',
    survey: true,
    weak: true,
  },
]
