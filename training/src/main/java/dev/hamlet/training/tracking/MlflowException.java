package dev.hamlet.training.tracking;

import java.io.IOException;
import java.net.URI;

/** What an MLflow server answered in the place of what it was asked for. */
final class MlflowException extends IOException {

    private static final long serialVersionUID = 1;

    private final String code;

    MlflowException(URI asked, int status, String code, String message) {
        super("%s: expected status 200, found %d %s: %s".formatted(asked.getPath(), status, code, message));
        this.code = code;
    }

    /** Whether it is an error of this code, such as {@code RESOURCE_DOES_NOT_EXIST}. */
    boolean is(String which) {
        return code.equals(which);
    }
}
