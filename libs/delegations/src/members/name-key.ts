const MARKS = /\p{M}+/gu;

/** A name as two spellings of it are compared: without case, accents and doubled spaces. The name itself is never repaired. */
export const nameKeyOf = (name: string): string =>
  name.normalize('NFKD').replaceAll(MARKS, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
