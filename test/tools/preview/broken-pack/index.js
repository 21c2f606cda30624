throw new Error("no rules today");
