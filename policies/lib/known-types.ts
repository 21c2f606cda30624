/**
 * Types that no rule needs to speak about: they hold no data, open nothing and give nobody a right, or what they do is judged at the
 * resource that they belong to.
 */
const known: readonly RegExp[] = [
  // Parts of networks that carry what their groups, routes and lists let through.
  /^aws:ec2\/(eip|natGateway|egressOnlyInternetGateway|vpcDhcpOptions|vpcDhcpOptionsAssociation|mainRouteTableAssociation|networkInterface|placementGroup|managedPrefixList|securityGroupAssociation|vpcEndpoint(RouteTableAssociation|SubnetAssociation|SecurityGroupAssociation)|vpcIpv4CidrBlockAssociation|vpnGateway):/,
  // Parts of balancing and scaling.
  /^aws:(lb|alb)\/(targetGroupAttachment|listenerCertificate):/, /^aws:appautoscaling\//, /^aws:ecs\/(clusterCapacityProviders|capacityProvider|accountSettingDefault):/,
  // Certificates and names.
  /^aws:acm\//, /^aws:route53\/(zoneAssociation|delegationSet|recordsExclusive|cidr\w*|healthCheck|hostedZoneDnsSec|keySigningKey):/, /^aws:servicediscovery\//, /^aws:(route53recovery\w*|arcregionswitch)\//,
  // Parts of databases and backups.
  /^aws:rds\/(parameterGroup|proxyDefaultTargetGroup|proxyEndpoint|proxyTarget|clusterEndpoint|clusterRoleAssociation|optionGroup|eventSubscription):/,
  /^aws:backup\/(restoreTesting\w*|vaultNotifications|globalSettings|regionSettings|framework|reportPlan):/, /^aws:secretsmanager\/secretVersion:/,
  // Parts of buckets and keys.
  /^aws:s3\/(bucketNotification|bucketCorsConfiguration|bucketRequestPaymentConfiguration|bucketObjectv2|bucketIntelligentTieringConfiguration|bucketMetric|inventory|directoryBucket):/, /^aws:kms\/alias:/,
  // Functions: versions, calls and names.
  /^aws:lambda\/(alias|invocation|provisionedConcurrencyConfig|layerVersion|runtimeManagementConfig|functionRecursionConfig|functionEventInvokeConfig):/,
  // Interfaces: their parts. What they let in is judged at methods, routes and stages.
  /^aws:apigateway\/(account|apiKey|authorizer|basePathMapping|deployment|gatewayResponse|integration|integrationResponse|methodResponse|model|requestValidator|resource|usagePlan|usagePlanKey|vpcLink|documentation\w*|clientCertificate):/,
  /^aws:apigatewayv2\/(api|apiMapping|authorizer|deployment|integration|integrationResponse|model|routeResponse|vpcLink):/,
  /^aws:appsync\/(apiKey|dataSource|domainName|domainNameApiAssociation|function|resolver|sourceApiAssociation|type):/,
  // Identities: their parts.
  /^aws:cognito\/(resourceServer|userGroup|userPoolDomain|userPoolUICustomization|identityProvider|riskConfiguration|identityPoolProviderPrincipalTag|logDeliveryConfiguration|managedLoginBranding|managedUserPoolClient|userInGroup|userPoolReplica):/,
  /^aws:iam\/(instanceProfile|serviceLinkedRole|openIdConnectProvider|group|groupMembership|accountAlias|accountPasswordPolicy|rolePoliciesExclusive|rolePolicyAttachmentsExclusive|policyAttachment):/,
  // Watching.
  /^aws:cloudwatch\/(dashboard|compositeAlarm|eventRule|eventTarget|eventBus|eventArchive|eventPermission|logMetricFilter|logStream|logSubscriptionFilter|logDelivery\w*|queryDefinition|metricStream|logDataProtectionPolicy|logDestination|logAccountPolicy|insightRule):/,
  /^aws:(scheduler|xray|synthetics|cloudcontrol|chatbot|resourcegroups|ssmcontacts|ssmincidents|fis|appconfig|budgets|costexplorer|cur|servicequotas|oam)\//,
  // Messages.
  /^aws:(ses|sesv2|pinpoint|pinpointsmsvoicev2)\//, /^aws:sqs\/(redrivePolicy|redriveAllowPolicy):/, /^aws:sns\/(platformApplication|smsPreferences|topicDataProtectionPolicy):/,
  // Streams, analysis and deployment.
  /^aws:(codedeploy|codestarconnections|codeconnections|lakeformation)\//, /^aws:glue\/(catalogDatabase|catalogTable|classifier|partition|partitionIndex|trigger|workflow|dataQualityRuleset|schema|registry):/, /^aws:athena\/(database|dataCatalog|namedQuery|preparedStatement):/, /^aws:quicksight\/(analysis|dashboard|dataSet|folder\w*|group\w*|ingestion|namespace|template\w*|theme|user|vpcConnection|refreshSchedule|accountSettings|accountSubscription):/, /^aws:kinesis\/(streamConsumer|analyticsApplication):/, /^aws:dynamodb\/(tableItem|tag|contributorInsights|kinesisStreamingDestination|tableExport):/, /^aws:codepipeline\/(webhook|customActionType):/, /^aws:codebuild\/(reportGroup|sourceCredential|webhook|fleet):/, /^aws:ecr\/(pullThroughCacheRule|repositoryCreationTemplate|accountSetting):/, /^aws:pipes\//, /^aws:sfn\/alias:/, /^aws:sfn\/activity:/,
  /^aws:cloudfront\/(cachePolicy|function|keyGroup|keyValueStore|originAccessControl|originRequestPolicy|publicKey|realtimeLogConfig|vpcOrigin|monitoringSubscription|continuousDeploymentPolicy|fieldLevel\w*):/,
  /^aws:wafv2\/(ipSet|regexPatternSet|ruleGroup|webAclRuleGroupAssociation|apiKey):/, /^aws:cloudtrail\/eventDataStore:/, /^aws:inspector2\//, /^aws:guardduty\//, /^aws:securityhub\//, /^aws:accessanalyzer\//,
  // The same of the other provider.
  /^aws-native:cognito:(UserPoolDomain|UserPoolGroup|UserPoolReplica|UserPoolRegionalConfigurationAttachment|UserPoolResourceServer|UserPoolRiskConfigurationAttachment|LogDeliveryConfiguration|ManagedLoginBranding|Terms|UserPoolUiCustomizationAttachment|UserPoolIdentityProvider|IdentityPoolPrincipalTag)$/,
  /^aws-native:(ses|pinpoint|smsvoice|arcregionswitch|route53recovery\w*|scheduler|synthetics|resiliencehub):/,
];

/** Whether it is known that no rule needs to speak about a type. */
export function isKnownType(type: string): boolean {
  return known.some((pattern) => pattern.test(type));
}
