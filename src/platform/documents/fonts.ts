import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const file = (folder: string, name: string): string => require.resolve(`@expo-google-fonts/${folder}/${name}.ttf`);

/** The faces that PDF files carry: Source Serif for signed words, Source Sans for the rest, Noto for the scripts of the region. */
export const fontFiles = (): string[] => [
  ...['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'].flatMap((weight) => [
    file('source-sans-3', `${weight}/SourceSans3_${weight}`),
    file('source-serif-4', `${weight}/SourceSerif4_${weight}`),
  ]),
  ...[
    ['noto-sans-khmer', 'NotoSansKhmer'],
    ['noto-sans-lao', 'NotoSansLao'],
    ['noto-sans-thai', 'NotoSansThai'],
    ['noto-sans-myanmar', 'NotoSansMyanmar'],
  ].flatMap(([folder, name]) => ['400Regular', '700Bold'].map((weight) => file(`${folder}`, `${weight}/${name}_${weight}`))),
];

/** The families in the order in which a letter is looked for. The last two come with Typst. */
export const FAMILIES = {
  sans: [
    'Source Sans 3',
    'Noto Sans Khmer',
    'Noto Sans Lao',
    'Noto Sans Thai',
    'Noto Sans Myanmar',
    'Libertinus Serif',
    'DejaVu Sans Mono',
  ],
  serif: [
    'Source Serif 4',
    'Noto Sans Khmer',
    'Noto Sans Lao',
    'Noto Sans Thai',
    'Noto Sans Myanmar',
    'Libertinus Serif',
    'DejaVu Sans Mono',
  ],
} as const;
