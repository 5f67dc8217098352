// Stands in for the native `solc` program, as far as forge and build scripts use it: `solc --version`, and
// `solc --standard-json` with the JSON on standard input. The compiler itself is npm's `solc` module.
'use strict';

const solc = require('solc');

if (process.argv.includes('--version')) {
  const version = solc.version().replace(/\.Emscripten\.clang$/, '.Linux.g++');
  process.stdout.write(
      `solc, the solidity compiler commandline interface\nVersion: ${version}\n`);
} else if (process.argv.includes('--standard-json')) {
  const input = require('fs').readFileSync(0, 'utf8');
  const missing = path => ({error: `${path}: not among the sources of the JSON input`});
  process.stdout.write(solc.compile(input, {import: missing}) + '\n');
} else {
  process.stderr.write('solc: only --version and --standard-json are known here\n');
  process.exit(2);
}
