// What the embedding page asks for in data attributes of the script's element. Whatever makes no sense is passed over.

const MOST_QUESTIONS = 5;
const READABLE = 4.5; // WCAG 2.2, 1.4.3
const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];
const SURFACES = { light: WHITE, dark: [24, 36, 44] };

function readOptions(data) {
  const given = (name) => data[name]?.trim() || DEFAULTS[name];
  const questions = (data.questions ?? DEFAULTS.questions).split("|");
  return {
    title: given("title"),
    button: given("button"),
    greeting: given("greeting"),
    questions: questions.map((question) => question.trim()).filter(Boolean).slice(0, MOST_QUESTIONS),
    colour: parsedColour(data.colour ?? data.color) ?? parsedColour(DEFAULTS.colour),
    corner: data.corner === "left" ? "left" : "right",
    easy: data.easy !== undefined && data.easy !== "false",
  };
}

// Red, green and blue from 0 to 255 of #rgb or #rrggbb; null for anything else.
function parsedColour(text) {
  const [, digits] = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text?.trim() ?? "") ?? [];
  if (!digits) return null;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g);
  return pairs.map((pair) => parseInt(pair, 16));
}

// Relative luminance and contrast ratio as WCAG 2.2 defines them.
function luminance(colour) {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

// The colour, made darker or lighter only as far as it takes to be read on the surface.
function readable(colour, surface) {
  const towards = luminance(surface) > 0.5 ? BLACK : WHITE;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = colour.map((value, i) => Math.round(value + (towards[i] - value) * share));
    if (contrast(mixed, surface) >= READABLE) return mixed;
  }
  return towards;
}

// The one of black and white that is read best on a colour: always at least 4.58 to 1.
function textOn(colour) {
  return contrast(WHITE, colour) >= contrast(BLACK, colour) ? WHITE : BLACK;
}

function palette(colour) {
  const rule = (fill, link) =>
    `.root{--fill:rgb(${fill});--on-fill:rgb(${textOn(fill)});--link:rgb(${link})}`;
  const [onLight, onDark] = [readable(colour, SURFACES.light), readable(colour, SURFACES.dark)];
  return `${rule(colour, onLight)}@media(prefers-color-scheme:dark){${rule(onDark, onDark)}}`;
}
