/** Marks the control that takes the focus when the control that had it is gone. */
export const focusFallback = { 'data-focus-fallback': '' };

/** Moves the focus to an element or, if it can't be focused any more, to the view's fallback: never to `<body>`. */
export function returnFocus(element: HTMLElement | null): void {
  const candidates = [element, ...document.querySelectorAll<HTMLElement>('[data-focus-fallback]')];
  for (const candidate of candidates) {
    candidate?.focus();
    if (candidate !== null && document.activeElement === candidate) return;
  }
}
