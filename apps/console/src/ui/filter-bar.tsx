import { startTransition, useEffect, useId, useOptimistic, useRef, useState } from 'react';
import { Button } from './button';
import { Choices } from './choices';
import type { Option } from './fields';

export interface Facet {
  readonly key: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
}

export interface FilterBarWords {
  readonly label: string;
  readonly search: string;
  readonly active: string;
  readonly clear: string;
  readonly remove: (label: string) => string;
  /** What was searched for, as the page's language quotes it */
  readonly quoted: (words: string) => string;
  readonly chosen: (label: string, count: number) => string;
}

interface FilterBarProps {
  readonly words: FilterBarWords;
  readonly facets: readonly Facet[];
  /** Left out where the list cannot be searched */
  readonly search?: {
    readonly label: string;
    readonly value: string;
    readonly onSearch: (value: string) => void;
  };
  readonly onChoose: (key: string, values: readonly string[]) => void;
  readonly onClear: () => void;
}

/**
 * One search box, and what the list is narrowed to as chips that can be taken off again. Values of one facet widen
 * the list (or), facets narrow it (and).
 */
export function FilterBar({ words, facets, search, onChoose, onClear }: FilterBarProps) {
  const ref = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="app-filters" role="search" aria-label={words.label} tabIndex={-1} ref={ref}>
        {search !== undefined && <SearchBox {...search} button={words.search} />}
        {facets.map((facet) => (
          <FacetMenu key={facet.key} facet={facet} words={words} onChoose={onChoose} />
        ))}
      </div>
      <Chips
        words={words}
        facets={facets}
        onChoose={onChoose}
        onClear={onClear}
        search={search}
        onGone={() => {
          ref.current?.focus({ preventScroll: true });
        }}
      />
    </>
  );
}

interface SearchBoxProps {
  readonly label: string;
  readonly button: string;
  readonly value: string;
  readonly onSearch: (value: string) => void;
}

function SearchBox({ label, button, value, onSearch }: SearchBoxProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  // The address has another search than before: the box follows it, and keeps the focus.
  if (value !== shown) {
    setShown(value);
    setTyped(value);
  }
  return (
    <form
      className="app-search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      <div className="app-search__row">
        <input
          className="govuk-input"
          id={id}
          type="search"
          dir="auto"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <Button type="submit" variant="secondary">
          {button}
        </Button>
      </div>
    </form>
  );
}

interface FacetMenuProps {
  readonly facet: Facet;
  readonly words: FilterBarWords;
  readonly onChoose: (key: string, values: readonly string[]) => void;
}

function FacetMenu({ facet, words, onChoose }: FacetMenuProps) {
  const id = useId();
  const ref = useRef<HTMLDetailsElement>(null);
  useClosing(ref);
  const { key, label, options } = facet;
  // A tick shows with its press, and the next press counts it, however long the list takes to follow.
  const [chosen, setChosen] = useOptimistic(facet.chosen);
  const [isTowardsStart, setIsTowardsStart] = useState(false);
  if (options.length === 0) return null;
  return (
    <details className={isTowardsStart ? 'app-facet app-facet--towards-start' : 'app-facet'} ref={ref}>
      <summary
        onClick={({ currentTarget }) => {
          setIsTowardsStart(hasMoreRoomBefore(currentTarget));
        }}
      >
        {chosen.length === 0 ? label : words.chosen(label, chosen.length)}
      </summary>
      <div className="app-facet__choices" tabIndex={-1}>
        <Choices
          id={id}
          name={id}
          kind="checkboxes"
          isSmall
          label={<span className="govuk-visually-hidden">{label}</span>}
          choices={options}
          chosen={chosen}
          onChange={(event) => {
            const { value, checked } = event.target;
            const next = checked ? [...chosen, value] : chosen.filter((other) => other !== value);
            startTransition(() => {
              setChosen(next);
              onChoose(key, next);
            });
          }}
        />
      </div>
    </details>
  );
}

/** Whether a menu that ends where its button ends has more room than one that begins where it begins. */
function hasMoreRoomBefore(button: Element): boolean {
  const { left, right } = button.getBoundingClientRect();
  const [fromLeft, fromRight] = [right, document.documentElement.clientWidth - left];
  return getComputedStyle(button).direction === 'rtl' ? fromRight > fromLeft : fromLeft > fromRight;
}

/**
 * Closes the menu on Escape, on a press elsewhere, and when the focus goes on elsewhere. A press is over with its click:
 * a menu that closed sooner would move the page under the finger, and the click would find something else there.
 */
function useClosing(ref: React.RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    let isPressing = false;
    const isIn = (event: Event) => ref.current !== null && event.composedPath().includes(ref.current);
    const close = () => {
      const menu = ref.current;
      if (menu?.open !== true) return;
      // Out of the menu first: what is hidden loses the focus to nothing.
      const focused = document.activeElement;
      if (focused === document.body || menu.contains(focused)) menu.querySelector('summary')?.focus();
      menu.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      isPressing = false;
      if (event.key === 'Escape') close();
    };
    const onPress = () => {
      isPressing = true;
    };
    const onPressed = (event: Event) => {
      isPressing = false;
      if (!isIn(event)) close();
    };
    const onPressGivenUp = () => {
      isPressing = false;
    };
    const onFocus = (event: FocusEvent) => {
      const isRound = event.target instanceof Node && event.target.contains(ref.current);
      if (!isPressing && !isRound && !isIn(event)) close();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('click', onPressed);
    document.addEventListener('pointercancel', onPressGivenUp);
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('click', onPressed);
      document.removeEventListener('pointercancel', onPressGivenUp);
      document.removeEventListener('focusin', onFocus);
    };
  }, [ref]);
}

interface ChipsProps extends FilterBarProps {
  /** The button that was pressed is gone with what it took off: the focus has to go somewhere */
  readonly onGone: () => void;
}

function Chips({ words, facets, search, onChoose, onClear, onGone }: ChipsProps) {
  const chips = facets.flatMap((facet) =>
    facet.options
      .filter((option) => facet.chosen.includes(option.value))
      .map((option) => ({
        key: `${facet.key}=${option.value}`,
        label: option.label,
        remove: () => {
          onChoose(
            facet.key,
            facet.chosen.filter((value) => value !== option.value),
          );
        },
      })),
  );
  if (search !== undefined && search.value !== '')
    chips.unshift({
      key: 'search',
      label: words.quoted(search.value),
      remove: () => {
        search.onSearch('');
      },
    });
  if (chips.length === 0) return null;
  return (
    <ul className="app-chips" aria-label={words.active}>
      {chips.map((chip) => (
        <li key={chip.key}>
          <button
            type="button"
            className="app-chips__remove"
            aria-label={words.remove(chip.label)}
            onClick={() => {
              chip.remove();
              onGone();
            }}
          >
            <bdi>{chip.label}</bdi> <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          className="app-chips__remove"
          onClick={() => {
            onClear();
            onGone();
          }}
        >
          {words.clear}
        </button>
      </li>
    </ul>
  );
}
