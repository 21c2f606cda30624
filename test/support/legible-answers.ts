import { type Answer, answers, type Answers, type Question } from "../../tools/answers";

/** What a test answers beyond the legible: outputs by type, for what has a form that matters or is no text. */
export type MoreAnswers = (type: string, name: string, inputs: Question["inputs"]) => Readonly<Record<string, unknown>>;

/** Answers that a reader can foresee: each names the resource and the output that it stands for. */
export function legible(more: MoreAnswers): Answers {
  return {
    create: (question) => answer(question, more),
    read: (question) => ({ ...answer(question, more), id: question.id }),
    invoke: ({ token }) => {
      throw new Error(`${token}: components look nothing up; pass the answer in as an argument`);
    },
  };
}

/** The outputs that AWS's answer has, but each text says what it stands for. */
function answer(question: Question, more: MoreAnswers): Answer {
  const { type, name, inputs } = question;
  const outputs = Object.fromEntries(Object.entries(answers.create(question).outputs).map(([key, value]) =>
    [key, typeof value === "string" && inputs[key] === undefined ? `${name}-${key}` : value]));
  return { id: `${name}-id`, outputs: { ...outputs, id: `${name}-id`, ...(outputs["arn"] !== undefined && { arn: `arn:aws:test:::${name}` }), ...more(type, name, inputs) } };
}
