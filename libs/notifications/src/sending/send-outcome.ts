import { type MailTroubleReason } from '../domain/mail-trouble.js';

/** How an attempt to hand a message to the mail server ended. `error` is for people and names no address. */
export type SendOutcome =
  | { readonly kind: 'accepted' }
  /** This message or its recipient, for good. */
  | { readonly kind: 'refused'; readonly error: string }
  /** This message or its recipient, for now. */
  | { readonly kind: 'deferred'; readonly error: string }
  /** The server, whoever the recipient: not reached, or it does not want us. */
  | {
      readonly kind: 'unreachable';
      readonly reason: Exclude<MailTroubleReason, 'LIMIT'>;
      readonly error: string;
    }
  /** The server takes mail, and has had enough of ours for the moment. */
  | { readonly kind: 'busy'; readonly error: string }
  /** All of the message was sent, and no answer came. */
  | { readonly kind: 'in-doubt'; readonly error: string };

/** What nodemailer tells of a failure. */
interface SmtpError {
  readonly name?: string;
  readonly message?: string;
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
  if (error.code === 'ETLS') return ofEncryption(error);
  if (typeof responseCode === 'number') return outcomeOfAnswer(error, responseCode, command);
  if (isBodySent)
    return { kind: 'in-doubt', error: `No answer after the message was sent (${codeOf(error)})` };
  if (isOfCertificate(error)) return ofEncryption(error);
  if (error.code === 'EENVELOPE')
    return { kind: 'refused', error: 'The mail server cannot take this address' };
  if (error.code === 'EMESSAGE')
    return { kind: 'refused', error: 'The mail server cannot take this message' };
  if (error.code === 'EAUTH')
    return { kind: 'unreachable', reason: 'PASSWORD', error: 'The mail server did not let us sign in' };
  return {
    kind: 'unreachable',
    reason: 'UNREACHABLE',
    error: `The mail server could not be reached (${codeOf(error)})`,
  };
}

/** OpenSSL's and Node's names of what is wrong with a certificate, as a code or as the beginning of a sentence. */
const CERTIFICATE = /CERT|certificate|ERR_TLS|EPROTO|altnames|issuer/i;
const isOfCertificate = (error: SmtpError): boolean =>
  CERTIFICATE.test(`${error.originalCode ?? ''} ${error.code ?? ''} ${error.message ?? ''}`);

function ofEncryption(error: SmtpError): SendOutcome {
  if (error.response !== undefined && error.response !== '')
    return {
      kind: 'unreachable',
      reason: 'NO_TLS',
      error: `The mail server offers no encryption (${answerWithoutAddresses(error.response)})`,
    };
  if (!isOfCertificate(error))
    return {
      kind: 'unreachable',
      reason: 'UNREACHABLE',
      error: 'The mail server broke the encryption off',
    };
  const said = answerWithoutAddresses(error.message ?? '').replace(/^Error initiating TLS - /, '');
  return {
    kind: 'unreachable',
    reason: 'CERTIFICATE',
    error: `The mail server's certificate is not trusted (${said})`,
  };
}

/** What servers say that have limits, whatever the number before it; a mailbox that is full (4.2.x) is its owner's matter. */
const TOO_MUCH = /\b(?:too (?:many|much)|rate|limit|throttl|slow down|exceed|quota|busy|concurren)/i;
const OF_MAILBOX = /^\d{3}[ -]4\.2\.\d/;

function isTooMuch(code: number, response: string): boolean {
  if (code === 421) return true;
  return code >= 400 && code < 500 && TOO_MUCH.test(response) && !OF_MAILBOX.test(response);
}

function outcomeOfAnswer(failure: SmtpError, code: number, command: string): SendOutcome {
  const response = failure.response ?? '';
  const error = answerWithoutAddresses(response) || String(code);
  // Of an address in its answer no word is the server's.
  if (isTooMuch(code, error)) return { kind: 'busy', error };
  const isAboutRecipient = command === 'RCPT TO' || command === 'DATA';
  const isAboutMessage = isAboutRecipient || command === 'MAIL FROM';
  if (code >= 500 && isAboutRecipient) return { kind: 'refused', error };
  if (code < 500 && isAboutMessage) return { kind: 'deferred', error };
  return { kind: 'unreachable', reason: failure.code === 'EAUTH' ? 'PASSWORD' : 'REFUSED', error };
}

/** By its looks: what a socket throws may come from another realm than our `Error`. */
const errorOf = (failure: unknown): SmtpError =>
  typeof failure === 'object' && failure !== null ? failure : { name: 'Error' };

function codeOf(error: SmtpError): string {
  const code = error.originalCode ?? error.code ?? error.name ?? 'error';
  return /^\w{1,40}$/.test(code) ? code : 'error';
}
