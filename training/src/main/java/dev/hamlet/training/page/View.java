package dev.hamlet.training.page;

import java.util.List;

/**
 * What the template shows.
 *
 * @param title the page's heading
 * @param question what the protocol asks
 * @param command what repeats all of it
 * @param sections the page's parts
 */
record View(String title, String question, String command, List<Section> sections) {

    /**
     * A part of the page.
     *
     * @param id names it in links
     */
    record Section(String id, String heading, List<String> paragraphs, List<Drawing> charts, List<Table> tables) {

        /** Whether there is a chart: the template's own lists cannot tell. */
        boolean drawn() {
            return !charts.isEmpty();
        }
    }

    /**
     * A chart.
     *
     * @param svg the drawing
     * @param caption what it shows and how that is computed
     */
    record Drawing(String svg, String caption) {}

    /**
     * A table.
     *
     * @param caption what it shows and how that is computed
     * @param columns heads of the columns, that of the rows' names first
     */
    record Table(String caption, List<String> columns, List<Row> rows) {}

    /**
     * A row of a table.
     *
     * @param name its head
     * @param note what one should know of it; empty for nothing
     * @param cells the others
     */
    record Row(String name, String note, List<String> cells) {

        Row(String name, List<String> cells) {
            this(name, "", cells);
        }
    }
}
