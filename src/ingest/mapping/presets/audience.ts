import type { Preset } from '../preset'

/** Lists of people that mail services keep. */
export const AUDIENCES: Preset[] = [
  {
    id: 'mailchimp-audience',
    from: 'Mailchimp members export; system columns are in capitals, a person is an e-mail',
    required: 'Email Address',
    any: 'MEMBER_RATING|OPTIN_TIME|LEID|EUID|OPTIN_IP|CONFIRM_TIME',
    least: 2,
    entities: ['customers'],
    map: {
      'customers.customer_id': 'Email Address',
      'customers.level': 'MEMBER_RATING',
      'customers.created_at': 'OPTIN_TIME|CONFIRM_TIME',
      'customers.country': 'CC',
      'customers.region': 'REGION',
      'customers.tags': 'TAGS',
    },
    ignore: 'First Name|Last Name|NOTES|LEID|EUID',
  },
  {
    id: 'klaviyo-profiles',
    from: 'Klaviyo list or segment',
    required: 'Klaviyo ID',
    entities: ['customers'],
    map: {
      'customers.customer_id': 'Klaviyo ID',
      'customers.email': 'Email',
      'customers.province': 'State / Region',
      'customers.source': 'Source',
      'customers.status': 'Email Marketing Consent',
      'customers.created_at': 'Profile Created On|Date Added',
    },
    ignore: 'First Name|Last Name',
  },
]
