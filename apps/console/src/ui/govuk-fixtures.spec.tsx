import { render } from '@testing-library/react';
import button from 'govuk-frontend/dist/govuk/components/button/fixtures.json';
import checkboxes from 'govuk-frontend/dist/govuk/components/checkboxes/fixtures.json';
import details from 'govuk-frontend/dist/govuk/components/details/fixtures.json';
import errorSummary from 'govuk-frontend/dist/govuk/components/error-summary/fixtures.json';
import input from 'govuk-frontend/dist/govuk/components/input/fixtures.json';
import insetText from 'govuk-frontend/dist/govuk/components/inset-text/fixtures.json';
import radios from 'govuk-frontend/dist/govuk/components/radios/fixtures.json';
import select from 'govuk-frontend/dist/govuk/components/select/fixtures.json';
import summaryList from 'govuk-frontend/dist/govuk/components/summary-list/fixtures.json';
import tag from 'govuk-frontend/dist/govuk/components/tag/fixtures.json';
import textarea from 'govuk-frontend/dist/govuk/components/textarea/fixtures.json';
import warningText from 'govuk-frontend/dist/govuk/components/warning-text/fixtures.json';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { Button } from './button';
import { Choices } from './choices';
import { ErrorSummary } from './error-summary';
import { Select, TextArea, TextInput } from './fields';
import { SummaryList } from './summary-list';
import { Tag } from './tag';
import { Details, InsetText, WarningText } from './text-blocks';

interface Fixtures {
  readonly fixtures: readonly { readonly name: string; readonly html: string }[];
}

function fixture({ fixtures }: Fixtures, name: string): string {
  const found = fixtures.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The package has no fixture called ${name}`);
  return found.html;
}

/** Attributes of our own or of React's, which the package's plain pages do not have. */
const OURS = ['dir', 'style', 'value', 'open'];
/** What ties a label to its control; the ids differ, that they match is tested with the forms. */
const IDS = ['id', 'for', 'name', 'aria-describedby', 'rows'];

/** Elements, classes, roles and words, in their order: what the style sheet and assistive technology go by. */
function skeleton(element: Element): unknown {
  const attributes = [...element.attributes]
    .filter(({ name }) => !OURS.includes(name) && !IDS.includes(name))
    .map(({ name, value }) => `${name}=${value.trim().replace(/\s+/g, ' ')}`)
    .sort();
  const children = [...element.childNodes].flatMap((node): unknown[] => {
    if (node instanceof Element) return [skeleton(node)];
    const words = (node.textContent ?? '').trim().replace(/\s+/g, ' ');
    return words === '' ? [] : [words];
  });
  // React writes "Error", ":" and the message as nodes of their own; the words are the same.
  const merged = children.reduce<unknown[]>((all, child) => {
    const last = all.at(-1);
    if (typeof child === 'string' && typeof last === 'string') all[all.length - 1] = `${last}${child}`;
    else all.push(child);
    return all;
  }, []);
  return [element.tagName.toLowerCase(), attributes, merged];
}

function parse(html: string): unknown[] {
  const page = document.createElement('div');
  page.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  return [...page.children].map(skeleton);
}

const CASES: readonly (readonly [string, Fixtures, string, ReactNode])[] = [
  [
    'button',
    button,
    'default',
    <Button key="" type="submit">
      Save and continue
    </Button>,
  ],
  [
    'button',
    button,
    'secondary',
    <Button key="" type="submit" variant="secondary">
      Secondary button
    </Button>,
  ],
  [
    'input',
    input,
    'with hint text',
    <TextInput
      key=""
      id="a"
      name="a"
      label="National insurance number"
      hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
    />,
  ],
  ['textarea', textarea, 'default', <TextArea key="" id="a" name="a" label="Can you provide more detail?" />],
  [
    'tag',
    tag,
    'grey',
    <Tag key="" colour="grey">
      {'Grey'}
    </Tag>,
  ],
  [
    'inset-text',
    insetText,
    'default',
    <InsetText key="">
      It can take up to 8 weeks to register a lasting power of attorney if there are no mistakes in the
      application.
    </InsetText>,
  ],
  [
    'warning-text',
    warningText,
    'default',
    <WarningText key="" iconText="Warning">
      You can be fined up to £5,000 if you don’t register.
    </WarningText>,
  ],
  [
    'details',
    details,
    'default',
    <Details key="" summary="Help with nationality">
      We need to know your nationality so we can work out which elections you’re entitled to vote in. If you
      can’t provide your nationality, you’ll have to send copies of identity documents through the post.
    </Details>,
  ],
  [
    'radios',
    radios,
    'default',
    <Choices
      key=""
      id="a"
      name="a"
      kind="radios"
      label="Have you changed your name?"
      choices={[
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ]}
    />,
  ],
  [
    'checkboxes',
    checkboxes,
    'default',
    <Choices
      key=""
      id="a"
      name="a"
      kind="checkboxes"
      label="What is your nationality?"
      choices={[
        { value: 'british', label: 'British' },
        { value: 'irish', label: 'Irish' },
        { value: 'other', label: 'Citizen of another country' },
      ]}
    />,
  ],
];

describe('our components beside the package’s own', () => {
  it.each(CASES)('draw the same: %s', (_component, fixtures, name, ours) => {
    const { container } = render(ours);
    expect([...container.children].map(skeleton)).toEqual(parse(fixture(fixtures, name)));
  });

  it('draw the same groups: select', () => {
    const { container } = render(
      <Select
        id="a"
        label="Label text goes here"
        options={[{ value: '1', label: 'GOV.UK frontend option 1' }]}
      />,
    );
    const ours = container.querySelector('select');
    const theirs = new DOMParser()
      .parseFromString(fixture(select, 'default'), 'text/html')
      .querySelector('select');
    expect(ours?.className).toBe(theirs?.className);
    expect(container.firstElementChild?.className).toBe('govuk-form-group');
  });

  it('draw the same rows: summary list', () => {
    const { container } = render(
      <SummaryList rows={[{ key: '1', label: 'Name', value: 'Firstname Lastname' }]} />,
    );
    const theirs = new DOMParser().parseFromString(fixture(summaryList, 'default'), 'text/html');
    const first = theirs.querySelector('.govuk-summary-list__row');
    if (first === null) throw new Error('The fixture has no row');
    expect(skeleton(container.querySelector('.govuk-summary-list__row') ?? container)).toEqual(
      skeleton(first),
    );
  });

  it('draw the same summary of errors, which leads to its controls', () => {
    const theirs = parse(fixture(errorSummary, 'default'));
    const { container } = render(
      <ErrorSummary
        title="There is a problem"
        errors={[
          { controlId: 'example-error-1', message: 'The date your passport was issued must be in the past' },
          { controlId: 'example-error-2', message: 'Enter a postcode, like AA1 1AA' },
        ]}
      />,
    );
    container.querySelector('.govuk-error-summary')?.removeAttribute('tabindex');
    expect([...container.children].map(skeleton)).toEqual(theirs);
  });

  it('tie an error to its control, as the package does', () => {
    const { container } = render(
      <TextInput id="a" name="a" label="Name" hint="Hint" error="Enter a name" errorPrefix="Error:" />,
    );
    const control = container.querySelector('input');
    expect(control?.getAttribute('aria-describedby')).toBe('a-hint a-error');
    expect(container.querySelector('#a-error')?.textContent).toBe('Error: Enter a name');
    expect(container.querySelector('label')?.getAttribute('for')).toBe('a');
    expect(container.firstElementChild?.className).toBe('govuk-form-group govuk-form-group--error');
  });
});
