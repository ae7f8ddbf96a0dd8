/** How an attempt to hand a message to the mail server ended. `error` is for people and names no address. */
export type SendOutcome =
  | { readonly kind: 'accepted' }
  /** This message or its recipient, for good. */
  | { readonly kind: 'refused'; readonly error: string }
  /** This message or its recipient, for now. */
  | { readonly kind: 'deferred'; readonly error: string }
  /** The server, whoever the recipient: not reached, or it does not want us. */
  | { readonly kind: 'unreachable'; readonly error: string }
  /** All of the message was sent, and no answer came. */
  | { readonly kind: 'in-doubt'; readonly error: string };

/** What nodemailer tells of a failure. */
interface SmtpError {
  readonly name?: string;
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

const MOST_ERROR = 200;
const ADDRESS = /<?[^\s<>@]+@[^\s<>@]+>?/g;

const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

/** The server's own words, without addresses, on one line, not longer than people read. */
export function answerWithoutAddresses(response: string): string {
  const line = response.replace(CONTROL, ' ').replace(ADDRESS, '(address)').trim();
  return line.length <= MOST_ERROR ? line : `${line.slice(0, MOST_ERROR - 1)}…`;
}

/**
 * Reads a failure. `isBodySent`: every byte of the message was taken from us before it failed, so the closing dot may
 * have gone out.
 */
export function outcomeOf(failure: unknown, isBodySent: boolean): SendOutcome {
  const error = errorOf(failure);
  const { responseCode, command = '' } = error;
  if (typeof responseCode === 'number') return outcomeOfAnswer(responseCode, command, error.response ?? '');
  if (isBodySent)
    return { kind: 'in-doubt', error: `No answer after the message was sent (${codeOf(error)})` };
  if (error.code === 'EENVELOPE')
    return { kind: 'refused', error: 'The mail server cannot take this address' };
  if (error.code === 'EMESSAGE')
    return { kind: 'refused', error: 'The mail server cannot take this message' };
  if (error.code === 'EAUTH') return { kind: 'unreachable', error: 'The mail server did not let us sign in' };
  return { kind: 'unreachable', error: `The mail server could not be reached (${codeOf(error)})` };
}

function outcomeOfAnswer(code: number, command: string, response: string): SendOutcome {
  const error = answerWithoutAddresses(response) || String(code);
  const isAboutRecipient = command === 'RCPT TO' || command === 'DATA';
  const isAboutMessage = isAboutRecipient || command === 'MAIL FROM';
  if (code >= 500) return { kind: isAboutRecipient ? 'refused' : 'unreachable', error };
  return { kind: isAboutMessage ? 'deferred' : 'unreachable', error };
}

/** By its looks: what a socket throws may come from another realm than our `Error`. */
const errorOf = (failure: unknown): SmtpError =>
  typeof failure === 'object' && failure !== null ? failure : { name: 'Error' };

function codeOf(error: SmtpError): string {
  const code = error.originalCode ?? error.code ?? error.name ?? 'error';
  return /^\w{1,40}$/.test(code) ? code : 'error';
}
