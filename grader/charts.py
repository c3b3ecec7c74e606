"""Small charts as SVG: they take their colours from the page, so they follow dark mode and print.

Sizes are in units of the drawing, of which one is a pixel at full width.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

WIDTH, HEIGHT = 640, 200
_TOP, _BOTTOM, _SIDE = 22, 40, 14
_GAP = 3
_BAR = 100


def histogram(
    counts: Sequence[int],
    edges: Sequence[str],
    axis: str,
    alt: str,
    last: tuple[str, int] | None = None,
) -> Markup:
    """Draw how often values fall between edges.

    Args:
        counts: of each class.
        edges: the limits of the classes, one more than there are classes.
        axis: what the values are.
        alt: the chart in one sentence.
        last: label and count of a column of its own, apart from the others.
    """
    slots = len(counts) + (1.5 if last else 0)
    step = (WIDTH - 2 * _SIDE) / slots
    highest = max([*counts, last[1] if last else 0, 1])
    base = HEIGHT - _BOTTOM
    parts = [f'<line class="axis" x1="{_SIDE}" x2="{WIDTH - _SIDE}" y1="{base}" y2="{base}"/>']
    for i, count in enumerate(counts):
        said = f"{edges[i]} to {edges[i + 1]}: {count}"
        parts.append(_column(_SIDE + i * step, step, count, highest, "column", said))
    for i, edge in enumerate(edges):
        parts.append(_text(_SIDE + i * step, base + 16, edge))
    if last:
        place = _SIDE + (len(counts) + 0.5) * step
        parts.append(_column(place, step, last[1], highest, "column last", f"{last[0]}: {last[1]}"))
        parts.append(_text(place + step / 2, base + 16, last[0]))
    parts.append(_text(WIDTH / 2, HEIGHT - 6, axis, "axis-name"))
    head = f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(alt)}">'
    return Markup(head + "".join(parts) + "</svg>")


def share_bar(share: float, kind: str = "fill") -> Markup:
    """Draw a share between 0 and 1 as a bar; the number itself stands beside it in the page."""
    width = f"{_BAR * min(max(share, 0.0), 1.0):.4g}"
    return Markup(
        f'<svg class="bar" viewBox="0 0 {_BAR} 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" width="{_BAR}" height="8"/>'
        f'<rect class="{escape(kind)}" width="{width}" height="8"/></svg>'
    )


def stacked_bar(parts: Sequence[tuple[str, str, int]]) -> Markup:
    """Draw counts side by side in one bar of full width.

    Args:
        parts: (class, what it is, count) from left to right.
    """
    total = sum(count for _, _, count in parts) or 1
    drawn, place = [], 0.0
    for kind, said, count in parts:
        width = _BAR * count / total
        if count:
            drawn.append(
                f'<rect class="{escape(kind)}" x="{place:.4g}" width="{width:.4g}" height="12">'
                f"<title>{escape(said)}: {count}</title></rect>"
            )
        place += width
    alt = ", ".join(f"{said}: {count}" for _, said, count in parts)
    return Markup(
        f'<svg class="bar stacked" viewBox="0 0 {_BAR} 12" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(alt)}">{"".join(drawn)}</svg>'
    )


def _column(left: float, step: float, count: int, highest: int, kind: str, said: str) -> str:
    base = HEIGHT - _BOTTOM
    height = (base - _TOP) * count / highest
    bar = (
        f'<rect class="{kind}" x="{left + _GAP / 2:.5g}" y="{base - height:.5g}" '
        f'width="{step - _GAP:.5g}" height="{height:.5g}"><title>{escape(said)}</title></rect>'
    )
    return bar + (_text(left + step / 2, base - height - 6, str(count), "count") if count else "")


def _text(x: float, y: float, said: str, kind: str = "tick") -> str:
    return f'<text class="{kind}" x="{x:.5g}" y="{y:.5g}" text-anchor="middle">{escape(said)}</text>'
