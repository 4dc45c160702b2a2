import ts from 'typescript'

/** Words that stand for the other way of each other. */
const OTHER = Object.fromEntries(
  [
    ['up', 'down'],
    ['▲', '▼'],
    [' ▲', ' ▼'],
    ['+', '−'],
    ['low', 'high'],
    ['a', 'b'],
    ['before', 'now'],
    ['row', 'column'],
    ['ascending', 'descending'],
  ].flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]),
)
const OPERATORS = {
  '<': '>',
  '>': '<',
  '<=': '>',
  '>=': '<',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '&&': '||',
  '||': '&&',
}

/** A little beside: 1.96 → 1.71, 5 → 6, 4 → 0 every other time. */
const beside = (value, at) =>
  Number.isInteger(value) ? (value < 2 || at % 2 ? value + 1 : 0) : Number((value * 0.87).toPrecision(3))

/** Small changes of a program, each by itself; `inside`: only of what stands under properties of these names. */
export function mutantsOf(path, text, inside = null) {
  if (path.endsWith('.sql')) return mutantsOfSql(text)
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found = []
  const put = (node, kind, by) => {
    const start = node.getStart(file)
    const line = file.getLineAndCharacterOfPosition(start).line + 1
    found.push({ start, end: node.getEnd(), line, kind, was: node.getText(file), by })
  }
  const visit = (node, within) => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    const named = node.name && ts.isIdentifier(node.name) ? node.name.text : ''
    const here = within || !!inside?.includes(named)
    if (!inside || here) mutate(node)
    node.forEachChild((child) => visit(child, here))
  }
  const mutate = (node) => {
    if (ts.isBinaryExpression(node)) {
      const { operatorToken } = node
      const other = OPERATORS[operatorToken.getText(file)]
      const text = [node.left, node.right].some(
        (side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side),
      )
      if (other && !(text && other === '-')) put(operatorToken, 'operator', other)
    } else if (ts.isNumericLiteral(node)) put(node, 'constant', String(beside(Number(node.text), node.pos)))
    else if (ts.isStringLiteral(node) && OTHER[node.text]) put(node, 'word', `'${OTHER[node.text]}'`)
    else if (ts.isConditionalExpression(node)) put(node.condition, 'condition', negated(node.condition))
    else if (ts.isIfStatement(node)) put(node.expression, 'condition', negated(node.expression))
    else if (ts.isReturnStatement(node) && isList(node.expression)) put(node.expression, 'empty', '[]')
  }
  const negated = (node) => `!(${node.getText(file)})`
  const isList = (node) =>
    !!node &&
    ((ts.isArrayLiteralExpression(node) && node.elements.length > 0) ||
      (ts.isCallExpression(node) && /\.(map|filter|flatMap|sort)$/.test(node.expression.getText(file))))
  visit(file, false)
  return found
}

const SQL = [
  [/\b\d+(\.\d+)?\b/g, 'constant', (word, at) => String(beside(Number(word), at))],
  [/(?<=\s)(>=|<=|<|>)(?=\s)/g, 'operator', (word) => OPERATORS[word]],
  [/\bAND\b/g, 'operator', () => 'OR'],
  [/(?<=\s)[+*/-](?=\s)/g, 'operator', (word) => OPERATORS[word]],
]
function mutantsOfSql(text) {
  // How wide a type is changes nothing that is summed.
  const plain = text.replace(/--.*|DECIMAL\([^)]*\)/g, (part) => ' '.repeat(part.length))
  return SQL.flatMap(([pattern, kind, other]) =>
    [...plain.matchAll(pattern)].map(({ 0: was, index }) => ({
      start: index,
      end: index + was.length,
      line: text.slice(0, index).split('\n').length,
      kind,
      was,
      by: other(was, index),
    })),
  )
}
