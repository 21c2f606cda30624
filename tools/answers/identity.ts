import { answer, partOf, type Subject, type Table } from "./subject";

/** An IAM identity: an ARN with its path, and a unique ID of its kind. Source: IAM User Guide, "IAM identifiers". */
const identity = (kind: string, prefix: string) => (subject: Subject) => {
  const name = subject.physicalName();
  return answer(name, { arn: subject.globalArn("iam", `${kind}${subject.text("path") ?? "/"}${name}`), name, uniqueId: subject.iamId(prefix) });
};

function managedPolicy(subject: Subject) {
  const name = subject.physicalName();
  const arn = subject.globalArn("iam", `policy${subject.text("path") ?? "/"}${name}`);
  return answer(arn, { arn, name, policyId: subject.iamId("ANPA"), attachmentCount: 0 });
}

function key(subject: Subject) {
  const isMultiRegion = subject.inputs["multiRegion"] === true;
  const keyId = isMultiRegion ? `mrk-${subject.hex(32)}` : subject.uuid();
  return answer(keyId, { keyId, arn: subject.arn("kms", `key/${keyId}`) });
}

/** A replica keeps the ID of the key that it copies, in its own region. Source: AWS KMS Developer Guide, "Multi-Region keys". */
function replicaKey(subject: Subject) {
  const keyId = (subject.text("primaryKeyArn") ?? "").split("key/")[1] ?? `mrk-${subject.hex(32)}`;
  return answer(keyId, { keyId, arn: subject.arn("kms", `key/${keyId}`) });
}

function keyAlias(subject: Subject) {
  const name = subject.text("name") ?? `alias/${subject.physicalName()}`;
  const target = subject.text("targetKeyId") ?? "";
  return answer(name, { name, arn: subject.arn("kms", name), targetKeyArn: target.startsWith("arn:") ? target : subject.arn("kms", `key/${target}`) });
}

function webAcl(subject: Subject) {
  const [id, name] = [subject.uuid(), subject.physicalName()];
  const isGlobal = subject.text("scope") === "CLOUDFRONT";
  const arn = subject.arn("wafv2", `${isGlobal ? "global" : "regional"}/webacl/${name}/${id}`);
  return answer(id, { arn, name, lockToken: subject.uuid("lock") });
}

/** Who may do what, and with which keys. */
export const identities: Table = {
  "aws:iam/role:Role": identity("role", "AROA"),
  "aws:iam/user:User": identity("user", "AIDA"),
  "aws:iam/group:Group": identity("group", "AGPA"),
  "aws:iam/instanceProfile:InstanceProfile": identity("instance-profile", "AIPA"),
  "aws:iam/policy:Policy": managedPolicy,
  "aws:iam/rolePolicy:RolePolicy": (subject) => {
    const name = subject.physicalName();
    return answer(`${subject.text("role") ?? ""}:${name}`, { name });
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (subject) => answer(`${subject.text("role") ?? ""}-${subject.digits(26)}`),
  "aws:kms/key:Key": key,
  "aws:kms/replicaKey:ReplicaKey": replicaKey,
  "aws:kms/alias:Alias": keyAlias,
  "aws:kms/grant:Grant": (subject) => answer(`${subject.text("keyId") ?? ""}:${subject.hex(64)}`, { grantId: subject.hex(64) }),
  "aws:kms/keyPolicy:KeyPolicy": partOf("keyId"),
  "aws:wafv2/webAcl:WebAcl": webAcl,
  "aws:wafv2/ipSet:IpSet": (subject) => {
    const [id, name] = [subject.uuid(), subject.physicalName()];
    return answer(id, { arn: subject.arn("wafv2", `${subject.text("scope") === "CLOUDFRONT" ? "global" : "regional"}/ipset/${name}/${id}`), name });
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": (subject) => answer(`${subject.text("webAclArn") ?? ""},${subject.text("resourceArn") ?? ""}`),
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": partOf("resourceArn"),
  "aws:secretsmanager/secret:Secret": (subject) => {
    const name = subject.physicalName();
    const arn = subject.arn("secretsmanager", `secret:${name}-${subject.upper(6)}`);
    return answer(arn, { arn, name });
  },
  "aws:secretsmanager/secretVersion:SecretVersion": (subject) => {
    const versionId = subject.uuid();
    const arn = subject.text("secretId") ?? "";
    return answer(`${arn}|${versionId}`, { arn, versionId, versionStages: ["AWSCURRENT"] });
  },
  "aws:ssm/parameter:Parameter": (subject) => {
    const name = subject.physicalName();
    return answer(name, { name, arn: subject.arn("ssm", `parameter/${name.replace(/^\//, "")}`), version: 1 });
  },
};
