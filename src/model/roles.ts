import { ENTITIES, entity, type EntityName } from './entities'

/** Fields that several entities have and that mean one thing: whoever names the customer says so once. */
const SHARED = ['customer_id', 'order_id']
/** Whose they are first, where a file does not say. */
const USUAL: EntityName = 'orders'

/** What a target says, whichever entity it belongs to: `customer_id`, or the target itself. */
export function roleOf(target: string): string {
  const name = target.slice(target.indexOf('.') + 1)
  return SHARED.includes(name) ? name : target
}

/** The target that a role has in a file of these entities. */
export function targetOf(role: string, entities: readonly EntityName[]): string {
  if (!SHARED.includes(role)) return role
  const has = (name: EntityName) => entity(name).fields.some((field) => field.name === role)
  return `${entities.find(has) ?? USUAL}.${role}`
}

/** Choices of a file whose shared meanings belong to what the other choices make of it. */
export function atHome(
  columns: Record<string, string | null>,
  entities: readonly EntityName[],
): Record<string, string | null> {
  const own = Object.values(columns).filter((target) => target && roleOf(target) === target)
  const count = (name: EntityName) => own.filter((target) => target!.startsWith(`${name}.`)).length
  // Customers are part of most files: they say least about what a file is.
  const [most] = ENTITIES.map(({ name }) => name)
    .filter((name) => name !== 'customers' && count(name))
    .sort((a, b) => count(b) - count(a))
  const order = most && !entities.includes(most) ? [most, ...entities] : entities
  return Object.fromEntries(
    Object.entries(columns).map(([header, target]) => [
      header,
      target && roleOf(target) !== target ? targetOf(roleOf(target), order) : target,
    ]),
  )
}

/** Who a group of meanings is about, and what can be said of it; each meaning stands in one group. */
interface RoleGroup {
  name: EntityName
  roles: string[]
}
export const ROLE_GROUPS: RoleGroup[] = ENTITIES.map(({ name, fields }) => ({
  name,
  roles: fields
    .map((field) => roleOf(`${name}.${field.name}`))
    // The customer's number is the customer's, the order's number the order's.
    .filter((role) =>
      role === 'customer_id' ? name === 'customers' : role !== 'order_id' || name === 'orders',
    ),
}))
