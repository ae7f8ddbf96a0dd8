import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { codeOf, isTest, ROOT, type SourceFile, sourceFiles } from './source-tree.js';

const files = sourceFiles('libs', 'apps', 'test');
const product = files.filter((file) => !isTest(file));
/** Generated or data: a list of words is as long as it is. */
const isCatalogue = (path: string): boolean =>
  /\/(catalogue|catalogues|i18n|locales|templates|migrations|generated)\//.test(path);

describe('files', () => {
  it('have at most 400 lines, tests at most 600', () => {
    const long = files
      .filter(({ path, lines }) => !isCatalogue(path) && lines > (isTest({ path }) ? 600 : 400))
      .map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
  });

  it('have names in kebab case', () => {
    const wrong = files.filter(
      ({ path }) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.tsx?$/.test(path.slice(path.lastIndexOf('/') + 1)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('lie in no junk drawer', () => {
    const wrong = files.filter(({ path }) => /\/(common|shared|utils?|helpers?|misc)\//.test(path));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('are no barrels below the root of a lib', () => {
    const wrong = product.filter(
      ({ path }) => /^libs\/[^/]+\/src\/.+\/index\.ts$/.test(path) && !path.endsWith('/testing/index.ts'),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe('code', () => {
  it('never resolves a module cycle by forwardRef', () => {
    expect(product.filter((file) => codeOf(file).names.has('forwardRef')).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('opens connections and transactions in the folders of the platform for databases and queues only', () => {
    const isOpening = (file: SourceFile): boolean =>
      codeOf(file).calls.some(
        ({ name, path, isNew }) =>
          name === 'createQueryRunner' ||
          /(^|\.)pool\.connect$/.test(path) ||
          (isNew && (name === 'Pool' || name === 'Client')),
      );
    const isItsPlace = /^libs\/platform\/src\/(database|embedded-database|work\/(outbox|queues|events))\//;
    const opening = product.filter((file) => file.path.startsWith('libs/') && isOpening(file));
    expect(opening.length).toBeGreaterThan(3);
    expect(opening.map(({ path }) => path).filter((path) => !isItsPlace.test(path))).toEqual([]);
  });

  it('opens no writing transaction to answer a query', () => {
    // What was committed tells whether a request that failed may be sent again.
    const wrong = product.filter(
      (file) =>
        /^libs\/[^/]+\/src\/queries\//.test(file.path) &&
        (codeOf(file).names.has('UnitOfWork') || codeOf(file).names.has('Commands')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('declares work in the product alone: a test describes its own, for which no worker of the product needs a handler', () => {
    // Modules are loaded once for many test files: what one of them declares is there for the next as well.
    const declaring = files.filter((file) =>
      codeOf(file).calls.some(({ name }) => name === 'defineJob' || name === 'defineListener'),
    );
    expect(declaring.length).toBeGreaterThan(5);
    expect(declaring.filter(isTest).map(({ path }) => path)).toEqual([]);
  });

  it('puts no value into the text of a statement', () => {
    // Values travel as parameters; only constants in capitals are put into a text. DDL, which takes no parameters, is the
    // platform's database folders'.
    const isConstant = (value: ts.Expression): boolean =>
      /^([A-Z_]+$|pg\.|quote|schema\b)/.test(value.getText().replaceAll(/\s+/g, ''));
    const isMadeOfValues = (file: SourceFile): boolean =>
      codeOf(file).calls.some(
        ({ name, first }) =>
          /^(query|execute|read|write|writeLast|readAll)$/i.test(name) &&
          first !== undefined &&
          ts.isTemplateExpression(first) &&
          !first.templateSpans.every(({ expression }) => isConstant(expression)),
      );
    const isOfDefinitions = /^libs\/platform\/src\/(database\/(?!commands\/)|embedded-database\/)/;
    const wrong = product.filter(
      (file) => file.path.startsWith('libs/') && !isOfDefinitions.test(file.path) && isMadeOfValues(file),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
    const sample = (text: string) => isMadeOfValues({ path: `${text}.ts`, text } as SourceFile);
    expect(sample('tx.query<Row>(`SELECT ${id}`)')).toBe(true);
    expect(sample('tx.query(`SELECT 1 FROM t ${ORDER}`); // tx.query(`${id}`)')).toBe(false);
  });

  it('tells the database who asks for one transaction, never for a connection', () => {
    const isForTheSession = /set_config\([^;]{0,300}?,\s*false\s*\)|\bSET\s+(SESSION\s+)?plenary\./i;
    const isLasting = (file: Pick<SourceFile, 'path' | 'text'>): boolean =>
      isForTheSession.test(codeOf(file).texts.join(' '));
    const sample = (...parts: readonly string[]) =>
      isLasting({ path: parts.join('/'), text: parts.map((part) => `q(\`${part}\`);`).join(' // ') });
    // Put together here, for this file is looked at as well.
    const name = 'plenary.user';
    expect([
      sample(`set_config('${name}', coalesce($1, ''),\n ${String(false)})`),
      sample(`set_config('${name}', $1, true)`),
      sample('SELECT 1', `SET ${name} TO 1`),
    ]).toEqual([true, false, false]);
    expect(files.filter(isLasting).map(({ path }) => path)).toEqual([]);
  });

  it('wears GraphQL and TypeORM decorators on no class together', () => {
    const wears = (file: SourceFile, decorator: string): boolean =>
      codeOf(file).calls.some(({ name, isDecorator }) => isDecorator && name === decorator);
    expect(product.filter((file) => wears(file, 'ObjectType')).length).toBeGreaterThan(10);
    const wrong = product.filter((file) => wears(file, 'ObjectType') && wears(file, 'Entity'));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('never asks the browser for the name of a country: the service sends the conference’s own', () => {
    const asked = product
      .filter(({ path }) => path.startsWith('apps/console/'))
      .flatMap((file) =>
        codeOf(file)
          .calls.filter(({ name }) => name === 'DisplayNames')
          .map(({ last }) => ({ path: file.path, of: last?.getText() })),
      );
    expect(asked).toEqual([
      { path: 'apps/console/src/i18n/use-language-name.ts', of: "{ type: 'language' }" },
    ]);
  });

  it('renders no raw HTML in the console', () => {
    expect(
      product.filter((file) => codeOf(file).names.has('dangerouslySetInnerHTML')).map(({ path }) => path),
    ).toEqual([]);
  });
});

describe('pages about the libs', () => {
  it('are there for each of them, one page each: what is longer has a page of its own beside it', () => {
    const lengths = readdirSync(join(ROOT, 'libs')).map((lib) => {
      const path = join(ROOT, 'libs', lib, 'README.md');
      return { lib, lines: existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0 };
    });
    expect(lengths.length).toBeGreaterThan(14);
    expect(lengths.filter(({ lines }) => lines < 5 || lines > 60)).toEqual([]);
  });
});

describe('what people are told to type', () => {
  const texts = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return /^(node_modules|dist|generated|\..*)$/.test(entry.name) ? [] : texts(path);
      return /\.(md|tsx?|m?js|json|ya?ml|sh)$|^(Dockerfile|plenary|run)$/.test(entry.name) ? [path] : [];
    });

  it('never runs a package of a registry that merely bears our name, as npx does outside a clone', () => {
    const told = ['npx', 'plenary'].join(' ');
    const all = ['README.md', 'package.json', ...['apps', 'libs', 'test', 'docker'].flatMap(texts)];
    expect(all.length).toBeGreaterThan(900);
    expect(all.filter((path) => readFileSync(join(ROOT, path), 'utf8').includes(told))).toEqual([]);
  });
});
