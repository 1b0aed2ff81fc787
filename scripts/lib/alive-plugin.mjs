// Tells that a page still runs script: it says so every few seconds, over Web Test Runner's own socket, which no test counts.

const EVERY_MS = 5000;

/** @param {() => void} alive called each time that a page says so */
export function alivePlugin(alive) {
  return {
    name: 'uggla-alive',
    async executeCommand({command}) {
      if (command !== 'uggla-alive') return undefined;
      alive();
      return {};
    },
  };
}

/** What a page loads for it. */
export const aliveScript = `<script type="module">
  import {executeServerCommand} from '@web/test-runner-commands';
  setInterval(() => executeServerCommand('uggla-alive').catch(() => undefined), ${EVERY_MS});
</script>`;
