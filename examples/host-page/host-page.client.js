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

onSubmit('view', 'message', async (fields) => {
  const { url } = await call('POST', '/sample/embed-url', fields);
  element('message').textContent = '';
  // URLs are always signed for https; this machine serves plain http.
  element('embed').src = url.replace(/^https:/, 'http:');
});

element('delete').addEventListener('click', async () => {
  try {
    const { name, deletedAt } = await call('DELETE', '/sample/secret', {});
    element('deleted').textContent = `“${name}” was deleted at ${new Date(deletedAt).toLocaleTimeString()}.`;
  } catch (error) {
    element('deleted').textContent = error.message;
  }
});

/** The embedded application tells the page around it when it refuses. */
window.addEventListener('message', ({ data, source }) => {
  if (source !== element('embed').contentWindow || data?.source !== 'embed' || data.name !== 'error') return;
  const { code, requestId } = data.payload;
  element('message').textContent = `The embed says: ${code} (request ${requestId}).`;
});
