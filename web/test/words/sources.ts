import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

export type Source = { path: string; file: ts.SourceFile };

const root = join(import.meta.dirname, "../../src");

/** Every file of the web app that a person wrote, parsed. Paths are those below `src`. */
export const sources: Source[] = globSync("**/*.{ts,tsx}", { cwd: root })
  .filter((path) => !/\.(gen|d)\.ts$/.test(path))
  .sort()
  .map((path) => ({ path, file: parse(path, readFileSync(join(root, path), "utf8")) }));

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Calls `see` with every node of a file, from the outside in. */
export function walk(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => walk(child, see));
}

export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** What a file imports for more than its types: packages by name, files of ours by their path below `src`. */
export function importsOf({ path, file }: Source): string[] {
  return file.statements.flatMap((statement) => {
    const takes = ts.isImportDeclaration(statement) && !isTypeOnly(statement);
    const passesOn = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    if (!(takes || passesOn) || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier))
      return [];
    const from = statement.moduleSpecifier.text;
    if (from.startsWith("@/")) return [from.slice(2)];
    return [from.startsWith(".") ? relative(root, join(root, dirname(path), from)) : from];
  });
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = importClause.namedBindings;
  return (
    !importClause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}
