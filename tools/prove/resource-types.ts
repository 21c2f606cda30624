/** Types by which users reach a place, and what runs there on its own. All that they need is needed to serve. */
export const servingTypes: ReadonlySet<string> = new Set([
  "aws:apigateway/domainName:DomainName",
  "aws:apigateway/stage:Stage",
  "aws:appsync/graphQLApi:GraphQLApi",
  "aws:ecs/service:Service",
  "aws:lambda/function:Function",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:route53/record:Record",
  "aws:sfn/stateMachine:StateMachine",
]);

/** Types that are a part of what a property of theirs names: who needs the whole needs them. */
export const attachedBy: Readonly<Record<string, string>> = {
  "aws:apigateway/basePathMapping:BasePathMapping": "domainName",
  "aws:apigateway/methodSettings:MethodSettings": "restApi",
  "aws:appautoscaling/policy:Policy": "resourceId",
  "aws:appautoscaling/target:Target": "resourceId",
  "aws:appsync/dataSource:DataSource": "apiId",
  "aws:appsync/function:Function": "apiId",
  "aws:appsync/resolver:Resolver": "apiId",
  "aws:ec2/route:Route": "routeTableId",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "subnetId",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "vpcId",
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": "clusterName",
  "aws:iam/rolePolicy:RolePolicy": "role",
  "aws:lambda/eventSourceMapping:EventSourceMapping": "functionName",
  "aws:lambda/permission:Permission": "function",
  "aws:lb/listener:Listener": "loadBalancerArn",
  "aws:lb/listenerRule:ListenerRule": "listenerArn",
  "aws:rds/clusterInstance:ClusterInstance": "clusterIdentifier",
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": "dbProxyName",
  "aws:rds/proxyTarget:ProxyTarget": "dbProxyName",
  "aws:s3/bucketNotification:BucketNotification": "bucket",
  "aws:s3/bucketPolicy:BucketPolicy": "bucket",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "securityGroupId",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "securityGroupId",
  "aws:wafv2/webAclAssociation:WebAclAssociation": "resourceArn",
};

/**
 * Types that no region owns, with what goes on working when the region of their control plane is lost. Whatever else stands outside
 * the places stands in one region.
 * Source: AWS Fault Isolation Boundaries, "Global services".
 */
export const regionless: Readonly<Record<string, string>> = {
  "aws:route53/healthCheck:HealthCheck": "checks run from eight regions",
  "aws:route53/record:Record": "answered from Route 53's edge, everywhere",
  "aws:route53/zone:Zone": "answered from Route 53's edge, everywhere",
};
