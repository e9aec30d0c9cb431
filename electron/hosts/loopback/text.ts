/** Seen in a browser that came without a session: what to do, in both languages, since nobody has chosen one yet. */
export const NEED_LINK_PAGE = [
  '此链接无效或已用过。请在启动指挥台的命令行再次运行 npm start，打开它给出的新链接。',
  'This link is not valid or was already used. Run npm start again and open the new link that it prints.',
  '',
].join('\n');
