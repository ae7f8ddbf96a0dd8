import { type Buffer } from 'node:buffer';

/** What a file is by its first bytes; its name and what a browser calls it say nothing. */
export type Content = 'JPEG' | 'PNG' | 'WEBP' | 'HEIC' | 'OTHER_PICTURE' | 'PDF' | 'OTHER';

const text = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);

/** Brands of the ISO format that stand for pictures of HEIC; of AVIF, which has the same form, for another picture. */
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];
/** A PDF may have a little before its head, as some programs of mail leave there. */
const HEAD_OF_PDF = 1_024;

export function contentOf(bytes: Buffer): Content {
  if (bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xff_d8_ff) return 'JPEG';
  if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'PNG';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'WEBP';
  if (text(bytes, 4, 8) === 'ftyp') return isoPicture(text(bytes, 8, 12));
  if (/^(GIF8|BM|II\*\0|MM\0\*|\0\0\x01\0|8BPS)/.test(text(bytes, 0, 4))) return 'OTHER_PICTURE';
  if (
    /^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text(bytes, 0, 2_000))
  )
    return 'OTHER_PICTURE';
  if (text(bytes, 0, HEAD_OF_PDF).includes('%PDF-')) return 'PDF';
  return 'OTHER';
}

function isoPicture(brand: string): Content {
  if (HEIC_BRANDS.includes(brand)) return 'HEIC';
  return brand === 'avif' || brand === 'avis' ? 'OTHER_PICTURE' : 'OTHER';
}
