// axe finds nothing on any page on a desk, in light and dark, and nothing is wider than the screen.
import { accessible, ALL, COLOURS } from './access.mjs';

const viewport = { width: 1280, height: 900 };

accessible([
  { name: 'a desk in the light', viewport, colorScheme: 'light', rules: ALL },
  { name: 'a desk in the dark', viewport, colorScheme: 'dark', rules: COLOURS },
]);
