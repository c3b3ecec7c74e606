"""What became of the values that were tried for a setting."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from autils.figures import chart
from autils.style import BLUE, INK, MUTED, describe, styled


@styled
def plot_settings(
    results: dict[str, dict[Any, float]],
    quantity: str = "validation accuracy",
    title: str | None = None,
    figsize: tuple[float, float] | None = None,
) -> Figure:
    """Draw a quantity for the values tried of each setting, one small panel per setting.

    Args:
        results: for each setting, the quantity for each value tried:
            ``{"hidden width": {5: 0.85, 10: 0.9}, "learning rate": {1e-3: 0.9, 1e-2: 0.88}}``.
        quantity: what was measured; more of it is better.
        title: heading; None names the quantity.
        figsize: width and height in inches.

    Returns:
        The figure; the best value of each panel stands in bold, and ``fig.alt_text`` lists all.

    Raises:
        ValueError: there is no setting, or one without values.
    """
    if not results or not all(results.values()):
        raise ValueError(f"Each setting needs at least one value; got {results}.")
    fig = chart(figsize or (3.2 * len(results) + 0.8, 2.8), title or f"{quantity.capitalize()} by setting")
    words = []
    for ax, (setting, measured) in zip(
        fig.subplots(1, len(results), sharey=True, squeeze=False)[0], results.items(), strict=True
    ):
        names = [f"{value:g}" if isinstance(value, (int, float)) else str(value) for value in measured]
        heights = list(measured.values())
        ax.plot(range(len(names)), heights, "o-", color=BLUE)
        best = int(np.argmax(heights))
        for place, height in enumerate(heights):
            looks: dict[str, Any] = (
                {"fontweight": "bold", "color": INK} if place == best else {"color": MUTED}
            )
            ax.annotate(
                f"{height:.3f}", (place, height), (0, 7), textcoords="offset points", ha="center",
                fontsize=9, path_effects=[withStroke(linewidth=3, foreground="white")], **looks,
            )  # fmt: skip
        ax.set_xticks(range(len(names)), labels=names)
        ax.margins(x=0.16, y=0.22)
        ax.set_xlabel(setting)
        ax.grid(axis="y")
        listed = ", ".join(f"{height:.3f} for {name}" for name, height in zip(names, heights, strict=True))
        words.append(f"{setting}: {listed}")
    fig.axes[0].set_ylabel(quantity)
    return describe(fig, f"{quantity.capitalize()} by {'; by '.join(words)}.")
