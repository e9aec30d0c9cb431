type Fields = Readonly<Record<string, unknown>>;

/** For engineers; one line an event. Officers' texts never go through it. */
export interface Logger {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

/** Lines of `time level message {fields}` on standard error; standard output stays for what scripts read. */
export function createLogger(write: (line: string) => void = (line) => process.stderr.write(line)): Logger {
  function line(level: string, message: string, fields?: Fields): void {
    write(`${new Date().toISOString()} ${level} ${message}${fields ? ` ${JSON.stringify(fields)}` : ''}\n`);
  }
  return {
    info: (message, fields) => line('info', message, fields),
    warn: (message, fields) => line('warn', message, fields),
    error: (message, fields) => line('error', message, fields),
  };
}

export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
