// Lets a script import our own TypeScript before anything is built: Node strips the types, this hook finds the file
// that `./x.js` stands for.
import module from 'node:module';

module.registerHooks?.({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (error.code === 'ERR_MODULE_NOT_FOUND' && specifier.startsWith('.') && context.parentURL?.endsWith('.ts')) {
        return next(specifier.replace(/\.js$/, '.ts'), context);
      }
      throw error;
    }
  },
});
