/** The look of the reference: the colours of the page at `/`, in light and dark as the reader's system has it. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f4f0, #16171a); --panel: light-dark(#ffffff, #1f2125); --line: light-dark(#dcd8d0, #34373d);
  --text: light-dark(#1d1e21, #ecebe8); --faint: light-dark(#64625d, #a09e99); --accent: light-dark(#a8481c, #f0935f);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 12px; }
body { margin: 0 auto; max-width: 1180px; padding: 0 20px 60px; background: var(--ground); color: var(--text); font: 15px/1.55 system-ui, sans-serif;
  display: grid; grid-template-columns: 230px minmax(0, 1fr); gap: 0 32px; }
header { grid-column: 1 / -1; padding: 22px 0 14px; border-bottom: 1px solid var(--line); margin-bottom: 20px; }
h1 { font-size: 21px; margin: 0; letter-spacing: -.01em; }
header p { margin: 2px 0 0; color: var(--faint); }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
h1 a { color: inherit; text-decoration: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 4px 4px 24px; font-size: 14px; }
nav h2 { font-size: 13px; margin: 14px 0 2px; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; color: inherit; text-decoration: none; padding: 2px 0; line-height: 1.35; }
nav a:hover { color: var(--accent); }
section > h2 { font-size: 19px; margin: 34px 0 4px; }
section:first-child > h2 { margin-top: 0; }
article { background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 16px 18px; margin: 14px 0; }
article:target { border-color: var(--accent); }
h3 { font-size: 16px; margin: 0 0 4px; }
h3 small { font-weight: 400; color: var(--faint); }
h4 { font-size: 13px; margin: 18px 0 6px; color: var(--faint); }
p { margin: 6px 0; }
code, pre { font: 13px/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--ground); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; margin: 0; overflow-x: auto; overflow-wrap: normal; }
.path span { font-weight: 700; font-size: 13px; color: var(--accent); margin-right: 4px; }
.key { color: var(--faint); font-size: 14px; }
dl { margin: 0; border-top: 1px solid var(--line); }
dt { padding-top: 8px; }
dt code { font-weight: 700; }
dt i, dt span { font-style: normal; color: var(--faint); font-size: 14px; margin-left: 6px; overflow-wrap: anywhere; }
dt b { font-size: 13px; color: var(--accent); margin-left: 6px; font-weight: 600; }
dd { margin: 0; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
dd p { margin: 2px 0 0; }
dd dl { margin: 8px 0 0 12px; padding-left: 12px; border-top: 0; border-left: 2px solid var(--line); }
dd dd:last-child { border-bottom: 0; padding-bottom: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; border-top: 1px solid var(--line); padding: 6px 0; }
th { width: 56px; font: 700 13px/1.75 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
td > p:first-child, td > ul:first-child { margin-top: 0; }
td ul { margin: 0; padding-left: 0; list-style: none; }
td dl { margin-top: 6px; }
.old > summary { cursor: pointer; color: var(--faint); margin-top: 10px; }
@media (max-width: 780px) {
  body { display: block; padding: 0 14px 40px; }
  nav { position: static; max-height: none; padding: 0 0 14px; border-bottom: 1px solid var(--line); margin-bottom: 20px; display: flex; flex-wrap: wrap; gap: 2px 14px; }
  nav ul { display: none; }
  nav h2 { font-weight: 500; font-size: 15px; margin: 4px 0; }
}
`
