package dev.hamlet.training.dataset;

import java.util.List;

/**
 * What a file holds: its good rows as a data set, and its bad rows, both in the order of the file.
 *
 * @param dataset the good rows; whoever skips bad rows goes on with these
 * @param badRows the others
 */
public record TsvReading(Dataset dataset, List<BadRow> badRows) {

    /** Copies the list. */
    public TsvReading {
        badRows = List.copyOf(badRows);
    }

    /**
     * The data set of a file without bad rows.
     *
     * @throws DatasetException if there is a bad row; it names them all
     */
    public Dataset complete() throws DatasetException {
        if (!badRows.isEmpty()) {
            throw new DatasetException(badRows.stream().map(BadRow::toString).toList());
        }
        return dataset;
    }
}
