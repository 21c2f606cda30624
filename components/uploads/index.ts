export { eraseUploads, inspectUploads, quarantineTag, signUploads, usersPrefix, workThrough, type QueueEnd } from "./access";
export { Notices, type NoticesArgs } from "./notices";
export { Uploads, type UploadsArgs } from "./uploads";
export { Worker, type WorkerArgs } from "./worker";
