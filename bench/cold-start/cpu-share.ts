import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lambda gives one vCPU per 1,769 MB. */
const shareOf = (memoryMb: number): number => memoryMb / 1769;
const periodUs = 20_000;

export type CpuShare = { add: (pid: number) => void; close: () => void };

/**
 * A control group of processes that each get the CPU share of a Lambda function: one group for each process.
 *
 * @throws {Error} where control groups can't be created: it takes Linux and root
 */
export function cpuShare(memoryMb: number): CpuShare {
  const quotaUs = Math.round(shareOf(memoryMb) * periodUs);
  const isV2 = existsSync('/sys/fs/cgroup/cgroup.controllers');
  const parent = isV2 ? '/sys/fs/cgroup' : '/sys/fs/cgroup/cpu';
  const groups: string[] = [];
  return {
    add: (pid) => {
      const group = join(parent, `embed-cold-start-${pid}`);
      mkdirSync(group);
      groups.push(group);
      if (isV2) writeFileSync(join(group, 'cpu.max'), `${quotaUs} ${periodUs}`);
      else {
        writeFileSync(join(group, 'cpu.cfs_period_us'), `${periodUs}`);
        writeFileSync(join(group, 'cpu.cfs_quota_us'), `${quotaUs}`);
      }
      writeFileSync(join(group, 'cgroup.procs'), `${pid}`);
    },
    close: () => {
      for (const group of groups.splice(0)) rmdirSync(group);
    },
  };
}
