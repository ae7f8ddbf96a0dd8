import { randomUUID } from 'node:crypto';
import { ask } from '#libs/platform/testing';
import { drain, type SmtpSink } from '#libs/testing';

const REQUEST = `mutation ($input: RequestSignInLinkInput!) {
  requestSignInLink(input: $input) { isAccepted errors { code message } } }`;
const SIGN_IN =
  'mutation ($token: String!, $key: String!) { signIn(input: { idempotencyKey: $key, token: $token }) { viewer { user { email } } errors { code } } }';

/** Tokens of all sign-in links that were mailed to this address, oldest first. */
async function mailedTokens(sink: SmtpSink, email: string): Promise<string[]> {
  const mails = (await sink.messages()).filter(({ envelope }) => envelope.to.includes(email));
  return mails.flatMap(({ text }) => /\/sign-in\/link#([\w-]+)/.exec(text)?.[1] ?? []);
}

/** Asks for a link at the API of this address and reads its token in the mail. */
export async function signInToken(url: string, sink: SmtpSink, email: string): Promise<string> {
  const before = (await mailedTokens(sink, email)).length;
  const { text } = await ask(url, REQUEST, { variables: { input: { idempotencyKey: randomUUID(), email } } });
  if (!text.includes('"isAccepted":true')) throw new Error(text);
  return drain(async () => (await mailedTokens(sink, email))[before], {
    what: `a sign-in link for ${email}`,
    timeoutMs: 20_000,
  });
}

export interface Session {
  /** The header that a browser would send from now on. */
  readonly cookie: string;
  /** The secret in it. */
  readonly secret: string;
  /** The header that set it, whole. */
  readonly setCookie: string;
}

/** Uses a link, or repeats that under the key of the first time. @throws when it does not open a session. */
export async function signIn(url: string, token: string, key: string = randomUUID()): Promise<Session> {
  const { headers, text } = await ask(url, SIGN_IN, { variables: { token, key } });
  const setCookie = headers.get('set-cookie');
  if (setCookie === null) throw new Error(text);
  const [cookie = ''] = setCookie.split(';');
  return { cookie, secret: cookie.slice(cookie.indexOf('=') + 1), setCookie };
}
