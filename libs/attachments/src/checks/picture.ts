import { type Buffer } from 'node:buffer';
import heicDecode from 'heic-decode';
import sharp, { type Sharp } from 'sharp';
import { Refusal } from '#libs/kernel';
import { LEAST_PHOTOGRAPH, MOST_PIXELS, QUALITY } from '../limits.js';
import { fileRefused } from '../refusals.js';
import { type CheckedFile, type FileUse } from './checked-file.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a picture anew, as JPEG: upright once by what its camera says, three channels, white where it is clear, and nothing of what came
 * with it. Refuses FILE_REFUSED.
 */
export async function redrawPicture(bytes: Buffer, use: FileUse): Promise<CheckedFile> {
  const options = { failOn: 'warning', limitInputPixels: MOST_PIXELS } as const;
  try {
    // Its head alone: what it would take to decode is known before anything is.
    const { width, height, autoOrient } = await sharp(bytes, { limitInputPixels: false }).metadata();
    refuseSize({ width, height }, autoOrient, use);
    return await redrawn(sharp(bytes, options).autoOrient());
  } catch (error) {
    throw error instanceof Refusal ? error : fileRefused('PICTURE_CUT_OFF');
  }
}

/** The same for a picture of HEIC, the first of those that the file holds. */
export async function redrawHeic(bytes: Buffer, use: FileUse): Promise<CheckedFile> {
  try {
    const images = await heicDecode.all({ buffer: bytes });
    try {
      const [first] = images;
      if (first === undefined) throw fileRefused('HEIC');
      refuseSize(first, first, use);
      const { data, width, height } = await first.decode();
      return await redrawn(sharp(data, { raw: { width, height, channels: 4 } }));
    } finally {
      images.dispose();
    }
  } catch (error) {
    throw error instanceof Refusal ? error : fileRefused('HEIC');
  }
}

/** @param upright how it is seen, which is what a least size is about */
function refuseSize({ width, height }: Size, upright: Size, use: FileUse): void {
  if (width * height > MOST_PIXELS)
    throw fileRefused('TOO_MANY_PIXELS', { width, height, limit: MOST_PIXELS / 1_000_000 });
  const { width: leastWidth, height: leastHeight } = LEAST_PHOTOGRAPH;
  if (use === 'PHOTOGRAPH' && (upright.width < leastWidth || upright.height < leastHeight))
    throw fileRefused('TOO_FEW_PIXELS', {
      width: upright.width,
      height: upright.height,
      leastWidth,
      leastHeight,
    });
}

async function redrawn(picture: Sharp): Promise<CheckedFile> {
  const bytes = await picture
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: QUALITY })
    .toBuffer();
  return { contentType: 'image/jpeg', bytes };
}
