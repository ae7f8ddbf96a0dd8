import { sharedStatements, type OpinionMap } from '#libs/opinion-map';
import { type ExportRead } from './read-export.js';

const round = (value: number): number => {
  const rounded = Math.round(value * 1e9) / 1e9;
  return rounded === 0 ? 0 : rounded;
};

/**
 * The map as plain data: statements and people by their ids in the export, numbers to nine places. `clarity` and `read`
 * say how far the groups can be trusted and what was left out in reading.
 */
export function mapAsJson(
  map: OpinionMap,
  read: Pick<ExportRead, 'excluded' | 'meta'> & Partial<Pick<ExportRead, 'notes'>>,
  dataset: string,
): Record<string, unknown> {
  const { people, statements } = map;
  const tid = (column: number): number => statements.ids[column]!;
  const byTid = (of: Float64Array) =>
    Object.fromEntries(Array.from(of, (value, c) => [tid(c), round(value)]));
  const grouped = [...people.ids.keys()].filter((row) => people.group[row]! >= 0);
  return {
    dataset,
    convention:
      'agree=+1 disagree=-1 pass=0; one full recompute, votes ordered by (comment-id, voter-id, time)',
    'mod-out': read.excluded,
    'meta-tids': read.meta,
    tids: [...statements.ids],
    'n-participants': people.ids.length,
    k: map.groups.length,
    silhouettes: Object.fromEntries(map.tries.map((attempt) => [attempt.k, round(attempt.silhouette)])),
    center: Array.from(statements.centre, round),
    comps: map.components.vectors.map((vector) => Array.from(vector, round)),
    extremity: Array.from(statements.extremity, round),
    group: Object.fromEntries(grouped.map((row) => [people.ids[row]!, people.group[row]!])),
    projection: Object.fromEntries(
      clusteredRows(map).map((row) => [people.ids[row]!, [round(people.x[row]!), round(people.y[row]!)]]),
    ),
    'base-clusters': map.baseClusters.map((base) => ({
      id: base.id,
      members: Array.from(base.members, (row) => people.ids[row]!),
    })),
    'group-aware-consensus': byTid(statements.consensus),
    'comment-priorities': byTid(statements.priority),
    majority: {
      agree: map.majority.agree.map((statement) => tid(statement.column)),
      disagree: map.majority.disagree.map((statement) => tid(statement.column)),
    },
    repness: Object.fromEntries(map.groups.map((group) => [group.id, group.representative.map(asRepness)])),
    'continuous-consensus': byTid(statements.continuous),
    'ranked-consensus': sharedStatements(map).map(({ column }) => tid(column)),
    'all-groups-agree': sharedStatements(map)
      .filter(({ isOfAll }) => isOfAll)
      .map(({ column }) => tid(column)),
    clarity: map.clarity,
    'comps-converged': map.components.isConverged,
    read: { ...read.notes, ...map.counts },
  };

  function asRepness(statement: OpinionMap['groups'][number]['representative'][number]) {
    return {
      tid: tid(statement.column),
      'repful-for': statement.side,
      'n-success': statement.successes,
      'n-trials': statement.trials,
      'p-success': statement.share,
      'p-test': statement.shareTest,
      repness: statement.ratio,
      'repness-test': statement.ratioTest,
      ...(statement.isBestAgree ? { 'best-agree': true, 'n-agree': statement.agrees } : {}),
    };
  }
}

/** People who voted enough to be in a group, whether or not there are groups. */
function clusteredRows(map: OpinionMap): number[] {
  return map.baseClusters.flatMap((base) => [...base.members]).sort((a, b) => a - b);
}
