// How a partner sets GraphQL Code Generator up, without its command line, which wants Node 22.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { parse, printSchema } from 'graphql';

const ROOT = join(import.meta.dirname, '../../..');
const DOCUMENTS = join(import.meta.dirname, '../documents.graphql');

/** The scalars of the schema, as TypeScript has them: with `strictScalars` one that is missing ends the generator. */
export const SCALARS = {
  Date: 'string',
  DateTime: 'string',
  EmailAddress: 'string',
  CountryCode: 'string',
  LanguageTag: 'string',
};

/** Writes what the client preset makes of the documents into `folder`. */
export async function generate(schema, folder, scalars = SCALARS) {
  const rawSDL = readFileSync(DOCUMENTS, 'utf8');
  const files = await preset.buildGeneratesSection({
    baseOutputDir: `${folder}/`,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: [{ location: DOCUMENTS, document: parse(rawSDL), rawSDL }],
    config: {
      strictScalars: true,
      scalars,
      documentMode: 'string',
      enumsAsTypes: true,
      useTypeImports: true,
    },
    presetConfig: { fragmentMasking: false },
    plugins: [],
    pluginMap: {},
    documentTransforms: [],
  });
  for (const file of files) {
    const text = await codegen({ ...file, importExtension: '.js', emitLegacyCommonJSImports: false });
    mkdirSync(dirname(file.filename), { recursive: true });
    writeFileSync(file.filename, text);
  }
}

/** Compiles programs beside what was generated. @returns the compiler's words for what is wrong. */
export async function compile(folder, ...files) {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const flags = [
    '--ignoreConfig',
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--target',
    'es2022',
  ];
  try {
    await promisify(execFile)(process.execPath, [tsc, ...files, ...flags, '--types', 'node'], {
      cwd: folder,
    });
    return [];
  } catch (error) {
    return [...error.stdout.matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+: .*)$/gm)].map(
      ([, at, what]) => `${at}: ${what}`,
    );
  }
}
