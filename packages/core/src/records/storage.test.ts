import {expect} from '@open-wc/testing';
import {makeStatement, open} from './records.test.kit.js';

// A page of its own: it has opened no database yet.
describe('a browser without IndexedDB', () => {
  it('is told with a code and a cure, and is asked again the next time', async () => {
    const own = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'open')!;
    const blocked = new DOMException('The operation is insecure', 'SecurityError');
    Object.defineProperty(IDBFactory.prototype, 'open', {
      ...own,
      value: () => {
        throw blocked;
      },
    });
    const error = await open({records: 'local'}).then(
      () => expect.fail('it opened'),
      (caught: {code: string; cure: string; cause: unknown}) => caught,
    );
    Object.defineProperty(IDBFactory.prototype, 'open', own);
    expect([error.code, error.cause]).to.deep.equal(['records-storage-unavailable', blocked]);
    expect(error.cure).to.contain('private browsing');
    const records = await open({records: 'local'});
    const statement = makeStatement();
    await records.record(statement);
    expect(await records.exportRecords()).to.deep.equal([statement]);
  });
});
