import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import type { Translate } from '../i18n/use-text';
import { en, fr } from '../testing/whole-catalogue';
import { refusalText } from './refusal-text';
import { saidBy } from './said';

const inFrench: Translate = (id, values) => String(new IntlMessageFormat(fr[id], 'fr').format({ ...values }));
const told = (message: string) =>
  refusalText(inFrench, (id) => id in fr, 'updateNomination', { code: 'INVALID_INPUT', message, path: [] });

describe('what the service says about typed text', () => {
  it('is told in the language of the page', () => {
    expect(told('Use at most 200 characters.')).toBe('Utilisez au plus 200 caractères.');
    expect(told('Write it on one line.')).toBe('Écrivez sur une seule ligne.');
  });

  it('is told as it is where the page does not know it', () => {
    expect(told('Something that only a newer service says.')).toBe(
      'Something that only a newer service says.',
    );
  });

  it.each(Object.entries(en).filter(([id]) => id.startsWith('said.')))(
    'is found again: %s',
    (id, sentence) => {
      expect(saidBy(sentence.replace('{count}', '5000'))?.id).toBe(id);
    },
  );
});
