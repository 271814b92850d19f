import { Tags } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { type EdgeLambda, LambdaEdgeEventType, OriginRequestPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { IManagedPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { environmentTag } from '../../../infra/constructs/admin-lookup.ts';
import { addAdminPage } from '../../../infra/constructs/admin-page-files.ts';
import { adminPageOrigin } from '../../../infra/constructs/admin-page-host.ts';
import { addAdminSignIn } from '../../../infra/constructs/admin-sign-in.ts';
import { Alarms } from '../../../infra/constructs/alarms.ts';
import { addApiAlarms, apiServerErrors } from '../../../infra/constructs/api-alarms.ts';
import type { ApplicationOrigin } from '../../../infra/constructs/application-origin.ts';
import { addAuditAlarms } from '../../../infra/constructs/audit-alarms.ts';
import { AuditEventBus } from '../../../infra/constructs/audit-event-bus.ts';
import { addEdgeAlarms } from '../../../infra/constructs/edge-alarms.ts';
import type { EmbedApi } from '../../../infra/constructs/embed-api.ts';
import type { EmbedDistribution } from '../../../infra/constructs/embed-distribution.ts';
import { addEmbedEdge, addVerifier } from '../../../infra/constructs/embed-edge.ts';
import { addEmbedOperations } from '../../../infra/constructs/embed-operations.ts';
import { EmbedTables } from '../../../infra/constructs/embed-tables.ts';
import { setNamePrefix } from '../../../infra/constructs/names.ts';
import { addTableAlarms } from '../../../infra/constructs/table-alarms.ts';
import { addEdgeLogs } from './add-edge-logs.ts';
import { certificateArn } from './certificate-arn.ts';
import { checkProps } from './check-props.ts';
import { edgeScope } from './edge-scope.ts';
import { grantOnOrganization } from './grants.ts';
import { prebuiltAssets } from './prebuilt-assets.ts';
import type { EmbedSecretsProps, PolicyName } from './props.ts';
import { tablesLocation } from './tables-location.ts';

/**
 * Embed Secrets in an application of your own: tables, API, verifier at the edge, distribution, admin page and its
 * sign-in. What CloudFront needs in us-east-1 is in a stack there, unless the construct's own stack is.
 *
 * @example
 * new EmbedSecrets(this, 'Embed', { embedDomain: 'embed.example.com', origin: new HttpOrigin('app.example.com') });
 */
export class EmbedSecrets extends Construct {
  /** The API, with its endpoint. */
  readonly api: HttpApi;
  readonly tables: readonly TableV2[];
  /** The verifier, for the behaviors of a distribution of your own. Disable caching there. */
  readonly edgeLambda: EdgeLambda;
  /** Unless `createDistribution` is false. */
  readonly distribution?: Distribution;
  /** The admin page's distribution, unless `adminPage` is false. */
  readonly adminPage?: Distribution;
  /** Gets each confirmed event of the audit trail. */
  readonly auditBus: EventBus;
  /** The managed policies, to attach to roles or to Identity Center permission sets. */
  readonly policies: Readonly<Record<PolicyName, IManagedPolicy>>;

  readonly #api: EmbedApi;
  readonly #distribution?: EmbedDistribution;

  /** @throws an error that names the property and the rule */
  constructor(scope: Construct, id: string, props: EmbedSecretsProps) {
    super(scope, id);
    checkProps(this, props);
    const { embedDomain, customHosts = [], hostedZone, keepsData = true, sessionLengthHours = 24 } = props;
    const { namePrefix = 'embed-secrets', logRetention = RetentionDays.ONE_YEAR } = props;
    setNamePrefix(this, namePrefix);
    Tags.of(this).add(environmentTag, namePrefix);
    const edge = edgeScope(this, namePrefix);
    const assets = prebuiltAssets();
    const tables = tablesLocation(this);
    const retention = { logDays: logRetention, keepsData };
    const alarms = props.alarmTopic && new Alarms(this, 'Alarms', { topic: props.alarmTopic });
    const { tables: created, key } = new EmbedTables(this, 'Tables', {
      keepsData,
      encryptionKey: props.encryptionKey,
      tableNames: tables.tableNames,
    });
    this.tables = [...created.values()];
    const events = created.get('EmbedEvents');
    if (events === undefined) throw new TypeError('no table of the events');
    this.auditBus = new AuditEventBus(this, 'AuditEvents', { events, key, alarms }).bus;
    const { api, policies, logGroups } = addEmbedOperations(this, {
      environmentName: namePrefix,
      code: assets.operations,
      allowedOrigin: adminPageOrigin({ embedDomain }),
      ...{ embedDomain, sessionLengthHours, tables, retention },
    });
    this.api = api;
    this.#api = api;
    this.policies = policies;
    const certificate =
      props.certificate ??
      new Certificate(edge, 'Certificate', {
        domainName: embedDomain,
        subjectAlternativeNames: [`*.${embedDomain}`, ...customHosts],
        validation: CertificateValidation.fromDns(hostedZone),
      });
    const version = addVerifier(edge, {
      ...{ bundle: assets.edge, audience: props.audience ?? `https://${embedDomain}` },
      ...{ embedDomain, sessionLengthHours, tables },
    });
    this.edgeLambda = { eventType: LambdaEdgeEventType.VIEWER_REQUEST, functionVersion: version };
    addEdgeLogs(this, { regions: props.edgeLogRegions, namePrefix, retention });
    const edgeTopic = props.edgeAlarmTopic ?? (edge === this ? props.alarmTopic : undefined);
    const edgeAlarms = edgeTopic && new Alarms(edge, 'EdgeAlarms', { topic: edgeTopic });
    edgeAlarms?.addForwardedAlarms();
    if (props.createDistribution ?? true) {
      const added = addEmbedEdge(edge, {
        ...{ verifier: version, embedDomain, customHosts, certificate, hostedZone, retention },
        publicPaths: props.publicPaths ?? [],
        application: application(props),
      });
      this.distribution = added.distribution;
      this.#distribution = added.distribution;
      if (edgeAlarms !== undefined) addEdgeAlarms(edgeAlarms, added);
    }
    if (props.adminPage ?? true) {
      this.adminPage = addAdminPage(this, {
        ...{ embedDomain, region: tables.region, hostedZone, retention, apiUrl: api.apiEndpoint },
        signIn: addAdminSignIn(this, {
          ...{ embedDomain, keepsData },
          policies: { admin: policies.OrganizationAdmin, viewer: policies.OrganizationViewer },
        }),
        pageFolder: assets.page,
        certificate:
          props.certificate === undefined && edge !== this
            ? Certificate.fromCertificateArn(this, 'PageCertificate', certificateArn(this, certificate))
            : certificate,
      });
    }
    if (alarms !== undefined) {
      addApiAlarms(alarms, api);
      addAuditAlarms(alarms, logGroups);
      addTableAlarms(alarms, tables);
    }
  }

  /**
   * Allows a role to administer secrets, sessions and settings.
   *
   * @param organization the only one that it may; without it, the one in the role's session tag `organization`
   */
  grantOrganizationAdmin(role: IRole, organization?: string): void {
    this.#grant(role, 'OrganizationAdmin', organization);
  }

  /**
   * Allows a role to create sessions and URLs: an application server that has the API sign.
   *
   * @param organization as for admins
   */
  grantOrganizationServer(role: IRole, organization?: string): void {
    this.#grant(role, 'OrganizationServer', organization);
  }

  /** Allows the application behind the edge to fetch large claims, of any organization. */
  grantEmbeddedApplication(role: IRole): void {
    this.#grant(role, 'EmbeddedApplication');
  }

  /** Allows a role to create organizations, assign hosts and rotate the environment's keys: the platform team. */
  grantOperator(role: IRole): void {
    this.#grant(role, 'Operator');
  }

  /** The number of the API's 5xx responses in five minutes. */
  metricApiServerErrors(): Metric {
    return apiServerErrors(this.#api);
  }

  /**
   * The percentage of viewers' responses that are 5xx in five minutes. The metric is in us-east-1.
   *
   * @throws if the construct creates no distribution
   */
  metricEdgeServerErrorRate(): Metric {
    if (this.#distribution === undefined) throw new Error(`${this.node.path} creates no distribution`);
    return this.#distribution.metricServerErrorRate();
  }

  #grant(role: IRole, policy: PolicyName, organization?: string): void {
    if (organization === undefined) role.addManagedPolicy(this.policies[policy]);
    else grantOnOrganization(role, { api: this.#api, policy, organization });
  }
}

/** The application as an origin that gets the viewer's request, with or without its `Host`. */
const application = ({ origin, forwardHost = false }: EmbedSecretsProps): ApplicationOrigin => ({
  origin,
  requestPolicy: forwardHost
    ? OriginRequestPolicy.ALL_VIEWER
    : OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  seesViewerHost: forwardHost,
});
