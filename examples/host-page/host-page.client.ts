import { type EmbedError, type MountedEmbed, mountEmbed } from '../../packages/signer/browser/index.ts';

// In your page: import { mountEmbed } from '@embed-secrets/signer/browser';

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new TypeError(`no element ${id}`);
  return found;
};

async function call(method: string, path: string, body: object): Promise<Record<string, string>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(path, { method, headers, body: JSON.stringify(body) });
  const result = await response.json();
  if (!response.ok) throw new Error(result.detail ?? `${response.status}`);
  return result;
}

/** Calls the server with a form's fields, and shows why if that fails. */
function onSubmit(form: string, output: string, act: (fields: object) => Promise<void>): void {
  element(form).addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target as HTMLFormElement));
    await act(fields).catch((error: Error) => {
      element(output).textContent = error.message;
    });
  });
}

onSubmit('create', 'secret', async (fields) => {
  const { name, maskedKey } = await call('POST', '/sample/secret', fields);
  element('secret').textContent = `“${name}” (${maskedKey}) is active.`;
  element('deleted').textContent = '';
});

let embed: MountedEmbed | undefined;

onSubmit('view', 'message', async (fields) => {
  embed?.unmount();
  element('message').textContent = '';
  embed = mountEmbed(element('embed') as HTMLIFrameElement, {
    sign: async () => {
      const { url = '' } = await call('POST', '/sample/embed-url', fields);
      // URLs are always signed for https; the local run serves plain http, as it does this page.
      return url.replace(/^https:/, location.protocol);
    },
    onError: (error) => {
      element('message').textContent = describe(error);
    },
  });
});

function describe({ code, requestId, retryInMs, cause }: EmbedError): string {
  const what = cause instanceof Error ? cause.message : `The embed says: ${code} (request ${requestId}).`;
  if (retryInMs === undefined) return what;
  return `${what} ${retryInMs === 0 ? 'Signed again.' : `Trying again in ${Math.ceil(retryInMs / 1000)} s.`}`;
}

element('delete').addEventListener('click', async () => {
  try {
    const { name, deletedAt = '' } = await call('DELETE', '/sample/secret', {});
    element('secret').textContent = '';
    element('deleted').textContent = `“${name}” was deleted at ${new Date(deletedAt).toLocaleTimeString()}.`;
  } catch (error) {
    element('deleted').textContent = (error as Error).message;
  }
});
