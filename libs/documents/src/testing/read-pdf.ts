import { Buffer } from 'node:buffer';
import { crc32, deflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** A page as a reader that is not ours has it. */
export interface ReadPage {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** In points: 72 to an inch. */
  readonly size: { readonly width: number; readonly height: number };
  /** One byte of grey for each pixel, from the top left. */
  readonly grey: Uint8Array;
}

/** The pages of a PDF, drawn at so many dots to an inch. */
export async function readPdf(bytes: Uint8Array, dpi = 150): Promise<ReadPage[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const pages: ReadPage[] = [];
    for (const page of document.pages()) {
      // Drawing closes the page.
      const text = page.getText();
      const drawn = await page.render({ scale: dpi / 72, render: 'bitmap', colorSpace: 'Gray' });
      const { data: grey, width, height, originalWidth, originalHeight } = drawn;
      pages.push({ text, width, height, size: { width: originalWidth, height: originalHeight }, grey });
    }
    document.destroy();
    return pages;
  } finally {
    library.destroy();
  }
}

/** A page as a PNG in grey, to be looked at. */
export function pngOf({ width, height, grey }: ReadPage): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1)
    rows.set(grey.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [size, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, crc]);
}
