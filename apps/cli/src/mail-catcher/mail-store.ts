import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the list shows of a message, without reading it again. */
export interface MailSummary {
  /** Time-ordered; safe in a path and in an address. */
  readonly id: string;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** From the envelope: who really got it. */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  /** Bytes. */
  readonly size: number;
}

export interface MailLimits {
  readonly messages: number;
  readonly bytes: number;
}

/** Enough for every invitation of a large sample conference; older messages make room. */
export const MAIL_LIMITS: MailLimits = { messages: 5000, bytes: 256 * 1024 * 1024 };

/** Messages on disk, one pair of files each, newest first; the oldest go when the limits are reached. */
export class MailStore {
  private summaries: MailSummary[] = [];
  private bytes = 0;
  /** Messages of one millisecond keep their order by it, after a restart too. */
  private added = 0;

  constructor(
    private readonly directory: string,
    private readonly limits: MailLimits = MAIL_LIMITS,
  ) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (const file of readdirSync(directory).filter((name) => name.endsWith('.json'))) {
      const summary = this.readSummary(file);
      if (summary) this.remember(summary);
    }
    this.summaries.sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** Written whole before it counts: the summary is renamed into place last. */
  add(raw: Buffer, about: Pick<MailSummary, 'from' | 'to' | 'subject' | 'messageId'>): MailSummary {
    const now = new Date();
    const order = String((this.added += 1)).padStart(9, '0');
    const id = `${now.toISOString().replace(/\D/g, '')}-${order}-${randomBytes(4).toString('hex')}`;
    const summary: MailSummary = { id, receivedAt: now.toISOString(), size: raw.length, ...about };
    writeFileSync(this.path(id, 'eml'), raw, { mode: 0o600 });
    writeFileSync(this.path(id, 'new'), JSON.stringify(summary), { mode: 0o600 });
    renameSync(this.path(id, 'new'), this.path(id, 'json'));
    this.remember(summary);
    this.makeRoom();
    return summary;
  }

  /** Newest first. `to` keeps messages to addresses that contain it. */
  list(to = ''): readonly MailSummary[] {
    const wanted = to.trim().toLowerCase();
    if (wanted === '') return this.summaries;
    return this.summaries.filter((mail) => mail.to.some((address) => address.toLowerCase().includes(wanted)));
  }

  find(id: string): MailSummary | undefined {
    return this.summaries.find((mail) => mail.id === id);
  }

  /** The message as it was received. Only ids that the store itself gave out lead to a file. */
  raw(id: string): Buffer | undefined {
    return this.find(id) && readFileSync(this.path(id, 'eml'));
  }

  private remember(summary: MailSummary): void {
    this.summaries.unshift(summary);
    this.bytes += summary.size;
  }

  private makeRoom(): void {
    while (this.summaries.length > this.limits.messages || this.bytes > this.limits.bytes) {
      const oldest = this.summaries.pop();
      if (!oldest) return;
      this.bytes -= oldest.size;
      for (const ending of ['json', 'eml']) rmSync(this.path(oldest.id, ending), { force: true });
    }
  }

  private readSummary(file: string): MailSummary | undefined {
    try {
      return JSON.parse(readFileSync(join(this.directory, file), 'utf8')) as MailSummary;
    } catch {
      return undefined;
    }
  }

  private path(id: string, ending: string): string {
    return join(this.directory, `${id}.${ending}`);
  }
}
