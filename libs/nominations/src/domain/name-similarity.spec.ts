import { describe, expect, it } from '@jest/globals';
import { jaroWinkler, LIKELY_SAME_NAME, nameSimilarity } from './name-similarity.js';

describe('Jaro-Winkler', () => {
  // Winkler's own examples, as printed in the literature to three decimals.
  it.each([
    ['MARTHA', 'MARHTA', 0.961],
    ['DWAYNE', 'DUANE', 0.84],
    ['DIXON', 'DICKSONX', 0.813],
  ])('gives %s and %s the published value', (a, b, value) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(value, 3);
  });
});

describe('likeness of names', () => {
  it.each([
    ['María José Ejemplo', 'Maria Jose Ejemplo'],
    ['EJEMPLO María José', 'María José Ejemplo'],
    ['Пример Петрова', 'Primer Petrova'],
    ['Jonathan Samplesworth', 'Jonathon Samplesworth'],
    ['Mohamed El-Muster', 'Mohammed El Muster'],
  ])('sees one person in %s and %s', (a, b) => {
    expect(nameSimilarity(a, b)).toBeGreaterThanOrEqual(LIKELY_SAME_NAME);
  });

  it.each([
    ['Ana Muster', 'Boris Muster'],
    ['Muster', 'Ana Muster'],
    ['Jean Exemple', 'Jeanne Échantillon'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(nameSimilarity(a, b)).toBeLessThan(LIKELY_SAME_NAME);
  });

  it('does not depend on which name comes first', () => {
    expect(nameSimilarity('A. Muster Sample', 'Ana Muster')).toBe(
      nameSimilarity('Ana Muster', 'A. Muster Sample'),
    );
  });
});
