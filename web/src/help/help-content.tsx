import type { ReactNode } from 'react';
import type { View } from '../app/route.ts';
import { DocsLink } from './docs-link.tsx';

/** The help text of a view. */
export default function HelpContent({ view }: { view: View }) {
  return content[view];
}

const content: Record<View, ReactNode> = {
  secrets: (
    <>
      <p>
        Your server signs embed URLs with a secret’s key. Each URL signs in one user and opens once. Use one
        secret per environment or integration, so that you can revoke it on its own.
      </p>
      <h3>Replace a key</h3>
      <ol>
        <li>
          <b>Rotate</b> the secret. Both keys work until the old one retires.
        </li>
        <li>Update your servers to sign with the new key.</li>
        <li>
          <b>Compare</b> shows whether the old key is still used, and by whom.
        </li>
        <li>Delete the old secret.</li>
      </ol>
      <h3>If a key leaks</h3>
      <p>
        <b>Disable</b> the secret, or delete it. Its URLs and sessions are rejected as soon as that is
        confirmed. A disabled secret can be enabled again; a deleted key can’t be recovered.
      </p>
      <h3>Limit what a key can do</h3>
      <p>Limits restrict the paths and hosts that a secret’s URLs open, and how long a URL lives.</p>
      <h3>Keep keys safe</h3>
      <p>
        Anyone with a key can sign in as any of your users. Store keys in your server’s secret store, never in
        a web page, an app or source control.
      </p>
      <h3>Learn more</h3>
      <ul>
        <li>
          <DocsLink page="protocol">Sign URLs</DocsLink>
        </li>
        <li>
          <DocsLink page="rotation" section="rotate">
            Rotate a secret
          </DocsLink>
        </li>
        <li>
          <DocsLink page="rotation" section="limit-a-secret">
            Limit a secret
          </DocsLink>
        </li>
        <li>
          <DocsLink page="rotation" section="a-key-has-leaked">
            Respond to a leaked key
          </DocsLink>
        </li>
      </ul>
    </>
  ),
  'try-it': (
    <>
      <p>
        Generate a URL for a user and preview the embedded application as that user. The preview starts a real
        session, which you can see and end in <b>Sessions</b>.
      </p>
      <h3>Additional claims</h3>
      <p>
        A JSON object with further claims about the user, for example <code>userAttributes</code> for
        row-level security. The application receives them unchanged.
      </p>
      <h3>Learn more</h3>
      <ul>
        <li>
          <DocsLink page="protocol" section="claims">
            Claims
          </DocsLink>
        </li>
        <li>
          <DocsLink page="protocol" section="generate-url">
            Generate URLs with the API
          </DocsLink>
        </li>
      </ul>
    </>
  ),
  inspect: (
    <>
      <p>
        Paste a URL that doesn’t open. You see the first reason, the secret that signed it and its claims.
        Inspecting doesn’t use the URL.
      </p>
      <p>
        You can also paste an <code>&lt;iframe&gt;</code> tag or a <code>curl</code> command. Treat unused
        URLs like passwords: anyone who opens one is signed in.
      </p>
      <h3>Learn more</h3>
      <ul>
        <li>
          <DocsLink page="troubleshooting">Troubleshoot URLs</DocsLink>
        </li>
      </ul>
    </>
  ),
  sessions: (
    <>
      <p>
        A session starts when a user opens a signed URL. It lasts as long as the session length in{' '}
        <b>Settings</b>, unless you end it or delete its secret.
      </p>
      <h3>End sessions</h3>
      <p>
        Ended users see an error on their next request and need a new URL. Unused URLs still open. To revoke
        those too, delete the secret.
      </p>
      <h3>Learn more</h3>
      <ul>
        <li>
          <DocsLink page="troubleshooting" section="a-viewer-loses-access">
            When a session ends early
          </DocsLink>
        </li>
      </ul>
    </>
  ),
  activity: (
    <>
      <p>
        Every change of secrets, sessions and settings, and every time a key was revealed, with who did it.
        Events can’t be changed or deleted.
      </p>
      <h3>Unknown outcome</h3>
      <p>
        An event is written before its change. If the request stops before it records the outcome, the change
        may or may not have been made.
      </p>
      <h3>Learn more</h3>
      <ul>
        <li>
          <DocsLink page="audit-trail">The audit trail</DocsLink>
        </li>
      </ul>
    </>
  ),
  settings: (
    <>
      <h3>Session length</h3>
      <p>Applies to new sessions. Existing sessions keep their length.</p>
      <h3>Embedding origins</h3>
      <p>
        The embedded application sends this list as CSP <code>frame-ancestors</code>, so that browsers show it
        only in pages of these origins.
      </p>
      <h3>Custom claims</h3>
      <p>
        A misspelled claim can remove a restriction, such as a row-level filter. List your own claims, then
        reject all others.
      </p>
      <h3>Legacy URLs</h3>
      <p>
        v0 doesn’t sign parameter names, so each set of parameters must have a different size. v0 URLs don’t
        expire. Migrate to v1 as soon as you can.
      </p>
      <h3>Learn more</h3>
      <ul>
        <li>
          <DocsLink page="protocol" section="from-v0-to-v1">
            Migrate from v0 to v1
          </DocsLink>
        </li>
      </ul>
    </>
  ),
};
