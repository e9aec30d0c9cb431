/** better-sqlite3 13 is Node-API 10 and crashes with a segmentation fault below this. */
const NEEDED = 24;

/** Ends the process with one clear line when it runs under an older Node, before anything native is loaded. */
export function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= NEEDED) return;
  console.error(
    `联治指挥台需要 Node ${NEEDED}，这里是 ${process.versions.node}。请经 npm 脚本启动（npm start、npm test）。\n` +
      `Lianzhi Console needs Node ${NEEDED}, this is ${process.versions.node}. Start it through npm scripts (npm start, npm test).`,
  );
  process.exit(1);
}
