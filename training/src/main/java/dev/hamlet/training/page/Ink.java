package dev.hamlet.training.page;

import java.awt.Color;
import java.awt.Paint;
import java.awt.PaintContext;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.ColorModel;

/**
 * A colour that the page decides on, so that a chart is light or dark with it.
 *
 * @param css the colour as CSS has it
 */
record Ink(String css) implements Paint {

    static final Ink TEXT = new Ink("var(--text)");
    static final Ink GRID = new Ink("var(--line)");
    static final Ink MODEL = new Ink("var(--model)");
    static final Ink REFERENCE = new Ink("var(--soft)");

    @Override
    public PaintContext createContext(ColorModel model, Rectangle device, Rectangle2D user, AffineTransform transform,
            RenderingHints hints) {
        return Color.BLACK.createContext(model, device, user, transform, hints);
    }

    @Override
    public int getTransparency() {
        return OPAQUE;
    }
}
