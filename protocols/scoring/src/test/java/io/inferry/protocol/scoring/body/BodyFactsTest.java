package io.inferry.protocol.scoring.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.transport.http.Bytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFactsTest {
    private static BodyFacts json(String body) {
        return new BodyFacts(Bytes.utf8(body), new BodyForm.Json(), "x"::equals);
    }

    private static BodyFacts csv(String body) {
        return new BodyFacts(Bytes.utf8(body), new BodyForm.Csv(Optional.empty()), "x"::equals);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\": [{\"town\": \"Ulm\", \"age\": 39.0}, {\"age\": 7}]}",
                "{\"dataframe_records\": [{\"town\": null, \"age\": [39]}]}",
                "{\"dataframe_split\": {\"columns\": [\"town\", \"age\"], \"data\": [[1, 39]]}}",
                "{\"dataframe_split\": {\"data\": [[1, 39], []], \"columns\": [\"b\", \"age\"]}}",
                "{\"inputs\": {\"town\": [\"Ulm\"], \"age\": [39, 7]}}",
                "{\"inputs\": [{\"age\": 39}]}",
                "{\"params\": {}, \"inputs\": {\"age\": 39}}"
            })
    void everyFormTellsTheFirstRow(String body) {
        assertThat(json(body).input("age")).contains("39");
        assertThat(json(body).input("size")).isEmpty();
    }

    @Test
    void valuesWithoutNamesAreThoseOfTheOnlyInput() {
        assertThat(json("{\"instances\": [[0.5, 1]]}").input("x")).contains("0.5");
        assertThat(json("{\"instances\": [[0.5, 1]]}").input("y")).isEmpty();
        assertThat(json("{\"inputs\": [[0.5, 1]]}").input("x")).contains("0.5");
    }

    @Test
    void csvTellsTheFirstRowUnderItsHead() {
        assertThat(csv("town,\"age\"\n\n\"Ulm, Donau\",39\nBern,7").input("town"))
                .contains("Ulm, Donau");
        assertThat(csv("\uFEFFtown,age\r\nUlm,39").input("town")).contains("Ulm");
        assertThat(csv("town,age\r\nUlm").input("age")).isEmpty();
        assertThat(csv("town,age").input("age")).isEmpty();
        assertThat(csv("").input("age")).isEmpty();
        assertThat(csv("town,age\nUlm,39").parameter("town")).isEmpty();
    }

    @Test
    void parametersAreMlflows() {
        assertThat(json("{\"params\": {\"kind\": \"beta\"}}").parameter("kind")).contains("beta");
        assertThat(json("{\"instances\": [], \"parameters\": {\"n\": 7.0}}").parameter("n"))
                .contains("7");
        assertThat(json("{\"instances\": []}").parameter("n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "7",
                "{\"instances\": 7}",
                "{\"instances\": [",
                "{\"instances\": []}",
                "{\"inputs\": {\"age\": }}",
                "{\"dataframe_split\": {\"columns\": [7], \"data\": [[1]]}}",
                "{\"dataframe_split\": {\"columns\": [\"age\"]}}",
                "{\"dataframe_split\": {\"columns\": [\"age\"], \"data\": []}}",
                "{\"dataframe_split\": {\"columns\": [\"age\"], \"data\": [[]]}}"
            })
    void whatIsBrokenIsAbsent(String body) {
        assertThat(json(body).input("age")).isEmpty();
        assertThat(json(body).parameter("age")).isEmpty();
    }
}
