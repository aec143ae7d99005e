package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void fillsTextEscapedAndMarkupAsItIs() {
        var template = new Template("<p title=\"{{text}}\">{{markup}}</p>{{number}}");
        assertThat(template.fill(Map.of("text", "a\"b", "markup", new Html("<b>c</b>"), "number", 3)).markup())
                .isEqualTo("<p title=\"a&quot;b\"><b>c</b></p>3");
    }

    @Test
    void leavesSlotsInValuesAlone() {
        var template = new Template("{{a}}{{b}}");
        assertThat(template.fill(Map.of("a", "{{b}}", "b", "{{")).markup()).isEqualTo("{{b}}{{");
    }

    @Test
    void refusesSlotWithoutValue() {
        var template = new Template("{{missing}}");
        assertThatIllegalArgumentException().isThrownBy(() -> template.fill(Map.of("other", "x")))
                .withMessage("expected a value for missing, found only [other]");
    }

    @Test
    void namesMissingResource() {
        assertThatIllegalStateException().isThrownBy(() -> Template.of("none.html"))
                .withMessage("expected a resource page/none.html, found none");
    }
}
