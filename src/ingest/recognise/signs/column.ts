import { fold } from '../../../model/header'
import type { ColumnFeatures } from '../features'
import type { Concept } from '../words'

/** A column by what is said of it: words of its name, and what its cells look like. */
export interface Column {
  /** Its name, folded: for words that no concept stands for. */
  name: string
  is: (...concepts: Concept[]) => boolean
  all: (...concepts: Concept[]) => boolean
  /** Its name is this word and no other. */
  only: (...concepts: Concept[]) => boolean
  looks: (...features: string[]) => boolean
  relates: (...features: string[]) => boolean
  /** Its name is a question. */
  asks: boolean
}

/** @param header its name, where one is known */
export const columnOf = ({ found }: ColumnFeatures, header = ''): Column => {
  const here = new Set(found)
  const has = (concept: Concept) => here.has(`c:${concept}`)
  return {
    name: fold(header),
    is: (...concepts) => concepts.some(has),
    all: (...concepts) => concepts.every(has),
    only: (...concepts) => concepts.some((concept) => here.has(`o:${concept}`)),
    looks: (...features) => features.some((feature) => here.has(`v:${feature}`)),
    relates: (...features) => features.some((feature) => here.has(`r:${feature}`)),
    asks: here.has('u:asks'),
  }
}

export const dated = (c: Column): boolean =>
  c.looks('date', 'moment') || (c.is('date', 'time') && !c.looks('number', 'clock', 'prose', 'word'))
export const money = (c: Column): boolean =>
  c.is('amount', 'total', 'price', 'paid', 'due', 'sale', 'net', 'gross', 'subtotal', 'spend', 'ever') &&
  !c.is(
    'date',
    'time',
    'id',
    'name',
    'phone',
    'status',
    'count',
    'method',
    'staff',
    'share',
    'points',
    'kind',
    'is',
    'store',
  ) &&
  !c.looks('date', 'moment', 'word', 'phrase', 'prose', 'email', 'mobile')
export const person = (c: Column): boolean => c.is('customer', 'buyer', 'member', 'user', 'nickname')
export const plainPerson = (c: Column): boolean =>
  person(c) &&
  !c.is(
    'count',
    'quantity',
    'level',
    'kind',
    'points',
    'balance',
    'date',
    'time',
    'amount',
    'status',
    'score',
    'paid',
    'payment',
    'remark',
    'address',
    'segment',
    'sale',
    'last',
    'source',
    'city',
    'province',
    'country',
    'region',
  )
/** A name over names of people or firms that is none of what else has a name. */
export const isSomebody = (c: Column): boolean =>
  c.is('name') &&
  c.looks('person', 'firm') &&
  !c.looks('few', 'same') &&
  !c.is(
    'staff',
    'product',
    'store',
    'supplier',
    'campaign',
    'event',
    'city',
    'province',
    'region',
    'deal',
    'contract',
    'job',
    'category',
    'subject',
  )
/** Who gets the parcel: somebody, where nobody else is named. */
export const isReceiver = (c: Column): boolean =>
  c.is('receiver') &&
  (c.is('name') || c.looks('person')) &&
  !c.is('address', 'phone', 'date', 'time', 'amount')
