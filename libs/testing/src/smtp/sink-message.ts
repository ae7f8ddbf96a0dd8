/** One message as it came over the wire, read. */
export interface SinkMessage {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** With its angle brackets. */
  readonly messageId: string;
  readonly subject: string;
  /** By lower-case name, unfolded and decoded; the last one where a header stands more than once. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly SinkAttachment[];
  /** Every byte between DATA and the closing dot, for tests that look for what must not be there. */
  readonly raw: Buffer;
}

export interface SinkAttachment {
  readonly filename: string | undefined;
  readonly contentType: string;
  readonly content: Buffer;
}

export interface RawMessage {
  readonly envelope: SinkMessage['envelope'];
  readonly messageId: string;
  readonly raw: Buffer;
}

export async function readMessage(message: RawMessage): Promise<SinkMessage> {
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(message.raw, {
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  return {
    ...message,
    subject: mail.subject ?? '',
    headers: new Map(mail.headerLines.map(({ key, line }) => [key, unfold(line)])),
    text: mail.text ?? '',
    html: mail.html || '',
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content,
    })),
  };
}

/** The Message-ID from the head of a raw message, without reading the rest. */
export function messageIdOf(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw
    .subarray(0, end < 0 ? raw.length : end)
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ');
  return /^message-id:\s*(<[^>]*>)/im.exec(head)?.[1] ?? '';
}

function unfold(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n[ \t]+/g, ' ')
    .trim();
}
