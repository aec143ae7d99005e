package dev.hamlet.training.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Twenty predictions at a threshold of one half, eight of them of positive messages, three with the same score. What
 * scikit-learn 1.9 says of them stands in the tests:
 *
 * <pre>
 * y = [0,0,1,0,1,1,0,0,1,1,0,0,1,0,0,1,0,0,0,1]
 * s = [.02,.1,.35,.4,.8,.9,.05,.4,.4,.95,.15,.7,.6,.2,.3,.99,.01,0.,.25,1.]
 * p = numpy.array(s) &gt;= .5
 * roc_auc_score(y, s), average_precision_score(y, s), log_loss(y, s), brier_score_loss(y, s)
 * precision_recall_fscore_support(y, p, average="weighted"), matthews_corrcoef(y, p), roc_curve(y, s)
 * calibration_curve(y, s, n_bins=5, strategy="quantile")
 * </pre>
 */
final class Example20 {

    private static final int[] ACTUAL = {0, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1};
    private static final double[] SCORES = {.02, .1, .35, .4, .8, .9, .05, .4, .4, .95, .15, .7, .6, .2, .3, .99, .01,
        0,
        .25, 1};

    static final List<String> LABELS = List.of("ham", "spam");

    private Example20() {}

    static List<Scored> scored() {
        return IntStream.range(0, ACTUAL.length).mapToObj(
                i -> new Scored("test:" + (i + 1), ACTUAL[i], SCORES[i] >= 0.5 ? 1 : 0, SCORES[i])).toList();
    }
}
