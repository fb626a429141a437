package io.inferry.transport.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
    @Test
    void membersAreFoundInAnyOrderOfAsking() {
        Members members = members("{\"a\": [1, {\"b\": 9}], \"b\": 2, \"c\": 3, \"b\": 4}");

        assertThat(members.find("c").map(JsonReader::longNumber)).contains(3L);
        assertThat(members.find("b").map(JsonReader::longNumber)).contains(2L);
        assertThat(members.find("b").map(JsonReader::longNumber)).contains(2L);
        assertThat(members.find("d")).isEmpty();
        assertThat(members.find("a")).isPresent();
    }

    @Test
    void theFirstOfSeveralNamesIsTheOneThatStandsFirst() {
        Members members = members("{\"x\": 0, \"b\": 1, \"a\": 2}");

        assertThat(members.firstOf(List.of("a", "b"))).contains("b");
        assertThat(members.firstOf(List.of("c", "d"))).isEmpty();
    }

    @Test
    void whatStandsBeforeAMistakeIsFound() {
        Members members = members("{\"a\": 1, \"b\": [2, nonsense}");

        assertThat(members.find("a")).isPresent();
        assertThat(members.find("b")).isPresent();
        assertThat(members.find("c")).isEmpty();
        assertThat(members.find("c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "[{\"a\": 1}]", "{a: 1}", "{\"a\" 1}", "nonsense", "{"})
    void whatIsNoObjectHasNoMembers(String document) {
        assertThat(members(document).find("a")).isEmpty();
    }

    @Test
    void deepNestingCostsNoStack() {
        assertThat(members("{\"b\": " + "[".repeat(900_000)).find("a")).isEmpty();
    }

    @Test
    void membersBeyondTheLimitAreNotLookedFor() {
        String many =
                IntStream.range(0, Members.MEMBERS_MAX)
                        .mapToObj(i -> "\"m" + i + "\": 0, ")
                        .collect(Collectors.joining("", "{", "\"a\": 1}"));

        assertThat(members(many).find("m" + (Members.MEMBERS_MAX - 1))).isPresent();
        assertThat(members(many).find("a")).isEmpty();
    }

    @Test
    void bytesBeyondTheLimitAreNotLookedAt() {
        String large = "{\"b\": \"" + "x".repeat(Members.SCAN_BYTES_MAX) + "\", \"a\": 1}";

        assertThat(members(large).find("b")).isPresent();
        assertThat(members(large).find("a")).isEmpty();
    }

    private static Members members(String document) {
        return new Members(Bytes.utf8(document));
    }
}
