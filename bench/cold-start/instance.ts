import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CloudFrontRequestEvent, CloudFrontResultResponse } from 'aws-lambda';
import type { CpuShare } from './cpu-share.ts';

const runner = fileURLToPath(new URL('instance.cjs', import.meta.url));

export type Handled = { ms: number; status: string; cookie: string };

export type Instance = {
  handle: (event: CloudFrontRequestEvent) => Promise<Handled>;
  close: () => Promise<void>;
};

/** Starts an instance of a bundle with a share of the CPU, and waits until it is initialized, as Lambda does. */
export async function startInstance(
  folder: string,
  { certificate, share }: { certificate: string; share: CpuShare },
): Promise<Instance> {
  const child = fork(runner, {
    cwd: folder,
    silent: true,
    env: {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      NODE_EXTRA_CA_CERTS: certificate,
    },
  });
  const exited = once(child, 'exit');
  if (child.pid === undefined) throw new Error('the instance did not start');
  const ready = once(child, 'message');
  share.add(child.pid);
  await ready;
  return {
    handle: async (event) => {
      child.send(event);
      const [{ result, ms }] = (await once(child, 'message')) as [{ result: unknown; ms: number }];
      return { ms, ...described(result as CloudFrontResultResponse) };
    },
    close: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

const described = ({ status = 'forwarded', headers }: Partial<CloudFrontResultResponse>) => ({
  status,
  cookie: headers?.['set-cookie']?.[0]?.value.split(';', 1)[0] ?? '',
});
