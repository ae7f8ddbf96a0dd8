import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Explorer } from './explorer.tsx';
import { trustDescriptions } from './trust-descriptions.ts';
import 'graphiql/graphiql.css';
import './explorer.css';

trustDescriptions();
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Explorer />
    </StrictMode>,
  );
}
