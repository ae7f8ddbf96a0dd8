import QRCode from 'qrcode';

/** Modules of white that a reader needs round a code. */
const QUIET_MODULES = 4;
/** What a code measures on paper at least, without its white margin, so that a copy of a copy is read. */
export const LEAST_CODE_MM = 25;

/** A code for a template's `code`: a picture with its margin, and how many modules it has on a side without it. */
export type QrCode = { readonly svg: string; readonly modules: number };

/**
 * A QR code, dark on light, with a margin of four modules; a quarter of it may be damaged (level Q). Templates give it `LEAST_CODE_MM` or
 * more, and write its text beside it.
 * @param text an address, say; longer ones make smaller modules. @throws a fault for more than 1,600 bytes
 */
export async function qrCode(text: string): Promise<QrCode> {
  const options = { errorCorrectionLevel: 'Q' } as const;
  const svg = await QRCode.toString(text, {
    ...options,
    type: 'svg',
    margin: QUIET_MODULES,
    color: { dark: '#000000', light: '#ffffff' },
  });
  return { svg, modules: QRCode.create(text, options).modules.size };
}
