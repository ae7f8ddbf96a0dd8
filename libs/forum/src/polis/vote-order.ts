import { type VoteColumns } from '#libs/opinion-map';
import { BallotWriter } from '../votes/ballot.js';

/** Positions of the votes as they were cast. Of the same moment the greatest value comes last, and so stays: as in the map. */
export function castOrder({ time, value }: VoteColumns): Uint32Array {
  const order = Uint32Array.from({ length: value.length }, (_, i) => i);
  return order.sort((a, b) => time![a]! - time![b]! || value[a]! - value[b]! || a - b);
}

/** A participant's current votes. */
export interface PackedBallot {
  readonly participant: number;
  readonly votes: Buffer;
}

/** Places in `order` by participant and statement: of each two the later vote comes later. */
export function ballotOrder({ participant, statement }: VoteColumns, order: Uint32Array): Uint32Array {
  const places = Uint32Array.from({ length: order.length }, (_, i) => i);
  return places.sort((a, b) => {
    const [one, other] = [order[a]!, order[b]!];
    return participant[one]! - participant[other]! || statement[one]! - statement[other]! || a - b;
  });
}

/** The ballots of votes that were cast in this order, participant by participant. */
export function* ballotsOf(
  { participant, statement, value }: VoteColumns,
  order: Uint32Array,
  places: Uint32Array,
): Generator<PackedBallot> {
  const writer = new BallotWriter();
  for (let i = 0; i < places.length; i++) {
    const vote = order[places[i]!]!;
    const next = i + 1 < places.length ? order[places[i + 1]!]! : undefined;
    const isOfNext = next !== undefined && participant[next] === participant[vote];
    // A later vote on the same statement is the current one.
    if (!isOfNext || statement[next] !== statement[vote]) writer.add(statement[vote]!, value[vote]!);
    if (!isOfNext) yield { participant: participant[vote]!, votes: writer.take() };
  }
}
