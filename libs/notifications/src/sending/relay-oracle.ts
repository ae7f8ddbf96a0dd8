/** What the mail server knows of a message: it has it, it never saw it, or it cannot be asked just now. */
export type OracleAnswer = 'known' | 'unknown' | 'silent';

const TIMEOUT_MS = 5_000;

/** Asks the mail server's keepers whether a message arrived: `GET <url>?messageId=<…>` answers `{"known": true}`, or 404. */
export class RelayOracle {
  constructor(private readonly url: string) {}

  async ask(messageId: string): Promise<OracleAnswer> {
    const url = new URL(this.url);
    url.searchParams.set('messageId', messageId);
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
        headers: { accept: 'application/json' },
      });
      if (response.status === 404) return 'unknown';
      if (!response.ok) return 'silent';
      const answer: unknown = await response.json();
      const known =
        typeof answer === 'object' && answer !== null && 'known' in answer ? answer.known : undefined;
      if (typeof known !== 'boolean') return 'silent';
      return known ? 'known' : 'unknown';
    } catch {
      return 'silent';
    }
  }
}
