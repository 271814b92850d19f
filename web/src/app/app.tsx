import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import TopNavigation from '@cloudscape-design/components/top-navigation';
import { useCallback, useEffect, useState } from 'react';
import type { RuntimeConfig } from '../../runtime-config.ts';
import { SignIn } from '../sign-in/sign-in.tsx';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { AdminPage } from './admin-page.tsx';

/** Loads the configuration, signs the user in, then shows the admin page. */
export function App() {
  const [config, setConfig] = useState<RuntimeConfig>();
  const [hasFailed, setFailed] = useState(false);
  const [signedIn, setSignedIn] = useState<SignedIn>();
  const [hasEnded, setEnded] = useState(false);

  const load = useCallback(() => {
    setFailed(false);
    readConfig().then(setConfig, () => setFailed(true));
  }, []);
  useEffect(load, [load]);
  const signOut = async () => {
    setEnded(false);
    await signedIn?.signOut();
    setSignedIn(undefined);
  };

  return (
    <>
      <div id="top-navigation">
        <TopNavigation
          identity={{ title: 'Embed Secrets', href: '#/' }}
          utilities={signedIn === undefined ? [] : [account(signedIn, () => void signOut())]}
        />
      </div>
      {hasFailed && <ConfigFailure onRetry={load} />}
      {config !== undefined &&
        (signedIn === undefined ? (
          <SignIn
            config={config}
            hasEnded={hasEnded}
            onSignedIn={setSignedIn}
            onEnded={() => {
              setEnded(true);
              setSignedIn(undefined);
            }}
          />
        ) : (
          <AdminPage config={config} signedIn={signedIn} />
        ))}
    </>
  );
}

async function readConfig(): Promise<RuntimeConfig> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`config.json: HTTP ${response.status}`);
  return (await response.json()) as RuntimeConfig;
}

const account = ({ name }: SignedIn, signOut: () => void) => ({
  type: 'menu-dropdown' as const,
  text: name,
  iconName: 'user-profile' as const,
  items: [{ id: 'sign-out', text: 'Sign out' }],
  onItemClick: signOut,
});

function ConfigFailure({ onRetry }: { onRetry: () => void }) {
  return (
    <main className="narrow-page">
      <Alert
        type="error"
        statusIconAriaLabel="Error"
        header="Can’t load the page configuration"
        action={<Button onClick={onRetry}>Retry</Button>}
      >
        Check your connection and try again.
      </Alert>
    </main>
  );
}
