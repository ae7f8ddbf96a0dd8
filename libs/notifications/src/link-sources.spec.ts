import { describe, expect, it } from '@jest/globals';
import { LinkSources } from './link-sources.js';
import { sampleLinks } from './testing/mail-office.js';
import { sampleMessage } from './testing/sample-messages.js';

const subject = { type: 'invitation', id: '0199a0b0-0000-7000-8000-000000000001', version: 1 };

describe('personal links', () => {
  it('come from whoever registered for the kind; other kinds have none', async () => {
    const links = sampleLinks();
    expect(await links.pathFor(sampleMessage('PERSONAL_INVITATION'), subject, {})).toBe(
      `/invitation#sample-token-of-${subject.id}`,
    );
    expect(await links.pathFor(sampleMessage('DECISION_NOTICE'), subject, {})).toBeUndefined();
  });

  it('have one source each, and none missing', async () => {
    const links = new LinkSources();
    expect(() => links.requireAll()).toThrow('PERSONAL_INVITATION, SIGN_IN_LINK');
    await expect(links.pathFor(sampleMessage('SIGN_IN_LINK'), subject, {})).rejects.toThrow('Nobody makes');
    links.register(sampleMessage('SIGN_IN_LINK'), () => '/x#y');
    expect(() => links.register(sampleMessage('SIGN_IN_LINK'), () => '/x#y')).toThrow('Two sources');
  });

  it.each([
    'https://evil.example/#aaaaaaaaaaaaaaaaaaaaaaaaa',
    '/invitation?token=aaaaaaaaaaaaaaaaaaaaaaa',
    '//evil.example#short',
  ])('are paths of ours with the token behind the #, not %s', async (path) => {
    const links = new LinkSources();
    links.register(sampleMessage('SIGN_IN_LINK'), () => path);
    await expect(links.pathFor(sampleMessage('SIGN_IN_LINK'), subject, {})).rejects.toThrow(
      'no path with a token',
    );
  });
});
