import { useText } from '../../i18n/use-text';
import type { MessageId } from '../../i18n/catalogue.en';
import { Choices } from '../../ui/choices';
import { Dialog } from '../../ui/dialog';

/** A key and what it does. */
export type KeyLine = readonly [key: string, meaning: MessageId];

const KEYS: readonly KeyLine[] = [
  ['J', 'hotkeys.next'],
  ['K', 'hotkeys.previous'],
  ['A', 'hotkeys.approve'],
  ['R', 'hotkeys.refuse'],
  ['V', 'hotkeys.reserve'],
  ['Q', 'hotkeys.return'],
  ['U', 'hotkeys.reopen'],
  ['P', 'hotkeys.promote'],
  ['D', 'hotkeys.done'],
  ['Esc', 'hotkeys.cancel'],
  ['?', 'hotkeys.help'],
];

interface HotkeyHelpProps {
  /** Of the page; without any, those of a nomination in the inbox */
  readonly keys?: readonly KeyLine[];
  readonly isOn: boolean;
  readonly onTurn: (isOn: boolean) => void;
  readonly onClose: () => void;
}

/** Which keys do what, and the switch to turn them off. */
export function HotkeyHelp({ keys = KEYS, isOn, onTurn, onClose }: HotkeyHelpProps) {
  const t = useText();
  return (
    <Dialog title={t('hotkeys.title')} closeLabel={t('general.close')} onClose={onClose}>
      <dl className="govuk-summary-list">
        {keys.map(([key, meaning]) => (
          <div className="govuk-summary-list__row" key={key}>
            <dt className="govuk-summary-list__key">
              <kbd className="app-key app-key--always">{key}</kbd>
            </dt>
            <dd className="govuk-summary-list__value">{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <Choices
        id="hotkeys"
        name="hotkeys"
        kind="checkboxes"
        isSmall
        label={<span className="govuk-visually-hidden">{t('hotkeys.setting')}</span>}
        choices={[{ value: 'on', label: t('hotkeys.on') }]}
        chosen={isOn ? ['on'] : []}
        onChange={(event) => {
          onTurn(event.target.checked);
        }}
      />
    </Dialog>
  );
}
