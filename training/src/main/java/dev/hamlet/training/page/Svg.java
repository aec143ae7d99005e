package dev.hamlet.training.page;

import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Paint;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.apache.batik.svggen.SVGPaintDescriptor;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Draws charts as SVG that can stand in a page beside others: no prolog, ids of its own, colours from the page, text as text. */
final class Svg {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final int WIDTH = 440;
    private static final int HEIGHT = 320;
    private static final int DECIMALS = 2;

    private static final boolean HAS_FONTS = hasFonts();

    private Svg() {}

    /** Where Java finds none it says so by exceptions that have no type of their own. */
    private static boolean hasFonts() {
        try {
            return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            return false;
        }
    }

    /**
     * Draws a chart.
     *
     * @param id starts every id in the drawing
     * @param title names the chart to those who do not see it
     * @param description tells them what it shows
     * @return an element of a page: the drawing, or where there is no font on the machine a line that says so
     */
    static String draw(JFreeChart chart, String id, String title, String description) {
        return HAS_FONTS
                ? drawn(chart, id, title, description)
                : "<p>%s: drawn only where Java finds a font.</p>".formatted(title);
    }

    private static String drawn(JFreeChart chart, String id, String title, String description) {
        Document document = newDocument();
        var graphics = new SVGGraphics2D(context(document, id), false);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(graphics, new Rectangle(WIDTH, HEIGHT));
        Element root = graphics.getRoot();
        describe(root, id, title, description);
        var drawing = new StringWriter();
        try {
            graphics.stream(root, drawing, true, false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot draw " + title, e);
        }
        return withoutProlog(drawing.toString());
    }

    private static Document newDocument() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("expected a Java platform with an XML parser, as it always has", e);
        }
    }

    private static SVGGeneratorContext context(Document document, String id) {
        var context = SVGGeneratorContext.createDefault(document);
        context.setComment("");
        context.setPrecision(DECIMALS);
        context.setIDGenerator(new Ids(id));
        context.setExtensionHandler(new Inks());
        return context;
    }

    private static void describe(Element root, String id, String title, String description) {
        root.removeAttribute("width");
        root.removeAttribute("height");
        root.setAttribute("viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT));
        root.setAttribute("role", "img");
        root.setAttribute("aria-labelledby", id + "-title " + id + "-desc");
        root.insertBefore(text(root, "desc", id, description), root.getFirstChild());
        root.insertBefore(text(root, "title", id, title), root.getFirstChild());
        NodeList definitions = root.getElementsByTagNameNS(NAMESPACE, "defs");
        for (int i = 0; i < definitions.getLength(); i++) {
            ((Element) definitions.item(i)).removeAttribute("id");
        }
    }

    private static Element text(Element root, String name, String id, String text) {
        Element element = root.getOwnerDocument().createElementNS(NAMESPACE, name);
        element.setAttribute("id", id + "-" + name);
        element.setTextContent(text);
        return element;
    }

    private static String withoutProlog(String document) {
        return document.substring(document.indexOf("<svg")).strip();
    }

    /** Batik's own ids start anew in each drawing. */
    private static final class Ids extends SVGIDGenerator {

        private final String chart;

        Ids(String chart) {
            this.chart = chart;
        }

        @Override
        public String generateID(String prefix) {
            return super.generateID(chart + "-" + prefix);
        }
    }

    private static final class Inks extends DefaultExtensionHandler {

        @Override
        public SVGPaintDescriptor handlePaint(Paint paint, SVGGeneratorContext context) {
            return paint instanceof Ink ink
                    ? new SVGPaintDescriptor(ink.css(), "1")
                    : super.handlePaint(paint,
                            context);
        }
    }
}
