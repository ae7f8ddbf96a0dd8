import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { FONT_FILES } from '../fonts.js';
import { type JsonValue, type MissingSign, missingSigns } from './missing-signs.js';

/** Templates may name files below it, and no others. */
const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** What a document is, or which signs of its data no font has. @throws what is wrong with the template */
export type Compiled =
  { readonly pdf: Uint8Array; readonly pages: number } | { readonly missing: readonly MissingSign[] };

/** Typst, within this process: it holds the fonts, and what it has learnt of earlier documents is forgotten after each. */
export class DocumentCompiler {
  private readonly typst = NodeCompiler.create({
    workspace: ROOT,
    fontArgs: [{ fontPaths: [...FONT_FILES] }],
  });

  /** `template` is a path below the sources of this lib, `data` what it reads as `data.json` beside itself. */
  compile(template: string, data: JsonValue): Compiled {
    const main = join(ROOT, template);
    const shadow = join(main, '..', 'data.json');
    this.typst.mapShadow(shadow, Buffer.from(JSON.stringify(data)));
    try {
      const outcome = this.typst.compile({ mainFilePath: main });
      const { result } = outcome;
      const told = [outcome.takeError(), outcome.takeWarnings()].flatMap(
        (one): unknown[] => one?.shortDiagnostics ?? [],
      );
      // A warning is a font that is not there, or a layout that never settles: no document is better than such a one.
      if (result === null || told.length > 0) throw new Error(`${template}: ${JSON.stringify(told)}`);
      return { pdf: this.typst.pdf(result, { pdfStandard: PdfStandard.UA_1 }), pages: result.numOfPages };
    } catch (error) {
      const missing = missingSigns(error instanceof Error ? error.message : '', data);
      if (missing.length > 0) return { missing };
      throw error;
    } finally {
      this.typst.unmapShadow(shadow);
      this.typst.evictCache(0);
    }
  }
}
