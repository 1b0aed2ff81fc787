import {
  HandleEmptyInListsPlugin,
  OperationNodeTransformer,
  RawNode,
  replaceWithNoncontingentExpression,
  type DataTypeNode,
  type KyselyPlugin,
  type OperatorNode,
} from 'kysely';

/**
 * What our tables and queries mean, in PostgreSQL’s words. Text is compared letter by letter, whatever language the database was made
 * for: times and order would depend on it. `like` looks past capitals, as SQLite’s does. Numbers have room.
 */
class ToPostgres extends OperationNodeTransformer {
  protected override transformDataType(node: DataTypeNode): DataTypeNode {
    const word = typeof node.dataType === 'string' ? words[node.dataType] : undefined;
    return word === undefined ? node : (RawNode.createWithSql(word) as unknown as DataTypeNode);
  }

  protected override transformOperator(node: OperatorNode): OperatorNode {
    return node.operator === 'like' ? {...node, operator: 'ilike'} : node;
  }
}

const words: Record<string, string> = {
  text: 'text collate "C"',
  blob: 'bytea',
  integer: 'bigint',
  real: 'double precision',
};

const transformer = new ToPostgres();

/** What stands between our queries and a PostgreSQL. An empty list (`in ()`) is none there. */
export const postgresPlugins: KyselyPlugin[] = [
  {
    transformQuery: ({node, queryId}) => transformer.transformNode(node, queryId),
    transformResult: ({result}) => Promise.resolve(result),
  },
  new HandleEmptyInListsPlugin({strategy: replaceWithNoncontingentExpression}),
];
