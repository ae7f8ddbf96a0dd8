import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
const ofPackage = (name: string, ...files: readonly string[]): string[] =>
  files.map((file) => join(dirname(resolve(name)), '..', 'fonts', file));

/**
 * The files of all fonts that documents are set in, in two weights; which script each is for is said by `templates/parts.typ`. Latin, Greek,
 * Cyrillic and Devanagari are in Noto Sans; Han and kana in the Chinese one.
 */
export const FONT_FILES: readonly string[] = [
  ...ofPackage('@embedpdf/fonts-latin', 'NotoSans-Regular.ttf', 'NotoSans-Bold.ttf'),
  ...ofPackage('@embedpdf/fonts-arabic', 'NotoNaskhArabic-Regular.ttf', 'NotoNaskhArabic-Bold.ttf'),
  ...ofPackage('@embedpdf/fonts-hebrew', 'NotoSansHebrew-Regular.ttf', 'NotoSansHebrew-Bold.ttf'),
  ...ofPackage('@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf', 'NotoSansHans-Bold.otf'),
  ...ofPackage('@embedpdf/fonts-kr', 'NotoSansKR-Regular.otf', 'NotoSansKR-Bold.otf'),
  resolve('@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf'),
  resolve('@expo-google-fonts/noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf'),
];
