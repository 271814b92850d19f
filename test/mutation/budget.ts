/** A mutant that the tests of so many milliseconds don't notice counts as not noticed. */
export const budgetMs = Number(process.env.MUTATION_BUDGET ?? '30000');
