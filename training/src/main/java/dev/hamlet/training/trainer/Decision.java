package dev.hamlet.training.trainer;

import dev.hamlet.training.evaluation.Scored;

/**
 * Makes a prediction of what a classifier says, as the model will.
 *
 * @param calibration what makes probabilities of it
 * @param threshold the score from which the second of two labels is predicted
 */
record Decision(Calibration calibration, double threshold) {

    /** With two labels the score is the probability of the second, with more that of the predicted one. */
    Scored of(Judged judged) {
        return judged.logits().length == 2 ? ofTwo(judged) : ofMore(judged);
    }

    private Scored ofTwo(Judged judged) {
        double score = 1 / (1 + Math.exp(-calibration.logOdds(judged)));
        return new Scored(judged.example().id(), judged.actual(), score < threshold ? 0 : 1, score);
    }

    private Scored ofMore(Judged judged) {
        double[] logits = judged.logits();
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(calibration.slope() * (logit - logits[best]));
        }
        return new Scored(judged.example().id(), judged.actual(), best, 1 / sum);
    }
}
