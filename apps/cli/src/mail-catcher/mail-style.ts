import { Html } from './html.js';

/** Of the mail catcher's pages; legible at 320 px and by keyboard alone. */
export const STYLE = new Html(`
  body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: #0b0c0c; background: #fff; }
  main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
  h1 { font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; }
  h2 { font-size: 1.25rem; margin-top: 2rem; }
  a { color: #1a4f8b; }
  a:focus-visible, button:focus-visible, input:focus-visible, pre:focus-visible { outline: 3px solid #0b0c0c; outline-offset: 2px; background: #ffdd00; color: #0b0c0c; }
  .skip { position: absolute; left: -999rem; }
  .skip:focus { position: static; display: block; padding: 0.5rem 1rem; }
  form { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
  input { font: inherit; padding: 0.25rem 0.5rem; border: 2px solid #0b0c0c; min-width: 0; flex: 1 1 12rem; }
  button { font: inherit; padding: 0.25rem 1rem; min-height: 2.25rem; border: 2px solid #1a4f8b; background: #1a4f8b; color: #fff; }
  table { width: 100%; border-collapse: collapse; margin-top: 1.5rem; }
  caption { text-align: start; font-weight: bold; padding-bottom: 0.5rem; }
  th, td { text-align: start; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid #b1b4b6; overflow-wrap: anywhere; }
  tbody th { font-weight: normal; }
  dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: 0.25rem 1rem; }
  dt { font-weight: bold; }
  dd { margin: 0; overflow-wrap: anywhere; }
  .text { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid #b1b4b6; }
  iframe { width: 100%; height: 32rem; border: 1px solid #b1b4b6; }
  nav ul { display: flex; gap: 1rem; list-style: none; padding: 0; }
  @media (max-width: 40rem) {
    table, thead, tbody, tr, th, td, caption { display: block; }
    thead { position: absolute; left: -999rem; }
    th, td { border: 0; padding: 0; }
    tr { border-bottom: 1px solid #b1b4b6; padding: 0.75rem 0; }
    dl { grid-template-columns: 1fr; }
  }
`);
