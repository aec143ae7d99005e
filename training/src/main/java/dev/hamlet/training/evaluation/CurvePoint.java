package dev.hamlet.training.evaluation;

/**
 * What a threshold would come to, of two labels; a point of the ROC curve (blocked, caught) and of the precision-recall curve
 * (caught, precision).
 *
 * @param threshold the score, in [0, 1], from which a message would be called positive; in the first point none is
 * @param blocked the share of the negative messages called positive, in [0, 1]
 * @param caught the share of the positive messages called so (recall), in [0, 1]
 * @param precision of the messages called positive, the share that is; 1 where none is called so
 */
public record CurvePoint(double threshold, double blocked, double caught, double precision) {}
