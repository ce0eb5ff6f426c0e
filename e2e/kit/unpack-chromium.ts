// Run by chromium.ts in a process of its own: the package unpacks into TMPDIR and, told that it is on a bare system, changes the
// environment so that its browser finds the libraries that came with it.
const { default: chromium } = await import('@sparticuz/chromium');
await chromium.executablePath();
process.stdout.write(process.env.LD_LIBRARY_PATH ?? '');
