/**
 * Copies text that is still loading. Call it synchronously from the click handler: Safari allows clipboard
 * writes only then, and accepts a promise for text that arrives later.
 *
 * @throws the promise's rejection, or a `DOMException` if the browser denies access
 */
export async function copyToClipboard(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return await navigator.clipboard.writeText(await text);
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
  const written = navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  const [ready, done] = await Promise.allSettled([text, written]);
  if (ready.status === 'rejected') throw ready.reason;
  if (done.status === 'rejected') throw done.reason;
}
