/** What came of one attempt. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter: string | undefined;
      readonly body: string;
    }
  | { readonly kind: 'failed'; readonly reason: FailureReason };

/**
 * Why no answer came, in a few kinds. What the system says of it is kept from people who make endpoints: it would tell
 * them about the network of the installation.
 */
export type FailureReason = 'NOT_FOUND' | 'NOT_PUBLIC' | 'REFUSED' | 'TIMEOUT' | 'CERTIFICATE' | 'BROKEN';
