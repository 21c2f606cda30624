export { mailFrom, publishTo, pushBy, receiveFrom, sendTo, textFrom, type ChannelEnd } from "./access";
export { type Email, type EmailProof } from "./email";
export { EmailRecords, type DmarcPolicy, type EmailRecordsArgs } from "./email-records";
export { Pinpoint, type PinpointArgs } from "./pinpoint";
export { type PushArgs } from "./push";
export { Queue, type Feed, type QueueArgs } from "./queue";
export { type Sms } from "./sms";
export { QueueReader, TopicListener, type QueueReaderArgs, type TopicListenerArgs } from "./wiring";
export { Topic, type Publisher, type Subscribers, type TopicArgs } from "./topic";
