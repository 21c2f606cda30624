import { Signer } from "@aws-sdk/rds-signer";
import { settings } from "../shared/environment";
import { postgres } from "../shared/postgres";
import { serverFrom } from "../shared/server";
import { answer, type Answer, type Question } from "./answer";

/** Writes an epoch, or reads a heartbeat, in this place's database. The only function of a failover with a leg in the network. */
export async function handler(event: Question): Promise<Answer> {
  const setting = settings(process.env, ["AWS_REGION", "DATABASE_READ_HOST", "DATABASE_USER"]);
  const writer = serverFrom(process.env);
  const reader = { ...writer, host: setting("DATABASE_READ_HOST") };
  const username = setting("DATABASE_USER");
  const token = (hostname: string): Promise<string> => new Signer({ hostname, port: writer.port, username, region: setting("AWS_REGION") }).getAuthToken();
  return answer(event, { writer: postgres(writer), reader: postgres(reader), login: async (kind) => ({ username, password: await token(kind === "writer" ? writer.host : reader.host) }) });
}
