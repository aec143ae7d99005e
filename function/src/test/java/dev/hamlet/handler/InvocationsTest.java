package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.Models;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationsTest {

    private static final String JSON = "application/json";
    private static final Model MODEL;

    static {
        try {
            MODEL = Models.binary();
        } catch (ModelFormatException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'dataframe_split':{'columns':['text'],'index':[0,1],'data':[['free'],['love']]}}",
        "{'dataframe_split':{'data':[[7,'free'],[null,'love']],'columns':['id','text']}}",
        "{'dataframe_split':{'columns':['message'],'data':[['free'],['love']]},'params':{'a':1}}",
        "{'dataframe_split':{'columns':[0],'data':[['free'],['love']]}}",
        "{'dataframe_records':[{'text':'free'},{'text':'love'}]}",
        "{'dataframe_records':[{'id':1,'text':'free'},{'text':'love','id':2}]}",
        "{'dataframe_records':[{'message':'free'},{'message':'love'}]}",
        "{'inputs':['free','love']}", "{'inputs':[['free'],['love']]}", "{'inputs':{'text':['free','love']}}",
        "{'inputs':{'id':[1,2],'text':[['free'],['love']]}}", "{'inputs':{'text':['free','love'],'id':7}}",
        "{'inputs':[{'text':'free'},{'text':'love'}]}", "{'inputs':{'message':['free','love']}}",
        "{'instances':['free','love']}", "{'instances':[['free'],['love']]}",
        "{'instances':[{'text':'free'},{'text':'love'}]}"})
    void readsEveryShapeThatMlflowTakes(String body) throws IOException {
        Invocation answer = invoke(JSON, body.replace('\'', '"'));

        assertThat(answer.body()).isEqualTo("{\"predictions\":[{\"label\":\"spam\",\"score\":"
                + MODEL.predict("free").score() + "},{\"label\":\"ham\",\"score\":" + MODEL.predict("love").score()
                + "}]}");
        assertThat(answer.header("content-type")).isEqualTo(JSON);
    }

    @Test
    void readsOneTextByItself() throws IOException {
        assertThat(invoke(JSON, "{\"inputs\":\"free\"}").json().getAsJsonArray("predictions")).hasSize(1);
    }

    @Test
    void scoresToTheBitAsPredictDoes() throws IOException {
        JsonObject predicted = ask(Event.predict("{\"text\":\"free prize\"}"), "*/*").json();

        JsonObject invoked = invoke(JSON, "{\"inputs\":[\"free prize\"]}").json().getAsJsonArray("predictions").get(0)
                .getAsJsonObject();

        assertThat(invoked.get("score").getAsString()).isEqualTo(predicted.get("score").getAsString());
        assertThat(invoked.get("label")).isEqualTo(predicted.get("label"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'params':{'explain':true},'inputs':['free prize','love']}",
        "{'dataframe_records':[{'text':'free prize'},{'text':'love'}],'params':{'more':[],'explain':true}}"})
    void explainsEachTextAsPredictDoes(String body) throws IOException {
        JsonObject predicted = ask(Event.predict("{\"texts\":[\"free prize\",\"love\"],\"explain\":true}"), "*/*")
                .json();

        JsonObject invoked = invoke(JSON, body.replace('\'', '"')).json();

        assertThat(invoked.getAsJsonArray("predictions").get(0).getAsJsonObject().keySet()).containsExactly("label",
                "score", "explanation");
        assertThat(invoked.get("predictions")).isEqualTo(predicted.get("predictions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'params':{'explain':false},'inputs':'free'}", "{'params':{},'inputs':'free'}",
        "{'params':null,'inputs':'free'}", "{'inputs':'free','explain':true}"})
    void explainsOnlyWhenAsked(String body) throws IOException {
        assertThat(invoke(JSON, body.replace('\'', '"')).body()).doesNotContain("explanation");
    }

    @Test
    void explainsNothingInCsv() throws IOException {
        var event = new Event("POST", "/invocations", Map.of("content-type", JSON),
                "{\"params\":{\"explain\":true},\"inputs\":\"free\"}");

        Invocation answer = ask(event, "text/csv");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").getAsString()).isEqualTo(
                "accept: expected application/json with params.explain, since CSV has no place for explanations, found text/csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/csv|text\\nfree\\nlove\\n", "text/csv|text\\r\\nfree\\r\\nlove",
        "text/csv|id,text\\n1,free\\n2,love\\n", "text/csv|free\\nlove\\n",
        "Text/CSV; charset=utf-8|\"free\"\\n\\nlove",
        "text/csv|,text\\n0,free\\n1,love\\n", "text/csv; header=present|message\\nfree\\nlove\\n",
        "text/csv;charset=utf-8; Header=absent|free\\nlove\\n", "text/csv|\uFEFFtext\\nfree\\nlove\\n"})
    void readsCsvWithAndWithoutHeader(String mediaType, String body) throws IOException {
        Invocation answer = ask(new Event("POST", "/invocations", Map.of("content-type", mediaType),
                body.replace("\\n", "\n").replace("\\r", "\r")), "text/csv");

        assertThat(answer.body()).isEqualTo("spam," + MODEL.predict("free").score() + "\nham,"
                + MODEL.predict("love").score() + "\n");
        assertThat(answer.header("content-type")).isEqualTo("text/csv; charset=utf-8; header=absent");
    }

    @Test
    void takesNoHeaderWhereThereIsNone() throws IOException {
        assertThat(invoke("text/csv; header=absent", "text\nfree\n").json().getAsJsonArray("predictions")).hasSize(2);
    }

    @Test
    void answersCsvInJsonUnlessAskedOtherwise() throws IOException {
        assertThat(invoke("text/csv", "free\n").json().getAsJsonArray("predictions")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}|expected one of the members dataframe_split, dataframe_records, inputs and instances, found none",
        "{'inputs':['free'],'instances':['free']}|expected one of the members dataframe_split, dataframe_records, inputs and instances, found more",
        "{'text':'free'}|expected one of the members dataframe_split, dataframe_records, inputs and instances, found none",
        "{'params':7,'inputs':['free']}|params: expected an object, found a number",
        "{'inputs':['free'],'params':{'explain':1}}|params.explain: expected true or false, found a number",
        "[]|the body: expected an object, found an array", "{'inputs':[]}|expected one row or more, found none",
        "{'dataframe_split':{'columns':['text'],'data':[]}}|expected one row or more, found none",
        "{'dataframe_split':{'columns':['a','b'],'data':[['free','x']]}}|expected a column text, or only one, found others",
        "{'dataframe_split':{'data':[['free','x']]}}|expected a column text, or only one, found others",
        "{'dataframe_split':{'columns':['text'],'data':[['free','x']]}}|rows[0]: expected 1 cells, found 2",
        "{'dataframe_split':{'columns':['text'],'data':[['free'],[7]]}}|rows[1]: expected a string, found something else",
        "{'dataframe_split':[]}|dataframe_split: expected an object, found an array",
        "{'dataframe_records':{}}|dataframe_records: expected an array, found an object",
        "{'dataframe_records':[{'a':'x','b':'y'}]}|expected a column text, or only one, found others",
        "{'dataframe_records':[{}]}|expected a column text, or only one, found others",
        "{'instances':[['a','b']]}|instances[0]: expected a string, found something else",
        "{'instances':[7]}|instances[0]: expected a string, found something else",
        "{'inputs':null}|inputs: expected a string, found something else",
        "{'inputs':{'text':7}}|inputs[0]: expected a string, found something else",
        "{'inputs':{'a':[],'b':[]}}|expected a column text, or only one, found others",
        "{'inputs':['free',' ']}|inputs[1]: expected some text, found none",
        "{'inputs':['free']|expected a JSON object, found text that is not JSON"})
    void saysWhatIsWrong(String body, String detail) throws IOException {
        Invocation answer = invoke(JSON, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("detail").getAsString()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text\\n\"free|row 2: expected the quote to be closed, found no other",
        "\"free\"x|row 1: expected a comma or a line end after the quote, found something else",
        "text|expected one row or more, found none", "'\\n'|expected one row or more, found none",
        "a,b\\nfree,x|expected a column text, or only one, found others",
        "id,text\\n1|rows[0]: expected 2 cells, found 1", "text\\n\"\"|rows[0]: expected some text, found none",
        "Hello, you|expected a column text, or only one, found others"})
    void saysWhatIsWrongWithCsv(String body, String detail) throws IOException {
        Invocation answer = invoke("text/csv", body.replace("\\n", "\n"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").getAsString()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({"text/plain, found another content-type", "'', found another content-type", ", found no content-type"})
    void takesNoOtherMediaType(String mediaType, String found) throws IOException {
        Map<String, String> headers = mediaType == null ? Map.of() : Map.of("content-type", mediaType);

        Invocation answer = ask(new Event("POST", "/invocations", headers, "free"), "*/*");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("detail").getAsString())
                .isEqualTo("expected a body of type application/json or text/csv, " + found);
    }

    @Test
    void keepsToTheLimits() throws IOException {
        String rows = Collections.nCopies(Limits.TEXTS, "\"free\"").stream().collect(Collectors.joining(","));
        String cells = rows.replace("\"free\"", "[\"free\"]");
        String csv = "text\n" + "free\n".repeat(Limits.TEXTS);
        String tooLong = "x".repeat(Limits.TEXT_CHARACTERS + 1);

        assertThat(invoke(JSON, "{\"inputs\":[" + rows + "]}").status()).isEqualTo(200);
        assertThat(invoke(JSON, "{\"inputs\":[" + rows + ",\"free\"]}").status()).isEqualTo(413);
        assertThat(invoke(JSON, "{\"dataframe_split\":{\"data\":[" + cells + "]}}").status()).isEqualTo(200);
        assertThat(invoke(JSON, "{\"dataframe_split\":{\"data\":[" + cells + ",[]]}}").status()).isEqualTo(413);
        assertThat(invoke("text/csv", csv).status()).isEqualTo(200);
        assertThat(invoke("text/csv", csv + "free\n").status()).isEqualTo(413);
        assertThat(invoke("text/csv", csv + "free\nfree\n").status()).isEqualTo(413);
        assertThat(invoke("text/csv", tooLong).status()).isEqualTo(413);
        assertThat(invoke(JSON, "{\"inputs\":[\"" + tooLong + "\"]}").status()).isEqualTo(413);
        assertThat(invoke("text/csv", "x\n".repeat(Limits.BODY_BYTES)).status()).isEqualTo(413);
    }

    private static Invocation invoke(String mediaType, String body) throws IOException {
        return ask(new Event("POST", "/invocations", Map.of("content-type", mediaType), body), "*/*");
    }

    private static Invocation ask(Event event, String accept) throws IOException {
        var headers = new TreeMap<>(event.headers());
        headers.put("accept", accept);
        var accepting = new Event(event.method(), event.path(), headers, event.body());
        return Invocation.of(new PredictHandler(MODEL, new PrintStream(OutputStream.nullOutputStream())),
                accepting.version2());
    }
}
