package dev.hamlet.stream;

import com.google.gson.stream.JsonReader;
import java.io.IOException;

/**
 * What became of rows, {@code {"rows":…,"failed":…}}.
 *
 * @param rows how many there are
 * @param failed how many of them could not be classified
 */
record Tally(long rows, long failed) {

    /** Reads an array of tallies and adds them up. */
    static Tally readAll(JsonReader in) throws IOException {
        var sum = new Tally(0, 0);
        in.beginArray();
        while (in.hasNext()) {
            Tally each = read(in);
            sum = new Tally(sum.rows + each.rows, sum.failed + each.failed);
        }
        in.endArray();
        return sum;
    }

    private static Tally read(JsonReader in) throws IOException {
        long rows = -1;
        long failed = -1;
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (name.equals("rows")) {
                rows = Long.parseLong(in.nextString());
            } else if (name.equals("failed")) {
                failed = Long.parseLong(in.nextString());
            } else {
                in.skipValue();
            }
        }
        in.endObject();
        if (rows < 0 || failed < 0 || failed > rows) {
            throw new IllegalStateException("no tally");
        }
        return new Tally(rows, failed);
    }

    /** The share of rows that failed, in percent, in [0, 100]; 0 of no rows. */
    double failedPercentage() {
        return rows == 0 ? 0 : 100.0 * failed / rows;
    }
}
