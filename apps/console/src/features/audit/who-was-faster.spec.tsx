import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { savedByNigel, trail } from '../../testing/administration';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, inboxNomination, nomination, page, quota, session } from '../../testing/samples';

const press = async (name: RegExp) => userEvent.click(await screen.findByRole('button', { name }));

const shown = nomination({ availableActions: ['SUBMIT', 'UPDATE', 'WITHDRAW', 'CORRECT'] });
const inInbox = inboxNomination({ availableActions: ['RETURN', 'DECIDE', 'REOPEN', 'PROMOTE'] });
// Recommending is offered where deciding is not.
const toRecommend = inboxNomination({ availableActions: ['RECOMMEND'] });

function apiRefusing(mutation: string) {
  const field = `${mutation.charAt(0).toLowerCase()}${mutation.slice(1)}`;
  const error = { code: 'VERSION_CONFLICT', message: 'x', path: [], currentVersion: 2, state: 'DRAFT' };
  const extras = { balance: null, decidedBy: null, invitationState: null, retryAt: null };
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR', 'HOST_APPROVER'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: { nomination: { ...shown, stage: null, messages: [] } },
    PlacePreview: { placePreview: null },
    AbsentColleagues: { absentColleagues: [] },
    InboxSequence: { inbox: page([{ id: 'i', nomination: { id: inInbox.id } }]) },
    InboxItem: { nomination: mutation === 'RecommendNomination' ? toRecommend : inInbox },
    AuditEvents: trail(savedByNigel('nomination.updated')),
    [mutation]: { [field]: { nomination: null, errors: [{ ...error, ...extras }] } },
  });
}

const ofBody = `/nominations/${shown.id}`;
const ofHost = `/inbox/${inInbox.id}`;

describe('whoever was faster', () => {
  it.each([
    ['SubmitNomination', ofBody, [/^Submit nomination/]],
    ['WithdrawNomination', ofBody, [/^Withdraw nomination/]],
    ['RecommendNomination', ofHost, [/^Recommend approval/, /^Confirm: recommend approval/]],
    ['ReturnNomination', ofHost, [/^Return with a question/, /^Send the question/]],
    ['DecideNomination', ofHost, [/^Approve/, /^Confirm: approve/]],
    ['ReopenNomination', ofHost, [/^Undo the decision/, /^Confirm/]],
    ['PromoteNomination', ofHost, [/^Give/, /^Confirm/]],
  ])('is named when %s comes too late', async (mutation, address, buttons) => {
    const fake = apiRefusing(mutation);
    await renderPage(address);
    for (const name of buttons) {
      const words = screen.queryByRole('textbox', { name: /[Qq]uestion|[Rr]eason|[Ww]hy/ });
      if (words !== null && buttons.length > 1) await userEvent.type(words, 'Because of this.');
      await press(name);
    }
    expect((await screen.findByText(/Last changed by/)).textContent).toMatch(
      /^Somebody changed this.* Last changed by .*Nigel Notional.*2 May 2011 at 09:41 BST\.$/,
    );
    expect(fake.variablesOf('AuditEvents')).toMatchObject([
      { conferenceId: 'conference', filter: { subjectId: address.split('/').at(-1) } },
    ]);
  });
});
