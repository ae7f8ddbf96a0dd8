import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
const ofPackage = (name: string, ...files: readonly string[]): string[] =>
  files.map((file) => join(dirname(resolve(name)), '..', 'fonts', file));

/** Packages of one script each. */
const BY_SCRIPT = [
  '@expo-google-fonts/noto-sans-thai',
  '@expo-google-fonts/noto-sans-armenian',
  '@expo-google-fonts/noto-sans-georgian',
  '@expo-google-fonts/noto-sans-ethiopic',
  '@expo-google-fonts/noto-sans-bengali',
  '@expo-google-fonts/noto-sans-tamil',
  '@expo-google-fonts/noto-sans-sinhala',
  '@expo-google-fonts/noto-sans-khmer',
  '@expo-google-fonts/noto-sans-lao',
  '@expo-google-fonts/noto-sans-myanmar',
  '@expo-google-fonts/noto-sans-thaana',
  '@expo-google-fonts/noto-sans-telugu',
  '@expo-google-fonts/noto-sans-kannada',
  '@expo-google-fonts/noto-sans-malayalam',
  '@expo-google-fonts/noto-sans-gujarati',
  '@expo-google-fonts/noto-sans-gurmukhi',
] as const;

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
  ...BY_SCRIPT.flatMap((name) => {
    const script = name.slice(name.lastIndexOf('-') + 1).replace(/^./, (letter) => letter.toUpperCase());
    return ['400Regular', '700Bold'].map((weight) =>
      resolve(`${name}/${weight}/NotoSans${script}_${weight}.ttf`),
    );
  }),
];
