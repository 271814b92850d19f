import { relative } from 'node:path';
import type { EvaluatedModules } from 'vitest';

const isSource = (path: string): boolean => /^(shared|lambdas|local|test)\//.test(path);

const pathOf = (id: string): string =>
  relative(process.cwd(), id.replace(/^file:\/\//, '').split('?', 1)[0] ?? id);

/** Lets the project's own code be loaded again by the next import. */
export function invalidateSources(modules: EvaluatedModules): void {
  for (const [id, module] of modules.idToModuleMap) {
    const path = pathOf(id);
    if (isSource(path) && !path.startsWith('test/mutation/')) modules.invalidateModule(module);
  }
}

/** The project's files that a file imports, directly or not, by the length of the way. */
export function importsOf(file: string, modules: EvaluatedModules): Map<string, number> {
  const distances = new Map<string, number>();
  let reached = [...(modules.fileToModulesMap.get(file) ?? [])];
  for (let distance = 1; reached.length > 0; distance++) {
    const next = reached.flatMap((module) =>
      [...module.imports].flatMap((id) => modules.idToModuleMap.get(id) ?? []),
    );
    reached = [];
    for (const module of next) {
      const path = pathOf(module.id);
      if (!isSource(path) || distances.has(path)) continue;
      distances.set(path, distance);
      reached.push(module);
    }
  }
  return distances;
}
