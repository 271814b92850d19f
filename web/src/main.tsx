import '@cloudscape-design/global-styles/index.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { followColorScheme } from './color-scheme.ts';

followColorScheme();
createRoot(document.getElementById('page') as HTMLElement).render(<App />);
