import ts from "typescript";

/** Statements and operators that APPSYNC_JS does not run. Source: AWS AppSync Developer Guide, "Supported runtime features", core features. */
const syntax: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.ForStatement, "for(;;)"], [ts.SyntaxKind.WhileStatement, "while"], [ts.SyntaxKind.DoStatement, "do"],
  [ts.SyntaxKind.ContinueStatement, "continue"], [ts.SyntaxKind.LabeledStatement, "a label"], [ts.SyntaxKind.TryStatement, "try"],
  [ts.SyntaxKind.ThrowStatement, "throw"], [ts.SyntaxKind.AwaitExpression, "await"], [ts.SyntaxKind.YieldExpression, "yield"],
  [ts.SyntaxKind.AsyncKeyword, "async"], [ts.SyntaxKind.ClassDeclaration, "a class"], [ts.SyntaxKind.ClassExpression, "a class"],
  [ts.SyntaxKind.ThisKeyword, "this"], [ts.SyntaxKind.RegularExpressionLiteral, "a regular expression"], [ts.SyntaxKind.NewExpression, "new"],
  [ts.SyntaxKind.InKeyword, "in"], [ts.SyntaxKind.InstanceOfKeyword, "instanceof"], [ts.SyntaxKind.PlusPlusToken, "++"],
  [ts.SyntaxKind.MinusMinusToken, "--"], [ts.SyntaxKind.TildeToken, "~"],
]);

/**
 * Methods that resolvers may call: a part of those that APPSYNC_JS has, so that a new one is looked up before it is used.
 * Source: AWS AppSync Developer Guide, "Supported runtime features", primitive objects, built-in objects and functions; "Built-in utilities".
 */
const methods: ReadonlySet<string> = new Set([
  "startsWith", "slice", "split", "includes", "join", "push", "Array.isArray", "JSON.parse", "Math.max",
  "util.error", "util.unauthorized", "util.matches", "util.dynamodb.toMapValues", "util.time.nowEpochMilliSeconds", "util.time.nowEpochSeconds",
  "runtime.earlyReturn", "extensions.setSubscriptionFilter", "extensions.setSubscriptionInvalidationFilter", "extensions.invalidateSubscriptions",
]);

/** Everything in a resolver's code that APPSYNC_JS does not run, in the order of the text: `while`, `recursion in f`, … */
export function runtimeProblems(code: string): string[] {
  const file = ts.createSourceFile("resolver.js", code, ts.ScriptTarget.ESNext, true);
  const functions = new Set<string>();
  walk(file, (node) => {
    if (isNamedFunction(node)) functions.add(node.name?.getText() ?? "");
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer)) functions.add(node.name.getText());
  });
  const problems: string[] = [];
  walk(file, (node) => { problems.push(...problemsOf(node, functions)); });
  return problems;
}

function problemsOf(node: ts.Node, functions: ReadonlySet<string>): string[] {
  const named = syntax.get(node.kind);
  if (named !== undefined && !isLoopWord(node)) return [named];
  if (isNamedFunction(node) && node.asteriskToken !== undefined) return ["a generator"];
  if (ts.isImportDeclaration(node) && node.moduleSpecifier.getText() !== '"@aws-appsync/utils"') return [`import of ${node.moduleSpecifier.getText()}`];
  return ts.isCallExpression(node) ? callProblems(node, functions) : [];
}

function callProblems(call: ts.CallExpression, functions: ReadonlySet<string>): string[] {
  // Where several files import a name, bundling numbers it: `util2`.
  const called = call.expression.getText().replace(/^(util|runtime|extensions)\d+\./, "$1.");
  const isMethod = ts.isPropertyAccessExpression(call.expression);
  const method = isMethod ? call.expression.name.text : called;
  const known = isMethod ? methods.has(called) || methods.has(method) : functions.has(called);
  const passed = call.arguments.filter((each) => ts.isArrowFunction(each) || ts.isFunctionExpression(each) || (ts.isIdentifier(each) && functions.has(each.text)));
  const around = ts.findAncestor(call, (node) => isNamedFunction(node) && node.name?.getText() === called);
  return [
    ...(known ? [] : [`call of ${isMethod ? `.${method}` : called}`]),
    ...passed.map(() => `a function passed to ${called}`),
    ...(around === undefined ? [] : [`recursion in ${called}`]),
  ];
}

const isNamedFunction = (node: ts.Node): node is ts.FunctionDeclaration => ts.isFunctionDeclaration(node);

/** The `in` of a `for (… in …)` is no operator. */
const isLoopWord = (node: ts.Node): boolean => node.kind === ts.SyntaxKind.InKeyword && ts.isForInStatement(node.parent);

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  for (const child of node.getChildren()) walk(child, visit);
}
