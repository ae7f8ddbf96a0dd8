import { afterEach, describe, expect, it } from '@jest/globals';
import { type Settings } from '#libs/platform';
import { ownCertificate, type SinkOptions, type SmtpSink, smtpSink } from '#libs/testing';
import { testMail } from './mail-test.js';

const certificate = ownCertificate();
const login = { user: 'plenary', password: 'right-password' };
let sink: SmtpSink | undefined;
afterEach(() => sink?.close());

interface Tried {
  readonly server?: SinkOptions;
  readonly user?: string;
  readonly smtp?: Partial<Settings['smtp']>;
  readonly to?: string;
}

/** What the command says, with HERE for the port, and how it ends. */
async function tried({ server = {}, user, smtp, to = 'ada@example.org' }: Tried): Promise<string[]> {
  sink = await smtpSink(0, server);
  const url = user === undefined ? sink.url : sink.url.replace('://', `://${user}@`);
  const said: string[] = [];
  const { isTaken, problem } = await testMail(
    {
      smtp: {
        url,
        from: 'Conference Office <office@conference.example>',
        oracleUrl: undefined,
        requireTls: user !== undefined,
        ca: undefined,
        ehloName: undefined,
        connections: undefined,
        rate: undefined,
        envelopeFrom: undefined,
        replyTo: undefined,
        ...smtp,
      },
      http: { publicUrl: 'https://conference.example' } as Settings['http'],
      queue: { lockMs: 5_000, stalledMs: 500, concurrency: 10 },
    },
    to,
    (line) => said.push(line.replace(/port \d+/, 'port HERE')),
  );
  return [...said, isTaken ? 'taken' : `not taken: ${problem ?? ''}`];
}

describe('plenary mail test', () => {
  it('sends one real mail, and says each step', async () => {
    const steps = await tried({
      server: { tls: certificate, login, takesEveryLetter: true },
      user: 'plenary:right-password',
      smtp: { ca: certificate.cert, envelopeFrom: 'bounces@conference.example' },
    });
    expect(steps).toEqual([
      'Mail server: 127.0.0.1, port HERE.',
      'Connected; the connection is encrypted.',
      'Signed in as plenary.',
      expect.stringMatching(/^Sender bounces@conference\.example, recipient and message were taken: 250/),
      'taken',
    ]);
    const [mail] = (await sink?.received(1)) ?? [];
    expect(mail?.envelope).toEqual({ from: 'bounces@conference.example', to: ['ada@example.org'] });
    expect(mail?.subject).toBe('Test of the mail of Plenary');
  });

  it.each<[string, Tried, RegExp]>([
    [
      'a wrong password',
      {
        server: { tls: certificate, login },
        user: 'plenary:wrong-password',
        smtp: { ca: certificate.cert },
      },
      /^not taken: 535 5\.7\.8 authentication failed\. Look at user and password of SMTP_URL/,
    ],
    [
      'a certificate of nobody',
      { server: { tls: certificate } },
      /^not taken: The mail server's certificate is not trusted \(self-signed certificate\)\. Name the file .* SMTP_CA/,
    ],
    [
      'no encryption',
      { server: { login }, user: 'plenary:right-password' },
      /^not taken: The mail server offers no encryption .*SMTP_PASSWORD_IN_CLEAR=allowed\.$/,
    ],
    [
      'a letter that the server does not take',
      { to: 'zoë@example.org' },
      /^not taken: The mail server refuses this message or its recipient: .*\(SMTPUTF8\)$/,
    ],
    ['no address', { to: 'ada' }, /^not taken: ada is not one e-mail address\.$/],
  ])('says of %s what is wrong and what to look at, and sends nothing', async (_what, how, end) => {
    expect((await tried(how)).at(-1)).toMatch(end);
    expect(sink?.count).toBe(0);
  });
});
