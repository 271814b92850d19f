/** A node of Babel's syntax tree, as far as it is read here. */
type Node = { type: string; id?: Node; callee?: Node; name?: string };
type NodePath = { node: Node; key: unknown; parent?: Node; parentPath?: NodePath | null };

/** The mutations that are left out, each with its reason: they stand in `docs/mutation.md`. */
export const ignored = {
  access: 'the grants `…Access`: they are data for the templates, and `npm run test:infra` compares each one',
  message: 'the text of an error that is thrown',
};

/** Finds what is left out of the mutations, for Stryker's instrumenter. */
export const ignorer = {
  shouldIgnore(path: NodePath): string | undefined {
    const { node, parent } = path;
    if (node.type === 'VariableDeclarator' && node.id?.name?.endsWith('Access')) return ignored.access;
    const isText = node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
    if (isText && parent?.type === 'NewExpression' && parent.callee?.name?.endsWith('Error')) {
      return ignored.message;
    }
    return undefined;
  },
};
