import { customers } from './entity/customers'
import { orders } from './entity/orders'
import { orderLines } from './entity/lines'
import { feedback } from './entity/feedback'
import { tickets } from './entity/tickets'
import { deals } from './entity/deals'
import { touches } from './entity/touches'
import { points } from './entity/points'
import { events } from './entity/events'
import { contracts } from './entity/contracts'
import { targets } from './entity/targets'
import type { Entity, EntityName, Field } from './entity/field'

export type { Entity, EntityName, Field, FieldType } from './entity/field'

/**
 * The customer data model, declared once: entities, their fields, and the names under which real exports carry
 * them. Mapping, marts, filters, disclosure and documentation derive from it.
 */
export const ENTITIES: Entity[] = [
  customers,
  orders,
  orderLines,
  feedback,
  tickets,
  deals,
  touches,
  points,
  events,
  contracts,
  targets,
]

export const entity = (name: EntityName): Entity => ENTITIES.find((e) => e.name === name)!

/** `orders.amount` → the field, or undefined. */
export function fieldOf(target: string): Field | undefined {
  const [owner, name] = target.split('.')
  return ENTITIES.find((e) => e.name === owner)?.fields.find((f) => f.name === name)
}
