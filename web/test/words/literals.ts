import ts from "typescript";
import { placeOf, walk } from "./sources.ts";

/** Attributes whose text nobody reads or hears. Any other one with letters in it is words. */
const technical = new Set([
  ...[
    "accept",
    "action",
    "autoCapitalize",
    "autoComplete",
    "className",
    "d",
    "decoding",
    "defaultValue",
    "encType",
    "enterKeyHint",
    "fetchPriority",
    "fill",
    "gradientUnits",
  ],
  ...[
    "heading",
    "href",
    "htmlFor",
    "httpEquiv",
    "id",
    "inputMode",
    "itemId",
    "key",
    "lang",
    "list",
    "loading",
  ],
  ...[
    "look",
    "mask",
    "maskUnits",
    "method",
    "name",
    "next",
    "offset",
    "pattern",
    "patternUnits",
    "points",
    "popover",
  ],
  ...[
    "popoverTarget",
    "popoverTargetAction",
    "preserveAspectRatio",
    "purpose",
    "rel",
    "role",
    "scope",
    "size",
    "sizes",
    "src",
    "srcSet",
    "stopColor",
  ],
  ...[
    "stroke",
    "strokeDasharray",
    "strokeLinecap",
    "style",
    "tone",
    "transform",
    "type",
    "url",
    "value",
    "viewBox",
  ],
  ...["aria-busy", "aria-current", "aria-describedby", "aria-hidden", "aria-invalid", "aria-labelledby"],
]);

/** Names that stay as they are in every language. */
const names = /^(FLUX|NEON NOIR|0x…)$/;

/** Where a file has words of its own: text between tags, an attribute that is read, a sentence in the code. */
export function wordsIn(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const say = (node: ts.Node, text: string) => found.push(`${placeOf(node)} "${text.trim()}"`);
  walk(file, (node) => {
    if (ts.isJsxText(node) && hasLetters(node.text) && !isCode(node)) say(node, node.text);
    if (!ts.isStringLiteralLike(node) && !isTemplatePart(node)) return;
    const { text } = node;
    if (!hasLetters(text) || names.test(text.trim())) return;
    const where = whereIs(node);
    if (where === "read" || (where === "code" && isSentence(text))) say(node, text);
  });
  return found;
}

/** What stands in <code> is the machine's word. */
function isCode({ parent }: ts.Node): boolean {
  return ts.isJsxElement(parent) && parent.openingElement.tagName.getText() === "code";
}

/** A string's place: one that is read, one of the machine's, or code, where only what looks like words counts. */
function whereIs(node: ts.Node): "read" | "machine" | "code" {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isJsxAttribute(parent)) {
      const name = parent.name.getText();
      if (technical.has(name) || name.startsWith("data-")) return "machine";
      return at === node || !isChosen(node, at) ? "read" : "code";
    }
    if (ts.isJsxExpression(parent) && !ts.isJsxAttribute(parent.parent))
      return isChosen(node, at) ? "code" : "read";
    // For the log and for whoever mends it, never for whoever shops.
    if (ts.isNewExpression(parent) && /Error$|^ApiDown$/.test(parent.expression.getText())) return "machine";
    if (ts.isImportDeclaration(parent) || ts.isLiteralTypeNode(parent)) return "machine";
    if (ts.isFunctionLike(parent) || ts.isSourceFile(parent)) return "code";
  }
  return "code";
}

/** Inside an expression: compared with, a key of, or handed to something, rather than shown. */
function isChosen(node: ts.Node, until: ts.Node): boolean {
  for (let at = node; at !== until; at = at.parent) {
    const { parent } = at;
    if (ts.isCallExpression(parent) || ts.isElementAccessExpression(parent)) return true;
    if (ts.isBinaryExpression(parent) && isComparison(parent.operatorToken.kind)) return true;
    if (ts.isConditionalExpression(parent) && parent.condition === at) return true;
    if (ts.isPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent)) return true;
  }
  return false;
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.InKeyword,
  ].includes(kind);
}

function isTemplatePart(node: ts.Node): node is ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail {
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll("FLUX", "").replaceAll("%s", ""));
}

/** Words with a capital letter among them, or with a full stop: no key, path or class looks so. */
function isSentence(text: string): boolean {
  const words = text.trim();
  return (
    /^\p{Lu}[-']?\p{Ll}[\p{Ll}'-]*([\s,.…!?:]|$)/u.test(words) ||
    /^\p{Lu}[\s,]/u.test(words) ||
    (/^[\p{L}'-]+( [\p{L}'-]+)+$/u.test(words) && /\p{Lu}/u.test(words)) ||
    /\s\S*\p{Ll}[.!?…]( \p{Lu}|$)/u.test(words)
  );
}
