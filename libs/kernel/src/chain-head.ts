/** The newest link of the audit trail's chain. Whoever keeps one elsewhere can prove later that nothing before it was changed or cut off. */
export interface ChainHead {
  readonly sequence: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** A head as people keep it: `1204:9f86d081…`. */
export const formatHead = (head: ChainHead): string => `${head.sequence}:${head.hash}`;

/** Reads a kept head; undefined when it is none. */
export function parseHead(text: string): ChainHead | undefined {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? [];
  return sequence === undefined || hash === undefined ? undefined : { sequence: Number(sequence), hash };
}
