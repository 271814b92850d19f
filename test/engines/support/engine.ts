/** The host page, the page in its iframe, or the tab that was opened last. */
export type Where = 'page' | 'frame' | 'tab';

export type LaunchOptions = {
  /** Whether the browser is set to keep the cookies of an iframe on another site: yes, no, or once it grants access. */
  cookies: 'kept' | 'blocked' | 'granted';
  colorScheme?: 'light' | 'dark';
};

/** A browser with one page, in the steps that every engine's driver has. */
export type EngineBrowser = {
  goto: (url: string) => Promise<void>;
  /** Evaluates an expression; rejects while there is no such page. */
  evaluate: (expression: string, where?: Where) => Promise<unknown>;
  /** Clicks as a user does: the browser counts it as an activation. */
  click: (selector: string, where?: Where) => Promise<void>;
  /** Says yes where the browser asks whether an iframe may use its cookies. */
  confirmStorageAccess: () => Promise<void>;
  close: () => Promise<void>;
};

export type Engine = {
  name: string;
  /** Why it can't run on this machine; `undefined` if it can. */
  missing: string | undefined;
  launch: (options: LaunchOptions) => Promise<EngineBrowser>;
};
