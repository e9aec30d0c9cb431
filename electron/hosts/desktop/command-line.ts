/** Switches of Chromium that an operator may need for a screen or a graphics driver; they are not ours to judge. */
const CHROMIUM =
  /^--(ozone-platform|ozone-platform-hint|enable-features|disable-gpu|force-device-scale-factor|enable-logging)(=|$)/;

/** Our own arguments. Packaged there is only the program before them; otherwise also the folder that Electron was given. */
export function ownArguments(argv: readonly string[], isPackaged: boolean): string[] {
  return argv.slice(isPackaged ? 1 : 2).filter((argument) => !CHROMIUM.test(argument));
}
