import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';

const trouble = {
  reason: 'PASSWORD',
  answer: '535 5.7.8 authentication failed',
  since: '2011-10-03T08:40:00.000Z',
};

function api(role: Parameters<typeof session>[0], mailTrouble: object | null) {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    Messages: { messages: page([]) },
    MailTrouble: { mailTrouble },
  });
}

describe('while no mail goes out', () => {
  it('an officer reads on every page since when and why, and in which words', async () => {
    const fake = api('HOST_OFFICER', trouble);
    await renderPage('/messages');
    const notice = await screen.findByText(
      /^Mail has waited since .*: the mail server refuses the password$/,
    );
    expect(notice.textContent).toContain('3 October 2011');
    expect(screen.getByText('535 5.7.8 authentication failed')).toBeTruthy();
    expect(fake.variablesOf('MailTrouble')).toHaveLength(1);
  });

  it('a partner is not told, and does not ask', async () => {
    const fake = api('PARTNER_NOMINATOR', trouble);
    await renderPage('/messages');
    await screen.findByText('No message matches this.');
    expect(screen.queryByText(/^Mail has waited/)).toBeNull();
    expect(fake.variablesOf('MailTrouble')).toEqual([]);
  });

  it('nothing is said while all is well', async () => {
    const fake = api('HOST_OFFICER', null);
    await renderPage('/messages');
    await screen.findByText('No message matches this.');
    expect(screen.queryByText(/^Mail has waited/)).toBeNull();
    expect(fake.variablesOf('MailTrouble')).toHaveLength(1);
  });
});
