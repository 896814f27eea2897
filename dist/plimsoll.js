#!/usr/bin/env node
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('plimsoll needs Node 24 or newer, this is ' + process.version + '. Try: npx -p node@24 -p plimsoll plimsoll');
  process.exitCode = 2;
} else {
  await import('./cli.js');
}
