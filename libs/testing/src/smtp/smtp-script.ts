/** What the sink does instead of accepting. */
export type SmtpAction =
  /** An SMTP reply of 400 or above: 4xx asks to try again, 5xx refuses for good. */
  | { readonly kind: 'answer'; readonly code: number; readonly text?: string }
  /** No reply at all, until the client gives up or the sink closes. */
  | { readonly kind: 'stall' }
  /** The connection is cut without a reply. */
  | { readonly kind: 'disconnect' }
  /** At `data` only: the message is kept, but the connection is cut before the client hears so. */
  | { readonly kind: 'accept-then-disconnect' }
  /** Accepts, but so many milliseconds later. */
  | { readonly kind: 'delay'; readonly ms: number };

export interface SmtpRule {
  readonly at: 'connect' | 'mail' | 'rcpt' | 'data';
  /** Only for this recipient: the address itself, or a pattern. At `data` any recipient of the message will do. */
  readonly recipient?: string | RegExp;
  /** Only what comes beyond so many in the last so many milliseconds: the limits of a mail server. */
  readonly beyond?: { readonly count: number; readonly ms: number };
  /** How often the rule is followed before it is used up. Default: always. */
  readonly times?: number;
  readonly do: SmtpAction;
}

/** Rules in the order given; the first that fits and is not used up decides. */
export class SmtpScript {
  private rules: { readonly rule: SmtpRule; left: number; let: number[] }[] = [];

  add(rule: SmtpRule): void {
    if (rule.do.kind === 'accept-then-disconnect' && rule.at !== 'data') {
      throw new Error('accept-then-disconnect makes sense at data only');
    }
    this.rules.push({ rule, left: rule.times ?? Infinity, let: [] });
  }

  clear(): void {
    this.rules = [];
  }

  next(at: SmtpRule['at'], recipients: readonly string[] = []): SmtpAction | undefined {
    const entry = this.rules.find(
      (each) =>
        each.left > 0 && each.rule.at === at && fits(each.rule.recipient, recipients) && isBeyond(each),
    );
    if (!entry) return undefined;
    entry.left -= 1;
    return entry.rule.do;
  }
}

/** Counts what it lets through. */
function isBeyond(entry: { readonly rule: SmtpRule; let: number[] }): boolean {
  const { beyond } = entry.rule;
  if (beyond === undefined) return true;
  const now = performance.now();
  entry.let = entry.let.filter((at) => at > now - beyond.ms);
  if (entry.let.length >= beyond.count) return true;
  entry.let.push(now);
  return false;
}

function fits(wanted: string | RegExp | undefined, recipients: readonly string[]): boolean {
  if (wanted === undefined) return true;
  return recipients.some((address) =>
    typeof wanted === 'string' ? address.toLowerCase() === wanted.toLowerCase() : wanted.test(address),
  );
}
