/** A question and who has voted for it. */
export interface VotedQuestion {
  readonly id: string;
  readonly voters: ReadonlySet<string>;
}

/** Voters who want one question and find none of theirs among those chosen. */
export interface LeftOut {
  readonly question: string;
  readonly voters: number;
}

export interface ShortlistAudit {
  readonly voters: number;
  /** So many voters who want one question may not go without: voters / places, not rounded. */
  readonly enough: number;
  /** Those who do, the most first; empty where the shortlist passes. */
  readonly leftOut: readonly LeftOut[];
}

/** By votes, the most first; of as many, in the order in which they are given. */
export function byVotes(questions: readonly VotedQuestion[], places: number): string[] {
  return [...questions]
    .sort((one, other) => other.voters.size - one.voters.size)
    .slice(0, places)
    .map(({ id }) => id);
}

/**
 * Whether a shortlist represents its voters: no group of voters / places of them that wants one question goes without any of
 * theirs (justified representation: Aziz, Brill, Conitzer, Elkind, Freeman and Walsh, "Justified representation in
 * approval-based committee voting", Social Choice and Welfare 48, 2017).
 *
 * @param places at least one
 */
export function auditShortlist(
  questions: readonly VotedQuestion[],
  chosen: readonly string[],
  places: number,
): ShortlistAudit {
  const voters = new Set(questions.flatMap((question) => [...question.voters]));
  const served = coveredBy(questions, chosen);
  const enough = voters.size / places;
  const leftOut = questions
    .filter(({ id }) => !chosen.includes(id))
    .map((question) => ({ question: question.id, voters: without(question, served) }))
    .filter((group) => group.voters > 0 && group.voters >= enough)
    .sort((one, other) => other.voters - one.voters);
  return { voters: voters.size, enough, leftOut };
}

/**
 * A shortlist that passes: first the questions that most voters want of those who have none yet, as long as they are enough,
 * then the rest by votes.
 */
export function representativeShortlist(questions: readonly VotedQuestion[], places: number): string[] {
  const voters = new Set(questions.flatMap((question) => [...question.voters]));
  const chosen: string[] = [];
  while (chosen.length < places) {
    const served = coveredBy(questions, chosen);
    const next = questions
      .filter(({ id }) => !chosen.includes(id))
      .map((question) => ({ id: question.id, count: without(question, served), all: question.voters.size }))
      .sort((one, other) => other.count - one.count || other.all - one.all)[0];
    if (next === undefined || next.count === 0 || next.count < voters.size / places) break;
    chosen.push(next.id);
  }
  const rest = questions.filter(({ id }) => !chosen.includes(id));
  return [...chosen, ...byVotes(rest, places - chosen.length)];
}

function coveredBy(questions: readonly VotedQuestion[], chosen: readonly string[]): ReadonlySet<string> {
  return new Set(questions.filter(({ id }) => chosen.includes(id)).flatMap(({ voters }) => [...voters]));
}

const without = ({ voters }: VotedQuestion, served: ReadonlySet<string>): number =>
  [...voters].filter((voter) => !served.has(voter)).length;
