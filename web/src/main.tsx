import '@cloudscape-design/global-styles/index.css';
import './app/page.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followColorScheme } from './app/color-scheme.ts';

followColorScheme();
createRoot(document.getElementById('page') as HTMLElement).render(<App />);
