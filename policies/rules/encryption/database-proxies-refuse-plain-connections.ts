import { mustBe } from "../../lib/finding";
import { resourceRule } from "../../lib/rule";
import { tokens } from "../../lib/tokens";

/** A proxy takes plain connections by default, whatever the database behind it demands. */
export const databaseProxiesRefusePlainConnections = resourceRule({
  name: "encryption-database-proxies-refuse-plain-connections",
  description: "Proxies of databases take no connection without TLS.",
  severity: "high",
  types: tokens.databaseProxies,
  fix: "Set requireTls: true.",
  controls: ["RDS.43"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy.howitworks.html#rds-proxy-security.tls",
}, ({ props }) => mustBe("requireTls", props["requireTls"], true));
