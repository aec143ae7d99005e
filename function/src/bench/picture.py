"""Draws the rows' first answers as an SVG that is legible on light and on dark pages. Needs matplotlib."""

INK = "#7d8590"  # a grey between a white and a black page
COLOURS = {"empty": "#8b949e", "hamlet": "#2f81f7", "lecture": "#d29922"}


def draw(groups, file):
    """groups: title -> row name -> summary with p50 and p90; an SVG of fixed bytes for the same figures."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "hamlet", "font.family": "sans-serif", "font.size": 10,
                                "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK})
    import matplotlib.pyplot as plot

    tallest = max(map(len, groups.values()))
    figure, all_axes = plot.subplots(1, len(groups), figsize=(9, 0.8 + 0.38 * tallest), squeeze=False, sharey=True)
    for axes, (title, rows) in zip(all_axes[0], groups.items()):
        _bars(axes, title, rows)
    all_axes[0][0].invert_yaxis()  # the axes share it
    figure.tight_layout()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    plot.close(figure)


def _bars(axes, title, rows):
    names = list(rows)
    medians = [rows[name]["p50"] for name in names]
    over = [rows[name]["p90"] - rows[name]["p50"] for name in names]
    axes.barh(names, medians, xerr=[[0] * len(names), over], color=[COLOURS[name.partition("-")[0]] for name in names],
              ecolor=INK, capsize=2, height=0.62)
    widest = max(rows[name]["p90"] for name in names)
    for index, name in enumerate(names):
        axes.text(rows[name]["p90"] + widest * 0.02, index, f"{medians[index]:.0f}", va="center")
    axes.set_xlim(0, widest * 1.14)
    axes.set_title(title, fontsize=10)
    axes.set_xlabel("ms to the first answer: median, line to p90")
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
