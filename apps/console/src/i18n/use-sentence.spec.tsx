import { render, screen } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { expect, it } from 'vitest';
import { fr } from '../testing/whole-catalogue';
import { useSentence, type SentenceValue } from './use-sentence';

const value = (name: string, more: Partial<SentenceValue>): SentenceValue => ({
  name,
  text: null,
  number: null,
  items: null,
  ...more,
});

function Said({ id, values }: { readonly id: string; readonly values: readonly SentenceValue[] }) {
  return <p>{useSentence()(id, values, 'In English')}</p>;
}

const inFrench = (id: string, ...values: SentenceValue[]): string => {
  const { unmount } = render(
    <IntlProvider locale="fr" messages={fr}>
      <Said id={id} values={values} />
    </IntlProvider>,
  );
  const said = screen.getByRole('paragraph').textContent;
  unmount();
  return said.replaceAll('\u00a0', ' ');
};

it('tells findings and actions in the language of the page, with fields by their names', () => {
  expect(
    inFrench('finding.FIELDS_MISSING', value('fields', { items: ['person.jobTitle', 'justification'] })),
  ).toBe('Il manque : fonction et justification.');
  expect(inFrench('finding.POSSIBLE_DUPLICATES', value('count', { number: 1 }))).toBe(
    'Une autre candidature désigne peut-être la même personne.',
  );
  expect(
    inFrench(
      'auditAction.nomination.decided',
      value('outcome', { text: 'APPROVE' }),
      value('isQuotaOverridden', { text: 'true' }),
      value('insteadOf', { text: '' }),
    ),
  ).toBe('Décision : accord, au-delà du quota');
  expect(inFrench('finding.ON_WATCH_LIST', value('notes', { items: [] }))).toBe(
    'Un nom semblable figure sur la liste de vigilance.',
  );
});

it('falls back to the English of the API for what it has no words for', () => {
  expect(inFrench('auditAction.something.new')).toBe('In English');
});

it('tells what administrators did by the words of the page for roles, times and numbers', () => {
  expect(inFrench('auditAction.access.role-granted', value('role', { text: 'AUDITOR' }))).toBe(
    'Rôle proposé : « Auditeur »',
  );
  expect(inFrench('auditAction.window.set', value('kind', { text: 'NOMINATION' }))).toBe(
    'Période fixée : Candidatures',
  );
  expect(
    inFrench(
      'auditAction.quota.allotted',
      value('allotted', { number: 12 }),
      value('difference', { number: 9 }),
    ),
  ).toBe('12 places attribuées (+9)');
});
