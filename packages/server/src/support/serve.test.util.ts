import {serve, type ServeOptions} from '../index.js';

process.once('disconnect', () => process.exit()); // the tests are over, however they ended

// The process that tests start: options come as JSON, the address goes back as a message.
try {
  const {url, port, adminLink} = await serve(JSON.parse(process.argv[2]!) as ServeOptions);
  process.send!({url, port, adminLink});
} catch (error) {
  process.send!({failed: `${(error as {code?: string}).code}: ${(error as Error).message}`});
  process.disconnect();
}
