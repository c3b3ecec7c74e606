"""How well text stands out from what is behind it, as a browser has computed both."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator

READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3: text
VISIBLE = 3.0  # 1.4.11: signs and lines that carry meaning

_MEASURE = """root => {
  const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((c, i) => a * c + (1 - a) * below[i]);
  const opacity = e => e ? Number(getComputedStyle(e).opacity) * opacity(e.parentElement) : 1;
  const faded = (colour, e) => { const c = rgba(colour); return [c[0], c[1], c[2], c[3] * opacity(e)]; };
  const behind = e =>
    e ? over(faded(getComputedStyle(e).backgroundColor, e), behind(e.parentElement)) : [255, 255, 255];
  const luminance = colour => {
    const linear = colour.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), e = walker.currentNode.parentElement;
    if (!text || !e.checkVisibility()) continue;
    const ground = behind(e), ink = over(faded(getComputedStyle(e).color, e), ground);
    const [dark, light] = [luminance(ground), luminance(ink)].sort((a, b) => a - b);
    found.push({text, ratio: (light + 0.05) / (dark + 0.05)});
  }
  return found;
}"""


@dataclass(frozen=True)
class Contrast:
    """A piece of visible text and its contrast ratio, from 1 (invisible) to 21 (black on white)."""

    text: str
    ratio: float

    @property
    def is_enough(self) -> bool:
        """Whether it can be read: a single sign needs less than words do."""
        return self.ratio >= (VISIBLE if len(self.text) == 1 else READABLE)


def contrasts(element: Locator) -> list[Contrast]:
    """Return every piece of visible text inside an element, folded parts left out.

    The ratio is that of WCAG 2.2; translucent colours and `opacity` are laid over what is behind them.
    """
    return [Contrast(**found) for found in element.evaluate(_MEASURE)]
