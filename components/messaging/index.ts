export { publishTo, receiveFrom, sendTo, type ChannelEnd } from "./access";
export { Queue, type QueueArgs } from "./queue";
export { Topic, type Publisher, type Subscribers, type TopicArgs } from "./topic";
