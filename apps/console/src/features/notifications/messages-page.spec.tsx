import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { isEnumType } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';
import { schema } from '../../testing/schema';

const kinds = schema.getType('MessageKind');
const KINDS = isEnumType(kinds) ? kinds.getValues().map(({ name }) => name) : [];

describe('the list of messages', () => {
  afterEach(() => {
    localStorage.removeItem('plenary.language');
  });

  it.each([
    ['en', 'Kind', 'Invitation withdrawn'],
    ['fr', 'Type', 'Invitation retirée'],
  ])(
    'can be read by every kind that there is, in the order of their names: %s',
    async (language, facet, name) => {
      localStorage.setItem('plenary.language', language);
      new FakeApi({
        Session: session('HOST_OFFICER'),
        CurrentConference: currentConference,
        Messages: { messages: page([]) },
        MailTrouble: { mailTrouble: null },
      });
      await renderPage('/messages');
      const summary = await screen.findByText(facet, { selector: 'summary' });
      await userEvent.click(summary);
      const group = summary.parentElement as HTMLElement;
      const options = within(group).getAllByRole('checkbox');
      const labels = options.map((option) => (option as HTMLInputElement).labels?.[0]?.textContent ?? '');
      expect(options).toHaveLength(KINDS.length);
      expect(labels).toContain(name);
      expect(labels).toEqual([...labels].sort((one, other) => one.localeCompare(other, language)));
    },
  );
});
