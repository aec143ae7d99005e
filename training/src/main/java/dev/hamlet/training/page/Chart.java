package dev.hamlet.training.page;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** A chart of two axes under construction, in the one style that all have. */
final class Chart {

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final Stroke SOLID = new BasicStroke(2);
    private static final Stroke DASHED = new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
            new float[]{5, 4}, 0);
    // The last label of an axis is centred at its end.
    private static final RectangleInsets PADDING = new RectangleInsets(8, 2, 2, 18);
    private static final double DOT = 7;
    private static final int BAND = 0;

    private final XYSeriesCollection lines = new XYSeriesCollection();
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    private final YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
    private final NumberAxis across;
    private final NumberAxis up;

    Chart(String across, String up) {
        this.across = axis(across);
        this.up = axis(up);
        this.across.setNumberFormatOverride(new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        this.up.setNumberFormatOverride(new DecimalFormat("0.0#", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    }

    private static NumberAxis axis(String name) {
        var axis = new NumberAxis(name);
        axis.setAutoRangeIncludesZero(false);
        axis.setLabelFont(FONT);
        axis.setTickLabelFont(FONT);
        axis.setLabelPaint(Ink.TEXT);
        axis.setTickLabelPaint(Ink.TEXT);
        axis.setAxisLinePaint(Ink.GRID);
        axis.setTickMarkPaint(Ink.GRID);
        return axis;
    }

    /** A range and what lies between two ticks: the library finds room for more of them than can be read. */
    Chart acrossFrom(double low, double high, double tick) {
        across.setRange(low, high);
        across.setTickUnit(new NumberTickUnit(tick));
        return this;
    }

    Chart upFrom(double low, double high) {
        up.setRange(low, high);
        return this;
    }

    /** The points must be given from left to right or as they are to be connected. */
    Chart line(double[][] points) {
        return add(points, Ink.MODEL, SOLID, true, false);
    }

    Chart dottedLine(double[][] points) {
        return add(points, Ink.MODEL, SOLID, true, true);
    }

    Chart dot(double x, double y) {
        return add(new double[][]{{x, y}}, Ink.MODEL, SOLID, false, true);
    }

    Chart reference(double[][] points) {
        return add(points, Ink.REFERENCE, DASHED, true, false);
    }

    /** A line of x, y with a band from the third to the fourth number around it. */
    Chart band(double[][] points) {
        var series = new YIntervalSeries("band");
        for (double[] point : points) {
            series.add(point[0], point[1], point[2], point[3]);
        }
        bands.addSeries(series);
        return dottedLine(points);
    }

    private Chart add(double[][] points, Ink ink, Stroke stroke, boolean connected, boolean dotted) {
        int index = lines.getSeriesCount();
        var series = new XYSeries(index, false);
        for (double[] point : points) {
            series.add(point[0], point[1]);
        }
        lines.addSeries(series);
        renderer.setSeriesPaint(index, ink);
        renderer.setSeriesStroke(index, stroke);
        renderer.setSeriesLinesVisible(index, connected);
        renderer.setSeriesShapesVisible(index, dotted);
        renderer.setSeriesShape(index, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
        return this;
    }

    JFreeChart build() {
        renderer.setDrawSeriesLineAsPath(true);
        var plot = new XYPlot(lines, across, up, renderer);
        if (bands.getSeriesCount() > 0) {
            var band = new DeviationRenderer(false, false);
            band.setSeriesFillPaint(BAND, Ink.MODEL);
            band.setAlpha(0.2f);
            plot.setDataset(1, bands);
            plot.setRenderer(1, band);
        }
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(Ink.GRID);
        plot.setRangeGridlinePaint(Ink.GRID);
        var chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(PADDING);
        return chart;
    }
}
