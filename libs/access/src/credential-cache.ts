import { type Actor } from '#libs/kernel';

interface Entry {
  readonly actor: Promise<Actor>;
  /** When the look-up began: what was revoked before that, it has seen. */
  readonly since: number;
  /** Unknown while the look-up is under way. */
  credentialId: string | undefined;
}

/**
 * Remembers for less than a second who is behind a credential, so that a busy client costs one look-up a second instead
 * of one a request; requests that come at once share one look-up. The age counts from before the look-up was sent, so a
 * revocation acts on every process within `mostAgeMs` of its commit, and at once where it was made. Only users are
 * remembered: tries with wrong credentials neither fill it nor push anybody out.
 */
export class CredentialCache {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly mostAgeMs: number,
    private readonly most: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(hash: string, lookUp: () => Promise<Actor>): Promise<Actor> {
    const since = this.now();
    const found = this.entries.get(hash);
    if (found !== undefined && since - found.since < this.mostAgeMs) return found.actor;
    const entry: Entry = { actor: lookUp(), since, credentialId: undefined };
    this.remember(hash, entry);
    entry.actor.then(
      (actor) => {
        if (actor.kind === 'user') entry.credentialId = actor.credentialId;
        else this.drop(hash, entry);
      },
      () => this.drop(hash, entry),
    );
    return entry.actor;
  }

  /** Forgets a credential at once; what is being looked up may be it. */
  forget(credentialId: string): void {
    for (const [hash, entry] of this.entries) {
      if (entry.credentialId === credentialId || entry.credentialId === undefined) this.entries.delete(hash);
    }
  }

  get size(): number {
    return this.entries.size;
  }

  private remember(hash: string, entry: Entry): void {
    this.entries.delete(hash);
    this.entries.set(hash, entry);
    // Insertion order is the order of age.
    for (const [oldest, { since }] of this.entries) {
      if (this.entries.size <= this.most && entry.since - since < this.mostAgeMs) break;
      this.entries.delete(oldest);
    }
  }

  private drop(hash: string, entry: Entry): void {
    if (this.entries.get(hash) === entry) this.entries.delete(hash);
  }
}
