import ts from "typescript";
import en from "../../src/messages/en.json";
import { placeOf, type Source, walk } from "./sources.ts";

type Tree = { [key: string]: string | Tree };

/** Each message by its whole key. */
export const messages = new Map(flatten(en));

function flatten(tree: Tree, above = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[above + key, value] as [string, string]]
      : flatten(value, `${above}${key}.`),
  );
}

/** One way a file names messages: `key` may end in "*", for all that begin so. `values`: what is put in, if it is seen. */
export type Use = { key: string; at: string; values: string[] | undefined; raw?: boolean };

/**
 * Every message a file names: `t("key")` of a translator that was made for a namespace, and `words.key` of words that
 * are typed `Messages["a"]["b"]`.
 */
export function usesIn({ file }: Source): Use[] {
  const translators: Translator[] = [];
  const words = new Map<string, string>();
  walk(file, (node) => {
    const namespace = /\b(?:getTranslations|useTranslations)(?:\(|<)"([\w.]+)"/.exec(headOf(node))?.[1];
    if (namespace)
      for (const { name, scope } of namesOf(node, namespace)) translators.push({ name, namespace, scope });
    for (const [name, path] of typedWords(node)) words.set(name, path);
  });
  const uses: Use[] = [];
  walk(file, (node) => {
    if (ts.isCallExpression(node)) uses.push(...translated(node, translators));
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
      uses.push(...accessed(node, words));
    if (ts.isJsxAttribute(node)) uses.push(...handedToUi(node, words, file));
  });
  return uses;
}

/** A translator is known by its name inside the function that made it. */
type Translator = { name: string; namespace: string; scope: ts.Node };

/** `const t = await getTranslations("a")`, one of `const [t, …] = await Promise.all([…])`, or `t: Translator<"a">`. */
function headOf(node: ts.Node): string {
  if (ts.isVariableDeclaration(node)) return node.initializer?.getText() ?? "";
  if (ts.isParameter(node) || ts.isTypeAliasDeclaration(node)) return node.type?.getText() ?? "";
  return "";
}

function namesOf(node: ts.Node, namespace: string): Omit<Translator, "namespace">[] {
  if (ts.isTypeAliasDeclaration(node)) return typedBy(node, node.name.text);
  if (!ts.isVariableDeclaration(node) && !ts.isParameter(node)) return [];
  const scope = scopeOf(node);
  if (ts.isIdentifier(node.name)) return [{ name: node.name.text, scope }];
  const { initializer } = node;
  const list = initializer?.getText().startsWith("await Promise.all(") && firstArray(initializer);
  if (!list || !ts.isArrayBindingPattern(node.name)) return [];
  return node.name.elements.flatMap((element, index) => {
    const isIt = list.elements[index]?.getText() === `getTranslations("${namespace}")`;
    return isIt && ts.isBindingElement(element) ? [{ name: element.name.getText(), scope }] : [];
  });
}

function typedBy(alias: ts.Node, type: string): Omit<Translator, "namespace">[] {
  const found: Omit<Translator, "namespace">[] = [];
  walk(alias.getSourceFile(), (node) => {
    if (ts.isParameter(node) && node.type?.getText() === type)
      found.push({ name: node.name.getText(), scope: scopeOf(node) });
  });
  return found;
}

function scopeOf(node: ts.Node): ts.Node {
  let at = node.parent;
  while (!ts.isFunctionLike(at) && !ts.isSourceFile(at)) at = at.parent;
  return at;
}

/** The namespace of the translator that a name means here: the innermost one wins. */
function namespaceOf(name: string, from: ts.Node, translators: Translator[]): string | undefined {
  for (let at: ts.Node | undefined = from; at; at = at.parent) {
    const found = translators.find(({ name: own, scope }) => own === name && scope === at);
    if (found) return found.namespace;
  }
}

function firstArray(node: ts.Node): ts.ArrayLiteralExpression | undefined {
  let found: ts.ArrayLiteralExpression | undefined;
  walk(node, (child) => {
    if (!found && ts.isArrayLiteralExpression(child)) found = child;
  });
  return found;
}

function typedWords(node: ts.Node): [name: string, path: string][] {
  if (!ts.isPropertySignature(node) && !ts.isParameter(node)) return [];
  const type = node.type?.getText() ?? "";
  if (!/^Messages(\["\w+"\])+$/.test(type)) return [];
  const path = [...type.matchAll(/\["(\w+)"\]/g)].map(([, key]) => key).join(".");
  return [[node.name.getText(), path]];
}

function translated(call: ts.CallExpression, translators: Translator[]): Use[] {
  const callee = ts.isPropertyAccessExpression(call.expression)
    ? call.expression.expression
    : call.expression;
  const namespace = namespaceOf(callee.getText(), call, translators);
  const [key, values] = call.arguments;
  if (!namespace || !key) return [];
  const given = values && ts.isObjectLiteralExpression(values) ? values.properties.map(nameOf) : [];
  const seen = values === undefined || ts.isObjectLiteralExpression(values);
  return keysOf(key).map((name) => ({
    key: `${namespace}.${name}`,
    at: placeOf(call),
    values: seen ? given : undefined,
  }));
}

/** "a", `a.${b}`, or either of two. */
function keysOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map(({ literal }) => `*${literal.text}`);
    return [node.head.text + parts.join("")];
  }
  if (ts.isConditionalExpression(node)) return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  return ["*"];
}

function accessed(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  words: Map<string, string>,
): Use[] {
  const path: string[] = [];
  let at: ts.Expression = node;
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
    path.unshift(
      ts.isPropertyAccessExpression(at) ? at.name.text : (keysOf(at.argumentExpression)[0] ?? "*"),
    );
    at = at.expression;
  }
  const above = words.get(at.getText());
  if (above) return [rawUse(node, [above, ...path].join("."))];
  // props.words.key
  const name = path.findIndex((part) => words.has(part));
  if (name < 0 || name === path.length - 1) return [];
  const key = [words.get(path[name] ?? ""), ...path.slice(name + 1)].join(".");
  return [rawUse(node, key)];
}

/** What is not handed to `fill` is shown as it stands. Words that go whole to `ui/` are all used there. */
function rawUse(node: ts.Expression, key: string): Use {
  const { parent } = node;
  const at = placeOf(node);
  const isFilled =
    ts.isCallExpression(parent) && parent.expression.getText() === "fill" && parent.arguments[0] === node;
  const given = isFilled ? parent.arguments[1] : undefined;
  const values = given && ts.isObjectLiteralExpression(given) ? given.properties.map(nameOf) : [];
  return { key, at, values, raw: true };
}

/** `words={stepWords}` of a component from `ui/`, which knows no catalogue and reads them all. */
function handedToUi(node: ts.JsxAttribute, words: Map<string, string>, file: ts.SourceFile): Use[] {
  const path = words.get(node.initializer?.getText().slice(1, -1) ?? "");
  const element = node.parent.parent.tagName.getText();
  const isUi = new RegExp(`\\b${element}\\b[^;]*from "@/ui/`).test(file.text);
  return path && isUi ? [{ key: `${path}.*`, at: placeOf(node), values: undefined, raw: true }] : [];
}

function nameOf(property: ts.ObjectLiteralElementLike): string {
  return property.name?.getText() ?? "…";
}

/** Whether a use, which may have "*" in it, means this message. */
export function means(use: string, key: string): boolean {
  const pattern = use
    .split("*")
    .map((part) => part.replaceAll(/[.$]/g, "\\$&"))
    .join("[\\w.]+");
  return new RegExp(`^${pattern}$`).test(key);
}
