package dev.hamlet.training.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.training.card.Cards;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class CardPageTest {

    private static final String PAGE = CardPage.of(Cards.under("CC-BY-4.0"));

    @Test
    void isWellFormedAndAsksNothingOfAnyOtherPlace() throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(PAGE.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));

        assertThat(PAGE).doesNotContain("<script", "<link", "<img", "@import", "src=", "url(");
    }

    @Test
    void saysAllThatItsOwnerAndTheEvaluationSay() {
        assertThat(PAGE).contains("Model card: test", "Tells &lt;ham&gt; from &quot;spam&quot; &amp; back.", "users",
                "uses", "limits", "tradeoffs", "a risk", "a remedy", "a group", "a poet", "CC-BY-4.0", "spam.loans",
                "Matthews correlation", "length: ");
    }

    @Test
    void showsNoMessage() {
        assertThat(PAGE).doesNotContain("quagga");
    }
}
