/** The schema as valibot keeps it: enough of it to be written down as JSON Schema. */
interface Node {
  type: string
  entries?: Record<string, Node>
  item?: Node
  items?: Node[]
  key?: Node
  value?: Node
  wrapped?: Node
  options?: unknown[]
  literal?: unknown
  pipe?: { kind: string; type: string; requirement?: unknown }[]
}
type Json = Record<string, unknown>

const ACTIONS: Record<string, (node: Node, requirement: never) => Json> = {
  max_length: (node, most) => ({ [node.type === 'array' ? 'maxItems' : 'maxLength']: most }),
  min_length: (node, least) => ({ [node.type === 'array' ? 'minItems' : 'minLength']: least }),
  min_value: (_, minimum) => ({ minimum }),
  max_value: (_, maximum) => ({ maximum }),
  multiple_of: (_, multipleOf) => ({ multipleOf }),
  integer: () => ({ type: 'integer' }),
  // What only code can say stands in the words of the error.
  check: () => ({}),
}

function plain(node: Node): Json {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type: node.type }
    case 'literal':
      return { const: node.literal }
    case 'picklist':
      return { enum: node.options }
    case 'array':
      return { type: 'array', items: jsonSchema(node.item!) }
    case 'tuple':
      return {
        type: 'array',
        prefixItems: node.items!.map(jsonSchema),
        minItems: node.items!.length,
        items: false,
      }
    case 'nullable':
      return { anyOf: [jsonSchema(node.wrapped!), { type: 'null' }] }
    case 'optional':
      return jsonSchema(node.wrapped!)
    case 'variant':
      return { anyOf: node.options!.map(jsonSchema) }
    case 'record':
      return {
        type: 'object',
        propertyNames: jsonSchema(node.key!),
        additionalProperties: jsonSchema(node.value!),
      }
    case 'strict_object':
    case 'loose_object': {
      const entries = Object.entries(node.entries!)
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([name, entry]) => [name, jsonSchema(entry)])),
        required: entries.flatMap(([name, entry]) => (entry.type === 'optional' ? [] : [name])),
        additionalProperties: node.type === 'loose_object',
      }
    }
  }
  throw new Error(`no JSON Schema is known for ${node.type}`)
}

/** A valibot schema → JSON Schema (2020-12). Throws on what it does not know, rather than leaving it out. */
export function jsonSchema(schema: unknown): Json {
  const node = schema as Node
  const actions = (node.pipe ?? []).filter(({ kind }) => kind !== 'schema')
  return actions.reduce((json, { type, requirement }) => {
    const action = ACTIONS[type]
    if (!action) throw new Error(`no JSON Schema is known for ${type}`)
    return { ...json, ...action(node, requirement as never) }
  }, plain(node))
}
