package dev.hamlet.training.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of parameters before and after. */
final class Values {

    private Values() {}

    static boolean same(@Nullable Object one, @Nullable Object other) {
        return Objects.equals(one, other);
    }

    /** Each leaf that differs: {@code threshold.folds 10 → 5}. */
    static List<String> differences(String key, @Nullable Object before, @Nullable Object now) {
        if (before instanceof Map<?, ?> old && now instanceof Map<?, ?> current) {
            Set<Object> keys = new LinkedHashSet<>(old.keySet());
            keys.addAll(current.keySet());
            List<String> differences = new ArrayList<>();
            keys.forEach(each -> differences.addAll(differences(key + "." + each, old.get(each), current.get(each))));
            return differences;
        }
        return same(before, now) ? List.of() : List.of("%s %s → %s".formatted(key, text(before), text(now)));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }
}
