import { useId, useState } from 'react';
import { FailureNotice } from '../../api/reading';
import { refusalText } from '../../api/refusal-text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/choices';
import { useConferenceId } from '../conference/current-conference';
import {
  download,
  type ExportedList,
  type ExportFailure,
  languageOfPage,
  LIST_FORMATS,
  type ListFormat,
  type Summary,
} from './download';
import { keepChoice, keptChoice } from './kept-choice';
import type { OfferedColumn } from './operations';

interface ExportFormProps extends ExportedList {
  readonly offered: readonly OfferedColumn[];
}

/** Kind of file and columns, and the download; chosen columns come in the order in which the list offers them. */
export function ExportForm({ list, name, count, filter, orderBy, onlyAs, offered }: ExportFormProps) {
  const t = useText();
  const id = useId();
  const conferenceId = useConferenceId();
  const language = languageOfPage();
  const usual = offered.filter(({ isUsual }) => isUsual).map(({ key }) => key);
  const [format, setFormat] = useState<ListFormat>(() => onlyAs ?? keptChoice(list).format);
  const [chosen, setChosen] = useState<readonly string[]>(() => keptChoice(list).columns ?? usual);
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState<ListFormat>(format);
  const [outcome, setOutcome] = useState<Summary | ExportFailure>();
  const columns = offered.map(({ key }) => key).filter((key) => chosen.includes(key));
  const start = async () => {
    setMissing(columns.length === 0);
    setOutcome(undefined);
    if (columns.length === 0) return;
    setBusy(true);
    setAsked(format);
    keepChoice(list, { format, columns });
    setOutcome(await download({ list, conferenceId, format, language, columns, filter, orderBy }, name));
    setBusy(false);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void start();
      }}
    >
      {count !== undefined && <p className="govuk-body">{t('exports.rows', { count })}</p>}
      <Choices
        kind="radios"
        id={`${id}-format`}
        name={`${id}-format`}
        label={t('exports.format')}
        labelSize="s"
        isSmall
        chosen={[format]}
        choices={LIST_FORMATS.filter((value) => value === (onlyAs ?? value)).map((value) => ({
          value,
          label: t(`exports.format.${value}`),
          hint: t(`exports.format.${value}.hint`),
        }))}
        onChange={({ target }) => {
          setFormat(LIST_FORMATS.find((one) => one === target.value) ?? 'XLSX');
        }}
      />
      <Choices
        kind="checkboxes"
        id={`${id}-columns`}
        name={`${id}-columns`}
        label={t('exports.columns')}
        labelSize="s"
        isSmall
        error={isMissing ? t('exports.noColumns') : undefined}
        errorPrefix={t('form.errorPrefix')}
        chosen={chosen}
        choices={offered.map(({ key, headings }) => ({
          value: key,
          label: (headings.find((one) => one.language === language) ?? headings[0])?.text ?? key,
        }))}
        onChange={({ target: { value, checked } }) => {
          setChosen(checked ? [...chosen, value] : chosen.filter((key) => key !== value));
        }}
      />
      <p className="govuk-body">
        <Button
          variant="secondary"
          onClick={() => {
            setChosen(offered.map(({ key }) => key));
          }}
        >
          {t('exports.allColumns')}
        </Button>{' '}
        <Button
          variant="secondary"
          onClick={() => {
            setChosen(usual);
          }}
        >
          {t('exports.usualColumns')}
        </Button>
      </p>
      <div aria-live="polite">
        {isBusy && <p className="govuk-body">{t('exports.making')}</p>}
        {outcome !== undefined && <Outcome of={outcome} format={asked} />}
      </div>
      <Button type="submit" isBusy={isBusy}>
        {t('exports.download')}
      </Button>
    </form>
  );
}

/** What became of it: nothing that was changed in the file stays unsaid. */
export function Outcome({
  of,
  format,
}: {
  readonly of: Summary | ExportFailure;
  readonly format: ListFormat;
}) {
  const t = useText();
  if (of === 'broken-off') return <p className="govuk-error-message">{t('exports.failed')}</p>;
  if (typeof of === 'string') return <FailureNotice failure={{ kind: of }} isOfReading />;
  if ('refused' in of)
    return (
      <p className="govuk-error-message">{refusalText(t, () => false, 'exports', refusalOf(of.refused))}</p>
    );
  const { rows, guarded, cut, sheets } = of;
  const isPdf = format === 'PDF';
  return (
    <>
      <p className="govuk-body">{t('exports.done', { rows })}</p>
      {guarded > 0 && <p className="govuk-body">{t('exports.guarded', { count: guarded })}</p>}
      {cut > 0 && (
        <p className="govuk-body">{t(isPdf ? 'exports.cutOfPdf' : 'exports.cut', { count: cut })}</p>
      )}
      {sheets > 1 && (
        <p className="govuk-body">{t(isPdf ? 'exports.documents' : 'exports.sheets', { count: sheets })}</p>
      )}
    </>
  );
}

const refusalOf = (message: string) => ({ code: 'INVALID_INPUT', message, path: [] });
