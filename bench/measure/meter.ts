/**
 * Loaded before the program that is measured (`--import`): tells the benchmark, when it asks, how much processor time the process has used.
 * It does not keep the process alive, and changes nothing else.
 */
process.on('message', (asked: unknown) => {
  if (asked === 'cpu') process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage.rss() });
});
process.channel?.unref();
