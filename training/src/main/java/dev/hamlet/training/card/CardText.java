package dev.hamlet.training.card;

import java.util.List;
import java.util.Map;

/**
 * What of a model's card no measurement can say: its owner's word.
 *
 * @param description what the model is, in a sentence
 * @param licence the terms that it is passed on under, by their SPDX identifier where there is one
 * @param users whom it is for
 * @param useCases what it is for
 * @param limitations what it cannot do, and what it must not be used for
 * @param tradeoffs what was given up for what
 * @param risks what its use may bring about
 * @param groups who may be treated worse than others
 * @param data by the data set's name, who stands for it
 */
public record CardText(String description, String licence, List<String> users, List<String> useCases,
        List<String> limitations, List<String> tradeoffs, List<Risk> risks, List<Group> groups,
        Map<String, Origin> data) {

    /**
     * Something that may go wrong.
     *
     * @param name what
     * @param mitigation what is done about it
     */
    public record Risk(String name, String mitigation) {}

    /**
     * People whom the model may treat worse than others.
     *
     * @param atRisk who
     * @param benefits what they gain by it
     * @param harms what may happen to them
     * @param mitigation what is done about it
     */
    public record Group(String atRisk, String benefits, String harms, String mitigation) {}

    /**
     * Where data is from.
     *
     * @param description what it is
     * @param owner who collected it
     * @param custodian who publishes it
     * @param sensitive what in it is personal
     */
    public record Origin(String description, String owner, String custodian, String sensitive) {}

    public CardText {
        users = List.copyOf(users);
        useCases = List.copyOf(useCases);
        limitations = List.copyOf(limitations);
        tradeoffs = List.copyOf(tradeoffs);
        risks = List.copyOf(risks);
        groups = List.copyOf(groups);
        data = Map.copyOf(data);
    }
}
