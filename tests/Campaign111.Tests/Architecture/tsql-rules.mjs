// What SQLite lets pass and SQL Server refuses, found in the tree of a parsed statement (node-sql-parser, dialect transactsql).
// No SQL Server is needed to know these; the numbers are its error messages.

const comparisons = new Set([
  "=", "<>", "!=", "<", ">", "<=", ">=", "AND", "OR", "IS", "IS NOT", "IN", "NOT IN", "LIKE", "NOT LIKE", "BETWEEN", "NOT BETWEEN",
]);

const nameOf = (node) => node.name?.name?.map((part) => part.value).join(".").toUpperCase() ?? "";

const isPredicate = (node) =>
  (node.type === "binary_expr" && comparisons.has(node.operator)) ||
  (node.type === "unary_expr" && /^NOT( EXISTS)?$|^EXISTS$/.test(node.operator)) ||
  (node.type === "function" && /^(NOT|EXISTS)$/.test(nameOf(node)));

const text = (node) => JSON.stringify(node, (key, value) => (["loc", "parentheses", "table"].includes(key) ? undefined : value));

/** Names of the rules that a statement breaks. */
export function broken(ast) {
  const found = new Set();
  for (const statement of [ast].flat()) {
    visit(statement, found, true);
  }
  return [...found];
}

// A place where SQL Server wants a condition: a column or number alone is none (4145).
function condition(node, found) {
  if (!node) return;
  if (!isPredicate(node)) {
    found.add("a value stands where a condition must (write flag = 1)");
  } else if (node.operator === "AND" || node.operator === "OR") {
    condition(node.left, found);
    condition(node.right, found);
  } else if (node.operator === "NOT") {
    condition(node.expr, found);
  } else if (nameOf(node) === "NOT") {
    node.args.value.forEach((inner) => condition(inner, found));
  }
}

// A place where it wants a value: a comparison is none (102, 156).
function value(node, found) {
  if (node && isPredicate(node)) found.add("a condition stands where a value must (write CASE WHEN ... THEN 1 ELSE 0 END)");
}

function visit(node, found, top) {
  if (node === null || typeof node !== "object") return;
  if (Array.isArray(node)) return node.forEach((child) => visit(child, found, top));
  if (node.type === "select") select(node, found, top);
  if (node.type === "update") node.set?.forEach((set) => value(set.value, found));
  if (["select", "update", "delete"].includes(node.type)) condition(node.where, found);
  if (node.type === "case") cases(node, found);
  if (node.type === "function" && !isPredicate(node)) node.args?.value?.forEach?.((argument) => value(argument, found));
  if (node.type === "aggr_func") aggregate(node, found);
  if (node.join) condition(node.on, found);
  for (const [key, child] of Object.entries(node)) {
    visit(child, found, top && (key === "_next" || key === "with"));
  }
}

function cases(node, found) {
  for (const branch of node.args) {
    if (branch.cond && !node.expr) condition(branch.cond, found);
    value(branch.result, found);
  }
}

function aggregate(node, found) {
  value(node.args?.expr, found);
  if (contains(node.args, (inner) => inner.type === "select" || inner.type === "aggr_func")) {
    found.add("an aggregate is made over a subquery or another aggregate (130)");
  }
}

function select(node, found, top) {
  const columns = Array.isArray(node.columns) ? node.columns : [];
  columns.forEach((column) => value(column.expr, found));
  node.orderby?.forEach((order) => value(order.expr, found));
  [node.having].flat().filter(Boolean).forEach((having) => condition(having, found));
  if (node.orderby && !top && !node.top && !node.limit) found.add("ORDER BY stands in a subquery (1033)");
  grouping(node, columns, found);
  if (node.distinct && node.orderby?.some((order) => !listed(order.expr, columns))) {
    found.add("SELECT DISTINCT is ordered by what it does not list (145)");
  }
}

function grouping(node, columns, found) {
  const groups = node.groupby?.columns ?? [];
  if (groups.some((group) => group.type !== "column_ref" && contains(group, (inner) => inner.type === "select"))) {
    found.add("GROUP BY holds a subquery (144)");
  }
  if (!node.groupby && !columns.some((column) => contains(column.expr, (inner) => inner.type === "aggr_func" && !inner.over, true))) return;
  const known = new Set(groups.map(text));
  const ordered = (node.orderby ?? []).filter((order) => !listed(order.expr, columns));
  for (const { expr } of [...columns, ...ordered]) {
    if (loose(expr, known)) found.add("a column is neither grouped nor aggregated (8120, 8127)");
  }
}

// True when a column of this level stands outside every aggregate and is not grouped.
function loose(node, known) {
  if (node === null || typeof node !== "object" || known.has(text(node))) return false;
  if (node.type === "aggr_func" || node.type === "select") return false;
  if (node.type === "column_ref") return !String(node.column?.expr?.value ?? node.column).startsWith("@");
  return Object.values(node).some((child) => loose(child, known));
}

const listed = (expr, columns) =>
  expr.type === "number" || columns.some((column) => text(column.expr) === text(expr) || (expr.type === "column_ref" && column.as === expr.column));

function contains(node, test, sameLevel = false) {
  if (node === null || typeof node !== "object") return false;
  if (!Array.isArray(node) && test(node)) return true;
  if (sameLevel && node.type === "select") return false;
  return Object.values(node).some((child) => contains(child, test, sameLevel));
}
