import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate';

type PolicyStatement = {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
};
export type PolicyDocument = { Version: string; Statement: PolicyStatement[] };

/** A request as IAM sees it. */
export type IamRequest = {
  action: string;
  resource: string;
  /** Condition keys; what is not here is absent from the request. */
  context: Record<string, string | string[]>;
};

/** Whether IAM allows a principal a request by its own policy: fast, for thousands of requests. */
export function allows({ Version, Statement }: PolicyDocument, request: IamRequest): boolean {
  // Most of the time goes into reading the policy: leave out what names other actions.
  const ofAction = Statement.filter(({ Action }) =>
    [Action].flat().some((action) => action === request.action || action.includes('*')),
  );
  const identity = { Version, Statement: ofAction };
  return runUnsafeSimulation(simulationOf({ identity }, request), {}) === 'Allowed';
}

type Policies = { identity: PolicyDocument; resource?: unknown };

/**
 * Whether IAM allows a principal of the resource's account a request, by its own policy and that of the
 * resource, after the simulator has checked that IAM knows each policy, action, resource and condition key.
 *
 * @throws {TypeError} when one of them does not exist
 */
export async function allowsChecked(policies: Policies, request: IamRequest): Promise<boolean> {
  const result = await runSimulation(simulationOf(policies, request), {});
  if (result.resultType !== 'single') throw new TypeError(JSON.stringify(result));
  if ((result.result.ignoredContextKeys ?? []).length > 0) {
    throw new TypeError(`${request.action} has no ${result.result.ignoredContextKeys}`);
  }
  return result.overallResult === 'Allowed';
}

/** Whether a role's trust policy lets a federated principal assume it. */
export async function trusts(
  trust: PolicyDocument,
  { federated, ...request }: IamRequest & { federated: string },
): Promise<boolean> {
  const simulation = simulationOf({ resource: trust }, request);
  const result = await runSimulation(
    {
      ...simulation,
      request: { ...simulation.request, principal: federated },
      identityPolicies: [],
    },
    {},
  );
  if (result.resultType !== 'single') throw new TypeError(JSON.stringify(result));
  return result.overallResult === 'Allowed';
}

function simulationOf({ identity, resource }: Partial<Policies>, request: IamRequest): Simulation {
  const accountId = request.resource.split(':')[4] ?? '';
  return {
    request: {
      principal: `arn:aws:iam::${accountId}:role/anyone`,
      action: request.action,
      resource: { resource: request.resource, accountId },
      contextVariables: request.context,
    },
    identityPolicies: identity === undefined ? [] : [{ name: 'identity', policy: identity }],
    ...(resource === undefined ? {} : { resourcePolicy: resource }),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}

/** A policy with one thing weaker than before, and what that is. */
export type Weakened = { without: string; policy: PolicyDocument };

/** Every policy that is this one without one key of one condition. */
export function withoutEachCondition(policy: PolicyDocument): Weakened[] {
  return policy.Statement.flatMap((statement, index) =>
    Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key) => {
        const weakened = structuredClone(policy);
        delete weakened.Statement[index]?.Condition?.[operator]?.[key];
        return {
          without: `${operator} ${key} of ${statement.Action} (statement ${index})`,
          policy: weakened,
        };
      }),
    ),
  );
}
