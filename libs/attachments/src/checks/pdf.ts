import { type Buffer } from 'node:buffer';
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib';
import { type FileProblem, fileRefused } from '../refusals.js';
import { type CheckedFile } from './checked-file.js';

/**
 * A PDF as it is, once it is known to be whole, to open without a password, and to hold no script and no file. One that opens without a
 * password and only forbids printing is taken. Refuses FILE_REFUSED.
 */
export async function checkPdf(bytes: Buffer): Promise<CheckedFile> {
  const document = await openPdf(bytes);
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    const problem = problemOf(object);
    if (problem !== undefined) throw fileRefused(problem);
  }
  return { contentType: 'application/pdf', bytes };
}

async function openPdf(bytes: Buffer): Promise<PDFDocument> {
  try {
    const options = { password: '', throwOnInvalidObject: true, updateMetadata: false };
    const document = await PDFDocument.load(bytes, options);
    if (document.getPageCount() === 0) throw fileRefused('PDF_CUT_OFF');
    return document;
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw fileRefused(isLocked ? 'NEEDS_PASSWORD' : 'PDF_CUT_OFF');
  }
}

/** Looks into what an object holds itself; what it refers to has its own turn. */
function problemOf(object: PDFObject): FileProblem | undefined {
  const waiting: PDFObject[] = [object];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof PDFArray) waiting.push(...next.asArray());
    const dict = next instanceof PDFStream ? next.dict : next;
    if (!(dict instanceof PDFDict)) continue;
    const problem = problemOfDict(dict);
    if (problem !== undefined) return problem;
    waiting.push(...dict.values());
  }
  return undefined;
}

/** What an action does, of those that run something. */
const RUNNING = ['JavaScript', 'Launch'];
const FILE_TYPES = ['EmbeddedFile'];
const FILE_SUBTYPES = ['FileAttachment', 'RichMedia'];

function problemOfDict(dict: PDFDict): FileProblem | undefined {
  const name = (key: string): string => {
    const value = dict.get(PDFName.of(key));
    return value instanceof PDFName ? value.decodeText() : '';
  };
  const has = (key: string): boolean => dict.has(PDFName.of(key));
  const isScript = RUNNING.includes(name('S')) || has('JavaScript') || (has('JS') && has('S'));
  // A form of XFA is a program of its own beside the pages.
  if (isScript || has('XFA')) return 'HOLDS_SCRIPT';
  const isFile = FILE_TYPES.includes(name('Type')) || FILE_SUBTYPES.includes(name('Subtype'));
  return isFile || has('EF') || has('EmbeddedFiles') ? 'HOLDS_FILE' : undefined;
}
