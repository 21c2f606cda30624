import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logRetentionProblems } from "../core/log-retention";
import { insist } from "../core/problems";

/** Keys of a cluster, all of its own region. */
export interface ClusterKeys {
  /** Key of log groups. */
  readonly logsArn: pulumi.Input<string>;
  /** Key of the sessions of ECS Exec, between an operator and a container. */
  readonly sessionsArn: pulumi.Input<string>;
  /**
   * Key of the tasks' own disks: a single-region key, not an alias, that lets `fargate.amazonaws.com` generate data keys
   * and create grants for clusters of the account.
   * Source: ECS Developer Guide, "Create an encryption key for Fargate ephemeral storage for Amazon ECS".
   */
  readonly taskStorageArn: pulumi.Input<string>;
}

export interface ClusterArgs {
  readonly keys: ClusterKeys;
  /** Days that the record of ECS Exec sessions is kept, one of the values that CloudWatch Logs takes. */
  readonly sessionLogRetentionDays: number;
  /** Days that the record of what tasks use is kept, likewise. The metrics that CloudWatch makes of it stay longer. */
  readonly insightsLogRetentionDays: number;
  /** Whether services may ask for spare capacity, which AWS takes back at two minutes' notice. */
  readonly spot: boolean;
}

/**
 * The ECS cluster of a place: Fargate only, observed task by task, its disks and its sessions encrypted under the
 * platform's own keys.
 *
 * @throws {pulumi.ResourceError} when CloudWatch Logs does not know the retention.
 */
export class Cluster extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  /** Where ECS Exec records what operators do in a container. */
  readonly sessionLogGroupArn: pulumi.Output<string>;
  /** What has to be there before the first task starts. */
  readonly ready: readonly pulumi.Resource[];

  constructor(private readonly name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:service:Cluster", name, {}, opts);
    insist([
      ...logRetentionProblems("sessionLogRetentionDays", args.sessionLogRetentionDays),
      ...logRetentionProblems("insightsLogRetentionDays", args.insightsLogRetentionDays),
    ], this);
    const sessions = new aws.cloudwatch.LogGroup(`${name}-sessions`, {
      kmsKeyId: args.keys.logsArn, retentionInDays: args.sessionLogRetentionDays,
    }, { parent: this });
    const cluster = this.found(args, sessions);
    this.offerCapacity(cluster, args.spot);
    this.arn = cluster.arn;
    this.clusterName = cluster.name;
    this.sessionLogGroupArn = sessions.arn;
    this.ready = [this.keepInsights(cluster, args)];
    this.registerOutputs({ arn: this.arn, clusterName: this.clusterName, sessionLogGroupArn: this.sessionLogGroupArn });
  }

  private found({ keys }: ClusterArgs, sessions: aws.cloudwatch.LogGroup): aws.ecs.Cluster {
    return new aws.ecs.Cluster(this.name, {
      settings: [{ name: "containerInsights", value: "enhanced" }],
      configuration: {
        executeCommandConfiguration: {
          kmsKeyId: keys.sessionsArn,
          logging: "OVERRIDE",
          logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: sessions.name },
        },
        managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: keys.taskStorageArn },
      },
    }, { parent: this });
  }

  /**
   * Unless it is there, Container Insights makes this group with its first record, under no key of ours and for as long as AWS
   * likes. It has nothing to record before the first task.
   * Source: CloudWatch User Guide, "Container Insights performance log events for Amazon ECS".
   */
  private keepInsights(cluster: aws.ecs.Cluster, args: ClusterArgs): aws.cloudwatch.LogGroup {
    return new aws.cloudwatch.LogGroup(`${this.name}-insights`, {
      name: pulumi.interpolate`/aws/ecs/containerinsights/${cluster.name}/performance`,
      kmsKeyId: args.keys.logsArn, retentionInDays: args.insightsLogRetentionDays,
    }, { parent: this });
  }

  /** What a task gets that asks for nothing is never spare capacity. */
  private offerCapacity(cluster: aws.ecs.Cluster, spot: boolean): void {
    new aws.ecs.ClusterCapacityProviders(this.name, {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", ...(spot ? ["FARGATE_SPOT"] : [])],
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    }, { parent: this });
  }
}
