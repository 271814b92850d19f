const element = (id) => document.getElementById(id);

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? `${response.status}`);
  return answer;
}

function onSubmit(form, output, act) {
  element(form).addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    try {
      await act(fields);
    } catch (error) {
      element(output).textContent = error.message;
    }
  });
}

onSubmit('create', 'secret', async ({ name }) => {
  const secret = await call('POST', '/sample/secret', { name });
  element('secret').textContent = `“${secret.name}” (${secret.maskedKey}) works from now on.`;
  element('deleted').textContent = '';
});

/** What the iframe shows, to be signed again when its session is over. */
let shown;

async function show(fields) {
  const { url } = await call('POST', '/sample/embed-url', fields);
  shown = fields;
  // URLs are always signed for https; this machine serves plain http.
  element('embed').src = url.replace(/^https:/, 'http:');
}

onSubmit('view', 'message', async (fields) => {
  await show(fields);
  element('message').textContent = '';
});

element('delete').addEventListener('click', async () => {
  try {
    const { name, deletedAt } = await call('DELETE', '/sample/secret', {});
    element('deleted').textContent = `“${name}” was deleted at ${new Date(deletedAt).toLocaleTimeString()}.`;
  } catch (error) {
    element('deleted').textContent = error.message;
  }
});

/** At most once in this time: what a deleted secret signs is refused again, and again. */
const signAgainAfterMs = 30_000;
let signedAgainAt = Number.NEGATIVE_INFINITY;

/** The edge, or the embedded application, tells the page around it that a session is over: sign again. */
window.addEventListener('message', async ({ data, source }) => {
  if (source !== element('embed').contentWindow || data?.source !== 'embed' || data.name !== 'error') return;
  const { code, requestId } = data.payload;
  const refusal = `The embed says: ${code} (request ${requestId}).`;
  element('message').textContent = refusal;
  const now = performance.now();
  if (code !== 'forbidden' || shown === undefined || now - signedAgainAt < signAgainAfterMs) return;
  signedAgainAt = now;
  try {
    await show(shown);
    element('message').textContent = `${refusal} Signed again.`;
  } catch (error) {
    element('message').textContent = `${refusal} ${error.message}`;
  }
});
