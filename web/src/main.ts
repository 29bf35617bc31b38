// Where the pages begin.
import './design/fonts.css';
import './design/tokens.css';
import './design/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { theme } from './design/theme.svelte';

theme.start();
const target = document.getElementById('pages');
if (target) mount(App, { target });
