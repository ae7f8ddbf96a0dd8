import { describe, expect, it } from '@jest/globals';
import { FORM_LANGUAGES, governmentOf, stateOf, STATES } from './state-forms.js';

describe('the government of a state', () => {
  it.each([
    ['BJ', 'le Gouvernement du Bénin', 'the Government of Benin', 'el Gobierno de Benin'],
    ['BE', 'le Gouvernement de la Belgique', 'the Government of Belgium', 'el Gobierno de Bélgica'],
    ['BS', 'le Gouvernement des Bahamas', 'the Government of the Bahamas', 'el Gobierno de las Bahamas'],
    ['DZ', 'le Gouvernement de l’Algérie', 'the Government of Algeria', 'el Gobierno de Argelia'],
    ['BH', 'le Gouvernement de Bahreïn', 'the Government of Bahrain', 'el Gobierno de Bahrein'],
    [
      'AG',
      'le Gouvernement d’Antigua-et-Barbuda',
      'the Government of Antigua and Barbuda',
      'el Gobierno de Antigua y Barbuda',
    ],
    ['BR', 'le Gouvernement du Brésil', 'the Government of Brazil', 'el Gobierno del Brasil'],
    ['AF', 'le Gouvernement de l’Afghanistan', 'the Government of Afghanistan', 'el Gobierno del Afganistán'],
  ])('%s is %s, %s, %s (case G28)', (code, french, english, spanish) => {
    expect([governmentOf(code, 'fr'), governmentOf(code, 'en'), governmentOf(code, 'es')]).toEqual([
      french,
      english,
      spanish,
    ]);
  });

  it('is named as the state is, where its short name has a note in brackets', () => {
    expect(governmentOf('BO', 'fr')).toBe('le Gouvernement de l’État plurinational de Bolivie');
    expect(governmentOf('VE', 'en')).toBe('the Government of the Bolivarian Republic of Venezuela');
  });

  it('is not guessed where the language or the state has no form', () => {
    expect(governmentOf('BJ', 'ru')).toBeUndefined();
    expect(governmentOf('GI', 'en')).toBeUndefined();
  });

  it('prints no note of the source: neither brackets nor stars nor straight apostrophes (case G28)', () => {
    const printed = STATES.flatMap(({ forms }) => FORM_LANGUAGES.map((language) => forms[language]));
    expect(printed.length).toBeGreaterThan(580);
    expect(printed.filter((form) => form === '' || /[()[\]*']|\s\s|\s$/.test(form))).toEqual([]);
  });

  it('has codes of its own: each state once', () => {
    expect(STATES.length).toBe(197);
    for (const code of ['alpha2', 'alpha3', 'm49'] as const)
      expect(new Set(STATES.map((state) => state[code])).size).toBe(STATES.length);
    expect(stateOf('GB')).toMatchObject({ alpha3: 'GBR', m49: '826' });
  });
});
