/** What each is called where it comes from. */
const names = {
  ffmpeg: {apt: 'ffmpeg', brew: 'ffmpeg', winget: 'ffmpeg'},
  chromium: {apt: 'chromium', brew: '--cask chromium', winget: 'Google.Chrome'},
  'espeak-ng': {apt: 'espeak-ng', brew: 'espeak-ng', winget: 'eSpeak-NG.eSpeak-NG'},
} as const;

/** The command that installs a tool on this system. */
export function installLine(tool: keyof typeof names): string {
  const {apt, brew, winget} = names[tool];
  if (process.platform === 'darwin') return `brew install ${brew}`;
  if (process.platform === 'win32') return `winget install ${winget}`;
  return `sudo apt-get install ${apt}`;
}
