import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  readonly text: string;
  /** Module names as written. */
  readonly imports: readonly string[];
}

const isSource = (name: string): boolean => /\.(ts|tsx)$/.test(name) && !name.endsWith('.d.ts');
const SKIPPED = new Set(['node_modules', 'dist', '.data', 'generated']);

/** Every TypeScript file below these folders, tests included. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => walk(join(ROOT, folder))).map(readFile);
}

function walk(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) return SKIPPED.has(name) ? [] : walk(path);
    return isSource(name) ? [path] : [];
  });
}

function readFile(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  return {
    path: relative(ROOT, path).replaceAll('\\', '/'),
    lines: text.split('\n').length,
    text,
    imports: ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName),
  };
}

export const isTest = ({ path }: Pick<SourceFile, 'path'>): boolean =>
  /\.(spec|int-spec|e2e-spec|test)\.tsx?$/.test(path) ||
  path.includes('/testing/') ||
  path.startsWith('test/') ||
  path.startsWith('libs/testing/');

/** The file that a relative import names, or undefined for packages and doors. */
export function resolveRelative(
  from: string,
  specifier: string,
  known: ReadonlySet<string>,
): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const base = join(dirname(from), specifier).replaceAll('\\', '/').replace(/\.js$/, '');
  return [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`, base].find((path) =>
    known.has(path),
  );
}

/** What a file does, as the compiler reads it: comments and texts are none of it. */
export interface Code {
  /** What is called or made anew, by its last name, and by all of it: `connect` and `pool.connect`; decorators too. */
  readonly calls: readonly Call[];
  /** Names that stand in it, wherever they do. */
  readonly names: ReadonlySet<string>;
  /** What stands in quotes in it, whatever it is for; a template gives one text for each of its parts. */
  readonly texts: readonly string[];
  /** Templates whole, with `{max}` where the value of `max` is put in. */
  readonly templates: readonly string[];
  /** Values that it names, by the name: `name: 'x'` and `name = 'x'`. */
  readonly named: readonly { readonly name: string; readonly text: string }[];
  readonly classes: readonly {
    readonly name: string;
    readonly base: string | undefined;
    readonly isExported: boolean;
  }[];
}

interface Call {
  readonly name: string;
  readonly path: string;
  readonly isNew: boolean;
  readonly isDecorator: boolean;
  readonly first: ts.Expression | undefined;
  readonly last: ts.Expression | undefined;
}

const codes = new Map<string, Code>();

export function codeOf({ path, text }: Pick<SourceFile, 'path' | 'text'>): Code {
  const known = codes.get(path);
  if (known !== undefined) return known;
  const calls: Call[] = [];
  const names = new Set<string>();
  const texts: string[] = [];
  const templates: string[] = [];
  const named: { name: string; text: string }[] = [];
  const classes: { name: string; base: string | undefined; isExported: boolean }[] = [];
  const source = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    if (isText(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      templates.push(
        node.head.text +
          node.templateSpans
            .map((span) => `{${span.expression.getText(source)}}${span.literal.text}`)
            .join(''),
      );
    if ((ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) && ts.isIdentifier(node.name)) {
      const value = node.initializer;
      if (value !== undefined && ts.isStringLiteralLike(value))
        named.push({ name: node.name.text, text: value.text });
    }
    if (ts.isClassDeclaration(node) && node.name !== undefined) {
      const above = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
      classes.push({
        name: node.name.text,
        base: above?.types[0]?.expression.getText(source),
        isExported: node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false,
      });
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const called = node.expression.getText(source).replaceAll(/\s+/g, '');
      calls.push({
        name: called.split('.').at(-1) ?? called,
        path: called,
        isNew: ts.isNewExpression(node),
        isDecorator: ts.isDecorator(node.parent),
        first: node.arguments?.[0],
        last: node.arguments?.at(-1),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const code = { calls, names, texts, templates, named, classes };
  codes.set(path, code);
  return code;
}

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node);
