import { createHash } from 'node:crypto';
import { browserScript } from '../browser-script.ts';

/**
 * The sample application's only page: shows the identity that the origin verified, and the viewer's note.
 *
 * @param session for the page's script, which tells the host page when the session ends
 */
export const dashboard = (
  path: string,
  identity: Record<string, unknown>,
  { note, session }: { note: string; session: { expiresAt: string; expiresInSeconds: number } },
): string => `<!doctype html>
<html lang="en" data-session-expires-at="${session.expiresAt}" data-session-expires-in="${session.expiresInSeconds}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The embedded application</title>
<style>
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:0;padding:1rem 1.25rem}h1{font-size:1.1rem;margin:0 0 .5rem}p{margin:.25rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;border-radius:.5rem;padding:.75rem}
a{color:light-dark(#06c,#6af)}label{display:grid;margin:.75rem 0 .25rem}
textarea{font:inherit;border:1px solid #8886;border-radius:.5rem;padding:.5rem;background:Canvas;color:CanvasText}
</style>
<h1>The embedded application, at ${escapeHtml(path)}</h1>
<p><a href="/dashboards/sales">Sales</a> · <a href="/dashboards/marketing">Marketing</a></p>
<p>The edge verified this viewer:</p>
<pre id="identity">${escapeHtml(JSON.stringify(identity, null, 2))}</pre>
<p><button id="refresh" type="button">Refresh data</button> <output id="refreshed"></output></p>
<label>Your note <textarea rows="2" maxlength="1000">${escapeHtml(note)}</textarea></label>
<p><button id="save" type="button">Save note</button> <output id="saved"></output></p>
<script type="module">${script()}</script>
</html>
`;

const script = browserScript(new URL('dashboard.client.ts', import.meta.url));

/** For the page's Content-Security-Policy. */
export const dashboardScriptHash = (): string =>
  `'sha256-${createHash('sha256').update(script()).digest('base64')}'`;

/** For text between tags. */
const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
