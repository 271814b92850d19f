/**
 * Copies a text that is still on its way. It must be called in the very event of the click: Safari lets a page
 * write to the clipboard only then, and takes a promise for what comes later.
 *
 * @throws what the promise rejects with, or a `DOMException` when the browser refuses
 */
export async function copyToClipboard(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return await navigator.clipboard.writeText(await text);
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
  const written = navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  const [ready, done] = await Promise.allSettled([text, written]);
  if (ready.status === 'rejected') throw ready.reason;
  if (done.status === 'rejected') throw done.reason;
}
