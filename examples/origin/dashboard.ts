import { createHash } from 'node:crypto';
import { browserScript } from '../browser-script.ts';
import { sampleFigures } from './sample-figures.ts';

/**
 * The sample application's only page: a dashboard for the viewer whose identity the origin verified, and the viewer's
 * note.
 *
 * @param session for the page's script, which tells the host page when the session ends
 */
export const dashboard = (
  path: string,
  identity: Record<string, unknown>,
  { note, session }: { note: string; session: { expiresAt: string; expiresInSeconds: number } },
): string => {
  const { name, region } = userOf(identity);
  const { tiles, months, rows } = sampleFigures(`${identity.org} ${path} ${region ?? ''}`);
  return `<!doctype html>
<html lang="en" data-session-expires-at="${session.expiresAt}" data-session-expires-in="${session.expiresInSeconds}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(titleOf(path))}</title>
<style>${style}</style>
<header>
  <nav><a href="/dashboards/sales">Sales</a> <a href="/dashboards/marketing">Marketing</a></nav>
  <span class="user">${escapeHtml(name)}</span>
</header>
<main>
<h1>${escapeHtml(titleOf(path))}</h1>
<p class="quiet">Sample data for ${escapeHtml(String(identity.org))}${region === undefined ? '' : `, region ${escapeHtml(region)}`}, at ${escapeHtml(path)}</p>
<section class="tiles">
${tiles.map(({ label, value, change }) => `<div><span class="quiet">${label}</span><b>${value}</b><span class="${change < 0 ? 'down' : 'up'}">${change < 0 ? '▼' : '▲'} ${Math.abs(change)}%</span></div>`).join('\n')}
</section>
<section>
<h2>Revenue by month</h2>
<svg viewBox="0 0 600 150" role="img" aria-label="Revenue by month">
${months.map(({ label, share }, index) => `<rect x="${index * 50 + 8}" y="${(130 - share * 120).toFixed(1)}" width="34" height="${(share * 120).toFixed(1)}" rx="3"/><text x="${index * 50 + 25}" y="146">${label}</text>`).join('\n')}
</svg>
</section>
<section>
<h2>Top customers</h2>
<table>
<tr><th>Customer<th>Orders<th>Revenue
${rows.map(({ customer, orders, revenue }) => `<tr><td>${customer}<td>${orders}<td>${revenue}`).join('\n')}
</table>
</section>
<p><button id="refresh" type="button">Refresh data</button> <output id="refreshed"></output></p>
<label>Your note <textarea rows="2" maxlength="1000">${escapeHtml(note)}</textarea></label>
<p><button id="save" type="button">Save note</button> <output id="saved"></output></p>
<details>
<summary>Verified identity of the user</summary>
<pre id="identity">${escapeHtml(JSON.stringify(identity, null, 2))}</pre>
</details>
</main>
<script type="module">${script()}</script>
</html>
`;
};

const style = `
:root{color-scheme:light dark;font:14px/1.5 system-ui,sans-serif;--line:#8884;--accent:light-dark(#2563eb,#7aa2ff)}
body{margin:0}header{display:flex;justify-content:space-between;gap:1rem;padding:.6rem 1.25rem;border-bottom:1px solid var(--line)}
main{padding:1rem 1.25rem 1.5rem;display:grid;gap:1rem}h1{font-size:1.3rem;margin:0}h2{font-size:.95rem;margin:0 0 .5rem}p{margin:0}
nav{display:flex;gap:1rem}a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
.user{font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.quiet{opacity:.75;overflow-wrap:anywhere}
section{border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.8rem;border:0;padding:0}
.tiles div{display:grid;border:1px solid var(--line);border-radius:.6rem;padding:.7rem 1rem}.tiles b{font-size:1.4rem}
.up{color:light-dark(#15803d,#4ade80)}.down{color:light-dark(#b91c1c,#f87171)}
svg{width:100%;height:auto;fill:var(--accent)}svg text{font-size:11px;fill:CanvasText;opacity:.7;text-anchor:middle}
table{width:100%;border-collapse:collapse}th,td{text-align:right;padding:.3rem .2rem;border-top:1px solid var(--line)}
th:first-child,td:first-child{text-align:left}tr:first-child th{border:0;font-weight:600;opacity:.75}
label{display:grid}
textarea{font:inherit;border:1px solid var(--line);border-radius:.5rem;padding:.5rem;background:Canvas;color:CanvasText}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}`;

const script = browserScript(new URL('dashboard.client.ts', import.meta.url));

/** For the page's Content-Security-Policy. */
export const dashboardScriptHash = (): string =>
  `'sha256-${createHash('sha256').update(script()).digest('base64')}'`;

/** `Sales dashboard` for `/dashboards/sales`. */
function titleOf(path: string): string {
  const name = /^\/dashboards\/([\w-]+)/.exec(path)?.[1] ?? 'Your';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} dashboard`;
}

function userOf({ sub, claims }: Record<string, unknown>): { name: string; region: string | undefined } {
  const { name, userAttributes } = (claims ?? {}) as {
    name?: unknown;
    userAttributes?: { region?: unknown };
  };
  const region = userAttributes?.region;
  return { name: String(name ?? sub), region: typeof region === 'string' ? region : undefined };
}

/** For text between tags. */
const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
