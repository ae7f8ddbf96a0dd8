import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { classNames } from './class-names';
import { describedBy, Group, type FieldProps } from './fields';
import { exactOption, findOptions, type SearchableOption } from './find-options';

interface ComboboxProps extends FieldProps {
  readonly name: string;
  readonly options: readonly SearchableOption[];
  /** The value of an option, or the text that names none */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur: () => void;
  readonly ref?: Ref<HTMLInputElement>;
  /** The options are what was found for the text already, and the text itself is an answer too: none is taken for it */
  readonly isFree?: boolean;
  /** What a screen reader hears while somebody types: "3 found" */
  readonly countWords: (count: number) => string;
}

/**
 * A text that is found in a list while it is typed: the editable combobox of the ARIA Authoring Practices. Arrows move in
 * the list, Enter or Tab takes, Escape closes; a press on an entry takes it, and the control keeps the focus.
 */
export function Combobox(props: ComboboxProps) {
  const { options, value, onChange, onBlur, name, ref, isFree = false, countWords, ...field } = props;
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const [typed, setTyped] = useState<string>();
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState<string>();
  const chosen = options.find((option) => option.value === value);
  const found = isFree ? options : findOptions(options, typed ?? '');
  const activeIndex = found.findIndex((option) => option.value === active);
  const isShown = isOpen && options.length > 0;
  const optionId = (option: SearchableOption) => `${listId}-${option.value}`;

  useEffect(() => {
    if (!isShown || active === undefined) return;
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [isShown, active]);

  const open = () => {
    setIsOpen(true);
    setActive(typed === undefined ? chosen?.value : undefined);
  };
  const close = () => {
    setIsOpen(false);
    setActive(undefined);
  };
  const take = (option: SearchableOption) => {
    onChange(option.value);
    setTyped(undefined);
    close();
  };
  const type = (text: string) => {
    setTyped(text);
    setActive(undefined);
    setIsOpen(true);
    onChange((isFree ? undefined : exactOption(options, text)?.value) ?? text.trim());
  };
  const move = (step: number) => {
    if (!isShown) {
      open();
      return;
    }
    const from = activeIndex === -1 && step < 0 ? 0 : activeIndex;
    setActive(found[(from + step + found.length) % found.length]?.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const pointed = isShown ? found[activeIndex] : undefined;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        move(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'Enter':
        if (pointed === undefined) break;
        event.preventDefault();
        take(pointed);
        break;
      case 'Tab':
        if (pointed !== undefined) take(pointed);
        break;
      case 'Escape':
        if (!isShown) break;
        event.preventDefault();
        event.stopPropagation();
        close();
        break;
      default:
    }
  };

  return (
    <Group field={field}>
      <div className="app-combobox">
        <input
          type="text"
          dir="auto"
          role="combobox"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          id={field.id}
          name={name}
          ref={ref}
          className={classNames('govuk-input', field.error !== undefined && 'govuk-input--error')}
          value={typed ?? chosen?.label ?? value}
          aria-autocomplete="list"
          aria-expanded={isShown}
          aria-controls={listId}
          aria-activedescendant={isShown && activeIndex >= 0 ? `${listId}-${active ?? ''}` : undefined}
          aria-describedby={describedBy(field)}
          aria-invalid={field.error !== undefined || undefined}
          onChange={(event) => {
            type(event.target.value);
          }}
          onClick={() => {
            if (!isShown) open();
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setTyped(undefined);
            close();
            onBlur();
          }}
        />
        <ul
          className="app-combobox__list"
          id={listId}
          ref={list}
          role="listbox"
          aria-label={typeof field.label === 'string' ? field.label : undefined}
          hidden={!isShown || found.length === 0}
          // The control keeps the focus while the list is pressed or scrolled.
          onMouseDown={(event) => {
            event.preventDefault();
          }}
        >
          {isShown &&
            found.map((option) => (
              <li
                key={option.value}
                className="app-combobox__option"
                id={optionId(option)}
                role="option"
                aria-selected={option.value === active}
                onClick={() => {
                  take(option);
                }}
              >
                <bdi>{option.label}</bdi>
              </li>
            ))}
        </ul>
        <div
          className={isShown && found.length === 0 ? 'app-combobox__none' : 'govuk-visually-hidden'}
          role="status"
        >
          {isShown && typed !== undefined ? countWords(found.length) : ''}
        </div>
      </div>
    </Group>
  );
}
