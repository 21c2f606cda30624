export type { Answer, Answers, Call, Place, Question } from "./answers";
