// axe finds nothing on any page on a telephone, in light and dark, and nothing is wider than the screen.
import { accessible, ALL, COLOURS } from './access.mjs';

const viewport = { width: 360, height: 740 };

accessible([
  { name: 'a telephone in the light', viewport, colorScheme: 'light', rules: ALL },
  { name: 'a telephone in the dark', viewport, colorScheme: 'dark', rules: COLOURS },
]);
