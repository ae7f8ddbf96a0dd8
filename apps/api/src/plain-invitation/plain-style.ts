/** Looks of the plain pages, as a file: our pages allow no style of their own. Contrast is 4.5:1 or more, targets are 44 px high. */
export const PLAIN_STYLE = `
* { box-sizing: border-box; }
html { color-scheme: light; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: #fff; color: #0b0c0c; font: 18px/1.5 Arial, Helvetica, sans-serif; overflow-wrap: anywhere; }
header { background: #1d4f91; color: #fff; }
header > div, main { max-width: 640px; margin: 0 auto; padding: 12px 16px; }
header > div { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px; font-weight: bold; }
header form { margin: 0; }
header a, header button { display: inline-block; min-height: 44px; padding: 8px; border: 0; background: none; color: #fff; font: inherit; font-weight: normal; line-height: 28px; text-decoration: underline; cursor: pointer; }
main { padding-bottom: 48px; }
h1 { margin: 24px 0 16px; font-size: 30px; line-height: 1.2; }
h2 { margin: 32px 0 8px; font-size: 22px; line-height: 1.3; }
p { margin: 0 0 16px; }
dl { margin: 0 0 24px; }
dt { font-weight: bold; }
dd { margin: 0 0 12px; padding-bottom: 12px; border-bottom: 1px solid #b1b4b6; }
fieldset { margin: 0 0 16px; padding: 0; border: 0; }
legend { margin-bottom: 8px; padding: 0; font-size: 22px; font-weight: bold; }
label { display: block; font-weight: bold; }
.choice { display: flex; align-items: center; gap: 12px; min-height: 44px; font-weight: normal; }
.choice input { flex: none; width: 26px; height: 26px; margin: 0; }
.hint { margin: 0 0 4px; color: #505a5f; }
input[type="text"], textarea { width: 100%; min-height: 44px; padding: 8px; border: 2px solid #0b0c0c; border-radius: 0; background: #fff; color: inherit; font: inherit; }
main button { min-height: 48px; margin: 0 0 16px; padding: 10px 20px; border: 2px solid #1d4f91; border-radius: 0; background: #1d4f91; color: #fff; font: inherit; font-weight: bold; cursor: pointer; }
main button.second { background: #fff; color: #1d4f91; }
.problem { margin: 0 0 24px; padding: 16px; border: 4px solid #ca3535; font-weight: bold; }
.problem p, .inset p { margin: 0; }
.inset { margin: 0 0 24px; padding: 8px 16px; border-inline-start: 8px solid #b1b4b6; }
:focus-visible { outline: 3px solid #fd0; outline-offset: 0; box-shadow: 0 0 0 5px #0b0c0c; }
`;
