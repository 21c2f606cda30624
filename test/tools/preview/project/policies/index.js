"use strict";
const { PolicyPack } = require("@pulumi/policy");

const logs = "aws:cloudwatch/logGroup:LogGroup";

new PolicyPack("sound", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "logs-have-a-key", description: "Log groups are encrypted under a customer key.", severity: "high",
      validateResource: ({ type, props, name }, report) => {
        if (type === logs && !("kmsKeyId" in props)) report(`${name}: kmsKeyId is not set, want a key.\nFix: kmsKeyId: keys.logs.arn`);
      },
    },
    {
      name: "logs-are-kept", description: "Log groups are kept for long enough.", enforcementLevel: "advisory",
      configSchema: { properties: { days: { type: "number", default: 30 } } },
      validateResource: ({ type, props, name, getConfig }, report) => {
        const { days = 30 } = getConfig();
        if (type === logs && props.retentionInDays < days) report(`${name}: retentionInDays is ${props.retentionInDays}, want ${days} or more.`);
      },
    },
    {
      name: "zones-can-be-read", description: "Hosted zones have a name that can be read.",
      validateResource: ({ type, props }) => { if (type === "aws:route53/zone:Zone") props.name.toLowerCase(); },
    },
    {
      name: "secrets-are-long", description: "Secrets are long.",
      validateResource: ({ type, props, name }, report) => {
        if (type === "aws:secretsmanager/secretVersion:SecretVersion") report(`${name}: secretString is ${props.secretString}, want more.`);
      },
    },
    {
      name: "stack-knows-its-own", description: "A subnet depends on its network.",
      validateStack: ({ resources }, report) => {
        for (const { type, name, urn, propertyDependencies, parent, opts } of resources) {
          if (type !== "aws:ec2/subnet:Subnet") continue;
          report(`${name}: vpcId is of ${propertyDependencies.vpcId.map((each) => each.name)}, below ${parent.name}, protected ${opts.protect}.`, urn);
        }
      },
    },
  ],
});
