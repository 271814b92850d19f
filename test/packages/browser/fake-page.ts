import { vi } from 'vitest';
import {
  type EmbedError,
  type MountEmbedOptions,
  mountEmbed,
} from '../../../packages/signer/browser/mount-embed.ts';

/** An iframe as far as `mountEmbed` uses it. Its window records what the host page posts to it. */
class FakeFrame {
  src = '';
  hidden = false;
  readonly contentWindow = { postMessage: vi.fn() };
  readonly ownerDocument: unknown;
  readonly remove: () => void;
  constructor(ownerDocument: unknown, remove: () => void = () => undefined) {
    this.ownerDocument = ownerDocument;
    this.remove = remove;
  }
}

export const embedOrigin = 'https://acme.embed.example.com';

/** A host page with an embed in it, whose server signs numbered URLs. */
export function fakePage(options: Partial<MountEmbedOptions> = {}) {
  const view = new EventTarget();
  const renewals: FakeFrame[] = [];
  const document = Object.assign(new EventTarget(), {
    defaultView: view,
    hidden: false,
    body: { append: (frame: FakeFrame) => void renewals.push(frame) },
    createElement: (): FakeFrame => {
      const frame = new FakeFrame(document, () => void renewals.splice(renewals.indexOf(frame), 1));
      return frame;
    },
  });
  const iframe = new FakeFrame(document);
  const errors: EmbedError[] = [];
  let signed = 0;
  const sign = vi.fn(async (_: { reason: 'open' | 'renew' }) => `${embedOrigin}/embed/login?n=${++signed}`);
  const embed = mountEmbed(iframe as unknown as HTMLIFrameElement, {
    sign,
    onError: (error) => errors.push(error),
    ...options,
  });

  /** A message of the page in a frame, by default of the visible one. */
  const post = async (
    name: string,
    payload?: object,
    {
      from = iframe,
      origin = embedOrigin,
      source = 'embed',
    }: { from?: FakeFrame | undefined; origin?: string; source?: string } = {},
  ) => {
    const data = { source, name, payload };
    view.dispatchEvent(Object.assign(new Event('message'), { data, origin, source: from.contentWindow }));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { document, iframe, renewals, errors, sign, embed, post };
}
