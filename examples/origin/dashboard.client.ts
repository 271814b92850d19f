import { embedFetch, reportSession } from '../../packages/origin/browser/index.ts';

// In your application: import { embedFetch, reportSession } from '@embed-secrets/origin/browser';

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new TypeError(`no element ${id}`);
  return found;
};
const { sessionExpiresAt = '', sessionExpiresIn = '' } = document.documentElement.dataset;
reportSession({ expiresAt: sessionExpiresAt, expiresInSeconds: Number(sessionExpiresIn) });

const note = document.querySelector('textarea');

element('refresh').addEventListener('click', async () => {
  const response = await embedFetch(location.href);
  const code = response.headers.get('x-embed-error');
  element('refreshed').textContent = code ?? 'Data is up to date.';
  if (code !== null) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  element('identity').textContent = page.getElementById('identity')?.textContent ?? null;
});

element('save').addEventListener('click', async () => {
  const response = await embedFetch('/note', { method: 'PUT', body: note?.value ?? null });
  element('saved').textContent =
    response.headers.get('x-embed-error') ?? (response.ok ? 'Saved.' : 'Not saved.');
});
