import { type RefObject, useEffect } from 'react';

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

/** Which control of a list chose what it lists: it is mounted anew with the list, and takes the focus back. */
export type ChosenBy = RefObject<Chooser | undefined>;

export type Chooser = 'secret' | 'state' | 'actor' | 'first-day' | 'last-day';

/** Gives the focus back to the control that chose this list. */
export function useFocusOnChooser(chosenBy: ChosenBy): void {
  useEffect(() => {
    const control = chosenBy.current;
    if (control === undefined || document.activeElement !== document.body) return;
    const focusable = ':is([aria-pressed="true"], [aria-haspopup], input)';
    document.querySelector<HTMLElement>(`[data-chooses="${control}"] ${focusable}`)?.focus();
  }, [chosenBy]);
}
