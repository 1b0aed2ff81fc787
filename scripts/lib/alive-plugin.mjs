// Tells that a page still runs script, and at which test it is: it says so every few seconds and as each test begins, over Web
// Test Runner's own socket, which no test counts.

const EVERY_MS = 5000;

/** @param {(test?: string) => void} alive called each time that a page says so, with the test that begins */
export function alivePlugin(alive) {
  return {
    name: 'uggla-alive',
    async executeCommand({command, payload}) {
      if (command !== 'uggla-alive') return undefined;
      alive(payload?.test);
      return {};
    },
  };
}

/** What a page loads for it. */
export const aliveScript = `<script type="module">
  import {executeServerCommand} from '@web/test-runner-commands';
  globalThis.tellAlive = (test) => void executeServerCommand('uggla-alive', {test}).catch(() => undefined);
  setInterval(tellAlive, ${EVERY_MS}, undefined);
</script>`;

/** What stands beside the tests for it; only WebKit's pages have somebody to tell. */
export const beginScript = `beforeEach(function () {
  globalThis.tellAlive?.(this.currentTest.fullTitle());
});`;
