import { createHash } from 'node:crypto';

/** The sample application's only page: shows the identity that the origin verified. */
export const dashboard = (path: string, identity: Record<string, unknown>): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The embedded application</title>
<style>
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:0;padding:1rem 1.25rem}h1{font-size:1.1rem;margin:0 0 .5rem}p{margin:.25rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;border-radius:.5rem;padding:.75rem}
a{color:light-dark(#06c,#6af)}
</style>
<h1>The embedded application, at ${escapeHtml(path)}</h1>
<p><a href="/dashboards/sales">Sales</a> · <a href="/dashboards/marketing">Marketing</a></p>
<p>The edge vouches for this viewer:</p>
<pre id="identity">${escapeHtml(JSON.stringify(identity, null, 2))}</pre>
<p><button id="refresh" type="button">Refresh data</button> <output id="refreshed"></output></p>
<script>${script}</script>
</html>
`;

/**
 * How a running page learns that its session is over: the edge answers its `fetch` with `x-embed-error`, and
 * the page hands that on to the page around it, as the edge's own page does.
 */
const script = `document.getElementById('refresh').addEventListener('click', async () => {
  const response = await fetch(location.href);
  const code = response.headers.get('x-embed-error');
  document.getElementById('refreshed').textContent = code ?? 'The session is alive.';
  if (code === null) return;
  const { requestId } = await response.json();
  parent.postMessage({ source: 'embed', name: 'error', payload: { code, requestId } }, '*');
});`;

/** For the page's Content-Security-Policy. */
export const dashboardScriptHash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** For text between tags. */
const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
