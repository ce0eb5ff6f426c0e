/** The colours of paper, without the sign before them: those of the pages in daylight (`src/platform/ui/css/tokens.css`). */
export const COLOURS = {
  ink: '14213d',
  words: '12151b',
  muted: '565f6d',
  line: 'd9d5ca',
  tint: 'f2efe8',
  sheet: 'ffffff',
  link: '1b4a86',
  wall: '54307f',
  wallSoft: 'f1eaf9',
} as const;
