import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { Combobox } from './combobox';

const OPTIONS = [
  { value: 'DE', label: 'Germany', otherNames: ['Deutschland'] },
  { value: 'GE', label: 'Georgia', otherNames: [] },
  { value: 'MM', label: 'Myanmar', otherNames: ['Burma'] },
];

function Form({ begins = '' }: { readonly begins?: string }) {
  const [value, setValue] = useState(begins);
  return (
    <>
      <Combobox
        id="country"
        name="country"
        label="Country"
        options={OPTIONS}
        value={value}
        onChange={setValue}
        onBlur={() => undefined}
        countWords={(count) => `${count} found`}
      />
      <output>{value}</output>
      <button type="button">Next</button>
    </>
  );
}

function open(begins?: string) {
  render(<Form begins={begins} />);
  return screen.getByRole<HTMLInputElement>('combobox', { name: 'Country' });
}
const listed = () => screen.queryAllByRole('option').map((option) => option.textContent);
const value = () => screen.getAllByRole('status').at(-1)?.textContent;

describe('a combobox', () => {
  it('offers what is typed, and takes it by Enter', async () => {
    const control = open();
    expect(control.getAttribute('aria-expanded')).toBe('false');
    await userEvent.type(control, 'ge');
    expect(control.getAttribute('aria-expanded')).toBe('true');
    expect(listed()).toEqual(['Georgia', 'Germany']);
    expect(screen.getByText('2 found').getAttribute('role')).toBe('status');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const active = control.getAttribute('aria-activedescendant');
    expect(document.getElementById(active ?? '')?.textContent).toBe('Germany');
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('Germany');
    await userEvent.keyboard('{Enter}');
    expect([control.value, value(), listed()]).toEqual(['Germany', 'DE', []]);
  });

  it('takes a press on the words of an entry, and keeps the focus', async () => {
    const control = open();
    await userEvent.type(control, 'burm');
    await userEvent.click(screen.getByText('Myanmar'));
    expect([control.value, value(), document.activeElement]).toEqual(['Myanmar', 'MM', control]);
  });

  it('takes a name that was typed in full, without choosing', async () => {
    const control = open();
    await userEvent.type(control, 'burma');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect([control.value, value(), listed()]).toEqual(['Myanmar', 'MM', []]);
  });

  it('keeps a text that is no entry, so that the form can say so', async () => {
    const control = open();
    await userEvent.type(control, 'Atlantis');
    expect(screen.getByText('0 found')).toBeDefined();
    await userEvent.tab();
    expect([control.value, value()]).toEqual(['Atlantis', 'Atlantis']);
  });

  it('opens whole by a press or an arrow, at what is chosen, and closes by Escape without a change', async () => {
    const control = open('GE');
    await userEvent.click(control);
    expect(listed()).toEqual(['Germany', 'Georgia', 'Myanmar']);
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('Georgia');
    await userEvent.keyboard('{Escape}');
    expect([control.value, value(), listed()]).toEqual(['Georgia', 'GE', []]);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await userEvent.tab();
    expect([control.value, value()]).toEqual(['Myanmar', 'MM']);
  });

  it('can be emptied', async () => {
    const control = open('GE');
    await userEvent.clear(control);
    await userEvent.tab();
    expect([control.value, value()]).toEqual(['', '']);
  });
});
