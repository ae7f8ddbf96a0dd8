const { imul } = Math;

/**
 * A small seeded generator of whole numbers from 0 to 2^32 - 1 (a Weyl sequence through a 32-bit mixer), the same
 * on every machine. For starts and draws that must be repeatable, never for secrets.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** The same, as fractions from 0 (included) to 1 (excluded). */
export function seededFractions(seed: number): () => number {
  const next = seededRandom(seed);
  return () => next() / 4294967296;
}
