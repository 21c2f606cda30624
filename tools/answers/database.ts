import { answer, pick, type Subject, type Table } from "./subject";

const lowerDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

/** The part of a host name that RDS keeps for all databases of an account in a region. Source: Amazon Aurora User Guide, "Types of Aurora endpoints". */
function accountPart(subject: Subject): string {
  return pick(`rds/${subject.account}/${subject.region}`, 12, lowerDigits);
}

function host(subject: Subject, name: string, kind: string): string {
  return `${name}.${kind}${accountPart(subject)}.${subject.region}.rds.${subject.domain}`;
}

function portOf(subject: Subject): unknown {
  return subject.inputs["port"] ?? (subject.text("engine")?.includes("postgresql") === true ? 5432 : 3306);
}

/** Secret that RDS makes and turns over itself. Source: Amazon Aurora User Guide, "Password management with Amazon Aurora and AWS Secrets Manager". */
function managedSecret(subject: Subject): Record<string, unknown> | undefined {
  if (subject.inputs["manageMasterUserPassword"] !== true) return undefined;
  const secretArn = subject.arn("secretsmanager", `secret:rds!cluster-${subject.uuid("secret")}-${subject.upper(6, "secret")}`);
  return { masterUserSecrets: [{ secretArn, secretStatus: "active", kmsKeyId: subject.text("masterUserSecretKmsKeyId") ?? "" }] };
}

function cluster(subject: Subject) {
  const id = subject.physicalName("clusterIdentifier");
  return answer(id, {
    clusterIdentifier: id, arn: subject.arn("rds", `cluster:${id}`), clusterResourceId: `cluster-${subject.upper(26, "resource")}`, port: portOf(subject),
    endpoint: host(subject, id, "cluster-"), readerEndpoint: host(subject, id, "cluster-ro-"), hostedZoneId: `Z${subject.upper(13, "zone")}`,
    ...managedSecret(subject),
  });
}

function instance(subject: Subject) {
  const id = subject.physicalName("identifier");
  return answer(id, {
    identifier: id, arn: subject.arn("rds", `db:${id}`), dbiResourceId: `db-${subject.upper(26, "resource")}`, endpoint: host(subject, id, ""), port: portOf(subject),
  });
}

/** A global cluster is of no region. Source: Amazon Aurora User Guide, "Connecting to an Amazon Aurora global database", writer endpoint. */
function globalCluster(subject: Subject) {
  const id = subject.physicalName("globalClusterIdentifier");
  const account = pick(`rds/${subject.account}/global`, 12, lowerDigits);
  return answer(id, {
    globalClusterIdentifier: id, arn: subject.globalArn("rds", `global-cluster:${id}`), globalClusterResourceId: `cluster-${subject.hex(16, "resource")}`,
    endpoint: `${id}.global-${account}.global.rds.${subject.domain}`,
  });
}

const group = (kind: string) => (subject: Subject) => {
  const name = subject.physicalName();
  return answer(name, { name, arn: subject.arn("rds", `${kind}:${name}`) });
};

function proxy(subject: Subject) {
  const name = subject.physicalName();
  return answer(name, { name, arn: subject.arn("rds", `db-proxy:prx-${subject.hex(17)}`), endpoint: host(subject, name, "proxy-") });
}

function proxyEndpoint(subject: Subject) {
  const name = subject.physicalName("dbProxyEndpointName");
  return answer(`${subject.text("dbProxyName") ?? ""}/${name}`, {
    dbProxyEndpointName: name, arn: subject.arn("rds", `db-proxy-endpoint:prx-endpoint-${subject.hex(17)}`), endpoint: host(subject, name, "endpoint.proxy-"),
  });
}

function proxyTarget(subject: Subject) {
  const target = subject.text("dbClusterIdentifier") ?? subject.text("dbInstanceIdentifier") ?? "";
  const type = subject.text("dbClusterIdentifier") === undefined ? "RDS_INSTANCE" : "TRACKED_CLUSTER";
  const id = [subject.text("dbProxyName") ?? "", subject.text("targetGroupName") ?? "default", type, target].join("/");
  return answer(id, { rdsResourceId: target, type, port: portOf(subject) });
}

/** Relational databases. Source of ARNs: Service Authorization Reference, Amazon RDS, resource types. */
export const databases: Table = {
  "aws:rds/cluster:Cluster": cluster,
  "aws:rds/clusterInstance:ClusterInstance": instance,
  "aws:rds/globalCluster:GlobalCluster": globalCluster,
  "aws:rds/subnetGroup:SubnetGroup": group("subgrp"),
  "aws:rds/parameterGroup:ParameterGroup": group("pg"),
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": group("cluster-pg"),
  "aws:rds/proxy:Proxy": proxy,
  "aws:rds/proxyEndpoint:ProxyEndpoint": proxyEndpoint,
  "aws:rds/proxyTarget:ProxyTarget": proxyTarget,
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": (subject) =>
    answer(subject.text("dbProxyName") ?? subject.physicalName(), { name: "default", arn: subject.arn("rds", `target-group:prx-tg-${subject.hex(17)}`) }),
};
