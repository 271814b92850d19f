import { createHash } from 'node:crypto';
import { cookieBlockedScript } from './cookie-blocked-script.ts';

/** What the viewer learns. The reason is only in the log. */
export type DenialCode = 'forbidden' | 'unavailable' | 'cookie_blocked';

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;text-align:center}
main{padding:2rem;max-width:30rem}h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0 0 1rem}
button{font:inherit;margin:.25rem}
small{opacity:.7;overflow-wrap:anywhere}`;

/** Notifies the embedding page, so that it can sign again. It learns no more than the page shows. */
const errorScript = `if(parent!==window)parent.postMessage({source:'embed',name:'error',payload:{code,requestId}},'*')`;

const choices =
  '<button id="allow" hidden>Allow the cookie</button><button id="tab" hidden>Open in a new tab</button><p id="note" role="status"></p>';

const pages = {
  forbidden: {
    title: 'This content is not available',
    text: 'The link has expired, was already used, or is no longer valid. Reload the page you came from.',
    script: errorScript,
  },
  unavailable: {
    title: 'Temporarily unavailable',
    text: 'Please try again in a moment.',
    script: errorScript,
  },
  cookie_blocked: {
    title: 'Your browser blocked a cookie',
    text: 'This content needs a cookie that your browser refuses here.',
    script: cookieBlockedScript,
  },
} as const;

/**
 * The page of a refused request, and the policy that allows its script and style only.
 *
 * @param requestId CloudFront's, to find the reason in the log
 */
export function denialPage(
  code: DenialCode,
  requestId: string,
): { html: string; contentSecurityPolicy: string } {
  const { title, text } = pages[code];
  const script = `const {code,requestId}=document.documentElement.dataset;${pages[code].script}`;
  const id = printable(requestId);
  return {
    contentSecurityPolicy: `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}`,
    html: `<!doctype html>
<html lang="en" data-code="${code}" data-request-id="${id}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<main><h1>${title}</h1><p>${text}</p>${code === 'cookie_blocked' ? choices : ''}<small>Request ${id}</small></main>
<script>${script}</script>
`,
  };
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const printable = (text: string): string => text.replace(/[^\w=.-]/g, '');
