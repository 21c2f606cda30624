import { Service, type ServiceArgs } from "../../../components/service";
import { record } from "../../support/record";
import { argsOf } from "./fixture";

/** The service that tests build. */
export const name = "use2-service-api";

/** Builds it alone, with some arguments changed. */
export const build = async (change: Partial<ServiceArgs> = {}) => record((opts) => new Service(name, argsOf(change), opts));
