import { ACMClient } from "@aws-sdk/client-acm";
import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { SNSClient } from "@aws-sdk/client-sns";
import { type Ports } from "../../protocol";
import { type Make } from "./clients";
import { controlOn } from "./control";
import { databaseOn } from "./database";
import { documentsIn } from "./documents";
import { doorsOn } from "./doors";
import { evidenceOn } from "./evidence";
import { ledgerOn } from "./ledger";
import { leverOn } from "./lever";
import { notifyOn } from "./notify";
import { probeOn, type Ask, type Names } from "./probe";
import { readinessOn } from "./readiness";
import { remoteOn } from "./remote";
import { scaleOn } from "./scale";
import { type StepSettings } from "./settings";

/** How the world is asked that is not AWS. */
export interface Senses {
  readonly ask: Ask;
  readonly names: Names;
}

/** Everything that a step may touch, on AWS: the services of this place, and as little as can be of the other one. */
export function portsOn(settings: StepSettings, client: Make, { ask, names }: Senses): Ports {
  const { here, there, common: { controlTable: table, born, leverKey, evidenceBucket, topicArn } } = settings;
  const control = documentsIn(client, here.region);
  const [ecs, cloudwatch] = [client(ECSClient, here.region), client(CloudWatchClient, here.region)];
  return {
    clock: { now: () => Date.now() },
    control: controlOn(control, { table, here: here.place, there: there.place, born }),
    database: databaseOn({
      rds: client(RDSClient, here.region), otherRds: client(RDSClient, there.region), lambda: client(LambdaClient, here.region), cloudwatch,
    }, settings),
    scale: scaleOn({
      ecs, scaling: client(ApplicationAutoScalingClient, here.region), balancing: client(ElasticLoadBalancingV2Client, here.region), control: { client: control, table },
    }, here),
    remote: remoteOn({
      ec2: client(EC2Client, there.region), ecs: client(ECSClient, there.region), scaling: client(ApplicationAutoScalingClient, there.region),
      control: { client: documentsIn(client, there.region), table },
    }, there),
    doors: doorsOn(client(EC2Client, here.region), here),
    lever: leverOn(leverKey, { client: client(S3Client, here.region), bucket: here.leverBucket }, { client: client(S3Client, there.region), bucket: there.leverBucket }),
    probe: probeOn(ask, names, settings),
    readiness: readinessOn({
      acm: client(ACMClient, here.region), ecr: client(ECRClient, here.region), kms: client(KMSClient, here.region), ecs, cloudwatch, control,
      secrets: client(SecretsManagerClient, here.region), quotas: client(ServiceQuotasClient, here.region),
    }, settings),
    notify: notifyOn(client(SNSClient, here.region), topicArn),
    evidence: evidenceOn(client(S3Client, here.region), evidenceBucket),
    ledger: ledgerOn(control, client(LambdaClient, here.region), settings),
  };
}
