import * as pulumi from "@pulumi/pulumi";

/** A resource by its type alone, so that the project needs no provider's package. */
class Bare extends pulumi.CustomResource {}

const config = new pulumi.Config();
const retentionInDays = config.requireNumber("retentionInDays");
if (retentionInDays < 1) throw new pulumi.RunError(`demo:retentionInDays is ${retentionInDays}, want 1 or more`);

const token = pulumi.secret("tell-nobody-42");
new Bare("aws:cloudwatch/logGroup:LogGroup", "logs", { retentionInDays, tags: { token } }, { protect: true });
new Bare("aws:secretsmanager/secretVersion:SecretVersion", "token", { secretId: "demo", secretString: token });
