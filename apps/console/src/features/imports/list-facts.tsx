import type { ReactNode } from 'react';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { SummaryList } from '../../ui/summary-list';
import { Tag } from '../../ui/tag';
import type { ImportList } from './operations';
import { COLOURS } from './state-colours';

/** The record of a list: it stays when the rows are gone. */
export function ListFacts({ list }: { readonly list: ImportList }) {
  const t = useText();
  const time = usePlainTime();
  const { state, body, createdBy, createdAt, appliedBy, appliedAt, drafted, updated, undone, refused } = list;
  const row = (key: string, label: string, value: ReactNode) => ({ key, label, value });
  const byAt = (name: string | undefined, at: string) => (
    <>
      <bdi>{name}</bdi>, {time.full(at)}
    </>
  );
  return (
    <div className="app-reading">
      <SummaryList
        rows={[
          row('state', t('imports.state'), <Tag colour={COLOURS[state]}>{t(`importState.${state}`)}</Tag>),
          row('body', t('imports.body'), <bdi>{body.name}</bdi>),
          row('created', t('imports.loadedBy'), byAt(createdBy?.name, createdAt)),
          ...(appliedAt === null
            ? []
            : [
                row('applied', t('imports.appliedBy'), byAt(appliedBy?.name, appliedAt)),
                row('came', t('imports.came'), t('imports.cameOf', { drafted, updated, undone })),
              ]),
          ...(refused === 0
            ? []
            : [row('refused', t('imports.refused'), t('imports.refusedRows', { count: refused }))]),
        ]}
      />
    </div>
  );
}
