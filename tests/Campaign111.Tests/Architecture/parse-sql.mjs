// Parses SQL for SqlTests. Argument: the folder whose node_modules hold node-sql-parser. Standard input: a JSON list of
// { name, database, sql }; standard output: a JSON list of { name, database, error, broken } in the same order. error: null when it parses;
// broken: the rules of tsql-rules.mjs that the statement breaks, in dialect transactsql.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { broken } from "./tsql-rules.mjs";

const require = createRequire(join(resolve(process.argv[2]), "package.json"));
const { Parser } = require("node-sql-parser");
const parser = new Parser();

// SQLite's DROP INDEX names no table, but the parser's grammar for it wants one. Every migration also runs on a real SQLite.
const asParsed = (sql, database) => (database === "sqlite" ? sql.replace(/^(\s*DROP INDEX \w+)\s*;?\s*$/, "$1 ON t") : sql);

const results = JSON.parse(readFileSync(0, "utf8")).map(({ name, database, sql }) => {
  try {
    const ast = parser.astify(asParsed(sql, database), { database });
    return { name, database, error: null, broken: database === "transactsql" ? broken(ast) : [] };
  } catch (error) {
    // The parser's message lists everything it would have taken; its place is what helps.
    const at = error.location?.start;
    return { name, database, error: at ? `line ${at.line}, column ${at.column}` : String(error.message), broken: [] };
  }
});
process.stdout.write(JSON.stringify(results));
