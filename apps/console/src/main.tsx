import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import './styles/main.scss';

const root = document.getElementById('root');
// A browser that is too old has been told so, and has no place for the pages (public/too-old.js).
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
