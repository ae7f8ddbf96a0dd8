/** One cell of the matrix: a vote, or undefined where nothing was voted. */
export type Cell = -1 | 0 | 1 | undefined;

/** The mistakes that are easily made in listing and routing statements, and the list that each spoils. */
export const LIST_MISTAKES = {
  'excluded-listed': 'representative',
  'ungrouped-as-others': 'representative',
  'majority-of-the-grouped': 'majority',
  'extremity-forgotten': 'priority',
  'everybody-routed': 'priority',
} as const;

export type ListMistake = keyof typeof LIST_MISTAKES;

/** What the statements of a conversation are listed from. */
export interface NaiveSheet {
  /** One row per person, one column per statement, as voted. */
  readonly cells: readonly (readonly Cell[])[];
  readonly isOut: readonly boolean[];
  readonly isMeta: readonly boolean[];
  /** Group by row, -1 for none. */
  readonly group: readonly number[];
  /** Rows that are in a group, or would be in one if there were groups. */
  readonly clustered: readonly number[];
  /** Section 4a, by column. */
  readonly extremity: readonly number[];
}

export interface NaiveListed {
  readonly column: number;
  readonly side: 'agree' | 'disagree';
  readonly successes: number;
  readonly trials: number;
  readonly figures: readonly [share: number, shareTest: number, ratio: number, ratioTest: number];
  readonly isBestAgree: boolean;
}

export interface NaiveStatements {
  readonly representative: NaiveListed[][];
  readonly majority: { readonly agree: number[]; readonly disagree: number[] };
  readonly priority: number[];
}

const Z_90 = 1.2816;

/**
 * Sections 8, 9 and 10 once more, letter by letter from the method's text, in its own names: na, nd, ns inside the group,
 * oa, od, on outside. Every count is made by walking over the people. It shares no code with the lib.
 */
export function naiveStatements(sheet: NaiveSheet, mistake?: string): NaiveStatements {
  const groups = [...new Set(sheet.group)].filter((g) => g >= 0).sort((a, b) => a - b);
  return {
    representative: groups.map((g) => representative(sheet, g, mistake)),
    majority: { agree: majority(sheet, 1, mistake), disagree: majority(sheet, -1, mistake) },
    priority: sheet.isOut.map((_, j) => priority(sheet, j, mistake)),
  };
}

function counts(sheet: NaiveSheet, j: number, isCounted: (row: number) => boolean) {
  const cast = sheet.cells.flatMap((row, i) => (isCounted(i) && row[j] !== undefined ? [row[j]] : []));
  const of = (vote: number) => cast.filter((cell) => cell === vote).length;
  return { agrees: of(1), disagrees: of(-1), passes: of(0), votes: cast.length };
}

function pTest(n: number, ns: number): number {
  return 2 * Math.sqrt(ns + 1) * ((n + 1) / (ns + 1) - 1 / 2);
}

function twoProportions(s1: number, s2: number, n1: number, n2: number): number {
  const h = (s1 + s2) / (n1 + n2);
  if (h === 1) return 0;
  return (s1 / n1 - s2 / n2) / Math.sqrt(h * (1 - h) * (1 / n1 + 1 / n2));
}

interface Figures {
  readonly j: number;
  readonly na: number;
  readonly nd: number;
  readonly ns: number;
  readonly pa: number;
  readonly pd: number;
  readonly pat: number;
  readonly pdt: number;
  readonly ra: number;
  readonly rd: number;
  readonly rat: number;
  readonly rdt: number;
}

function figures(sheet: NaiveSheet, g: number, j: number, mistake?: string): Figures {
  const inside = counts(sheet, j, (i) => sheet.group[i] === g);
  const outside = counts(sheet, j, (i) => {
    const of = sheet.group[i]!;
    return of !== g && (of >= 0 || mistake === 'ungrouped-as-others');
  });
  const { agrees: na, disagrees: nd, votes: ns } = inside;
  const { agrees: oa, disagrees: od, votes: on } = outside;
  const pa = (na + 1) / (ns + 2);
  const pd = (nd + 1) / (ns + 2);
  return {
    ...{ j, na, nd, ns, pa, pd },
    pat: pTest(na, ns),
    pdt: pTest(nd, ns),
    ra: pa / ((oa + 1) / (on + 2)),
    rd: pd / ((od + 1) / (on + 2)),
    rat: twoProportions(na + 1, oa + 1, ns + 1, on + 1),
    rdt: twoProportions(nd + 1, od + 1, ns + 1, on + 1),
  };
}

function representative(sheet: NaiveSheet, g: number, mistake?: string): NaiveListed[] {
  const columns = [...sheet.isOut.keys()].filter((j) => mistake === 'excluded-listed' || !sheet.isOut[j]);
  // Our decision: five of the group voted on it, and one in ten.
  const size = sheet.group.filter((of) => of === g).length;
  const all = columns
    .map((j) => figures(sheet, g, j, mistake))
    .filter(({ ns }) => ns >= 5 && ns >= size / 10);
  const best = bestAgree(all);
  const sufficient = all.filter((f) => (f.rat > Z_90 && f.pat > Z_90) || (f.rdt > Z_90 && f.pdt > Z_90));
  if (sufficient.length === 0) {
    if (best) return [listed(best, true)];
    // Our decision: not a side that nobody here took, nor one that is no likelier here than outside.
    const told = all.map((f) => listed(f, false)).filter((s) => s.successes > 0 && s.figures[3] > 0);
    const largest = Math.max(...told.map((s) => s.figures[3]));
    return told.filter((s) => s.figures[3] === largest).slice(0, 1);
  }
  const rest = sufficient.filter((f) => f.j !== best?.j).map((f) => listed(f, false));
  const weight = ({ figures: [share, shareTest, ratio, ratioTest] }: NaiveListed) =>
    ratio * ratioTest * share * shareTest;
  rest.sort((a, b) => weight(b) - weight(a));
  const five = [...(best ? [listed(best, true)] : []), ...rest].slice(0, 5);
  return ['agree', 'disagree'].flatMap((side) => five.filter((s) => s.side === side));
}

function bestAgree(all: readonly Figures[]): Figures | undefined {
  let best: Figures | undefined;
  for (const f of all) {
    if (f.na === 0 && f.nd === 0) continue;
    if (best && best.ra > 1) {
      if (f.ra * f.rat * f.pa * f.pat > best.ra * best.rat * best.pa * best.pat) best = f;
    } else if (best) {
      if (f.pa * f.pat > best.pa * best.pat) best = f;
    } else if (f.pat > Z_90 || (f.ra > 1 && f.pa > 0.5)) {
      best = f;
    }
  }
  return best;
}

function listed(f: Figures, isBestAgree: boolean): NaiveListed {
  // Our decision: what agrees best is listed as agreed.
  const common = { column: f.j, trials: f.ns, isBestAgree };
  // Our decision: where nobody took a side, the other one is listed, whatever the figures say.
  const isAgree = isBestAgree || (f.na === 0 ? false : f.nd === 0 ? true : f.rat > f.rdt);
  return isAgree
    ? { ...common, side: 'agree', successes: f.na, figures: [f.pa, f.pat, f.ra, f.rat] }
    : { ...common, side: 'disagree', successes: f.nd, figures: [f.pd, f.pdt, f.rd, f.rdt] };
}

function majority(sheet: NaiveSheet, side: 1 | -1, mistake?: string): number[] {
  const isCounted = (i: number) => mistake !== 'majority-of-the-grouped' || sheet.group[i]! >= 0;
  return [...sheet.isOut.keys()]
    .filter((j) => !sheet.isOut[j])
    .map((j) => {
      const { agrees, disagrees, votes } = counts(sheet, j, isCounted);
      const n = side === 1 ? agrees : disagrees;
      return { j, p: (n + 1) / (votes + 2), test: pTest(n, votes) };
    })
    .filter(({ p, test }) => p > 0.5 && test > Z_90)
    .sort((a, b) => b.p * b.test - a.p * a.test)
    .slice(0, 5)
    .map(({ j }) => j);
}

function priority(sheet: NaiveSheet, j: number, mistake?: string): number {
  if (sheet.isMeta[j]) return 7 ** 2;
  const isCounted = (i: number) => mistake === 'everybody-routed' || sheet.clustered.includes(i);
  const { agrees: A, passes: P, votes: S } = counts(sheet, j, isCounted);
  const E = mistake === 'extremity-forgotten' ? 0 : sheet.extremity[j]!;
  const p = (P + 1) / (S + 2);
  const a = (A + 1) / (S + 2);
  const importance = (1 - p) * (E + 1) * a;
  return (importance * (1 + 8 * 2 ** (-S / 5))) ** 2;
}
