import { ask } from '#libs/platform/testing';
import { type SmtpSink } from '#libs/testing';

const REQUEST = `mutation ($input: RequestSignInLinkInput!) {
  requestSignInLink(input: $input) { isAccepted errors { code message } } }`;
const SIGN_IN =
  'mutation ($token: String!) { signIn(input: { token: $token }) { viewer { user { email } } errors { code } } }';

/** Asks for a link at the API of this address and reads its token in the mail. */
export async function signInToken(url: string, sink: SmtpSink, email: string): Promise<string> {
  const before = sink.count;
  const { text } = await ask(url, REQUEST, { variables: { input: { email } } });
  if (!text.includes('"isAccepted":true')) throw new Error(text);
  const mails = await sink.received(before + 1, 20_000);
  const mail = mails.findLast(({ envelope }) => envelope.to.includes(email));
  return /\/sign-in\/link#([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

export interface Session {
  /** The header that a browser would send from now on. */
  readonly cookie: string;
  /** The secret in it. */
  readonly secret: string;
  /** The header that set it, whole. */
  readonly setCookie: string;
}

/** Uses a link. @throws when it does not open a session. */
export async function signIn(url: string, token: string): Promise<Session> {
  const { headers, text } = await ask(url, SIGN_IN, { variables: { token } });
  const setCookie = headers.get('set-cookie');
  if (setCookie === null) throw new Error(text);
  const [cookie = ''] = setCookie.split(';');
  return { cookie, secret: cookie.slice(cookie.indexOf('=') + 1), setCookie };
}
