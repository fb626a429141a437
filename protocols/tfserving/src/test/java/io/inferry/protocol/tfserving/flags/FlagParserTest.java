package io.inferry.protocol.tfserving.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagParserTest {
    private static FlagParser.Reading read(String... arguments) {
        return FlagParser.read(List.of(arguments));
    }

    @Test
    void aValueStandsBehindAnEqualsSign() {
        FlagParser.Reading reading = read("--port=1", "--model_base_path=/a=b");
        assertThat(reading.flags().number(Flag.PORT)).isEqualTo(1);
        assertThat(reading.flags().text(Flag.MODEL_BASE_PATH)).isEqualTo("/a=b");
        assertThat(reading.unknown()).isEmpty();
    }

    @Test
    void aValueBehindASpaceIsNotUnderstoodAndDoesNotStopAnything() {
        FlagParser.Reading reading = read("--port", "1", "--model_name=m");
        assertThat(reading.unknown()).contains("--port");
        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.flags().number(Flag.PORT)).isEqualTo(8500);
        assertThat(reading.flags().text(Flag.MODEL_NAME)).isEqualTo("m");
    }

    @Test
    void theBareNameOfABooleanMeansTrue() {
        assertThat(read("--enable_batching").flags().isOn(Flag.ENABLE_BATCHING)).isTrue();
        assertThat(read("--enable_batching=true").flags().isOn(Flag.ENABLE_BATCHING)).isTrue();
        FlagParser.Reading off = read("--enable_batching=false");
        assertThat(off.flags().isOn(Flag.ENABLE_BATCHING)).isFalse();
        assertThat(off.flags().isGiven(Flag.ENABLE_BATCHING)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--enable_batching=1",
                "--enable_batching=True",
                "--enable_batching=",
                "--port=http",
                "--port=99999999999",
                "--load_retry_interval_micros=1s",
                "--per_process_gpu_memory_fraction=half"
            })
    void aValueThatDoesNotFitIsAMistake(String argument) {
        assertThat(read(argument).mistakes())
                .singleElement()
                .asString()
                .startsWith("Couldn't interpret value ")
                .endsWith(".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-port=1", "port=1", "--prot=1", "--enable_batching_=true", "--"})
    void whatIsNoFlagIsUnknown(String argument) {
        assertThat(read(argument).unknown()).contains(argument);
        assertThat(read(argument).mistakes()).isEmpty();
    }

    @Test
    void ofAFlagTypedTwiceTheLastOneHolds() {
        assertThat(read("--port=1", "--port=2").flags().number(Flag.PORT)).isEqualTo(2);
    }

    @Test
    void helpIsWhatIsLeftOver() {
        assertThat(read("--port=1", "--help").isHelp()).isTrue();
        assertThat(read("--helpfull").isHelp()).isFalse();
    }

    @Test
    void flagsSurviveBeingWrittenDown() {
        ServerFlags flags = read("--model_name=a b", "--enable_batching").flags();
        ServerFlags again = ServerFlags.ofLines(flags.lines());
        assertThat(again.lines()).isEqualTo(flags.lines());
        assertThat(again.text(Flag.MODEL_NAME)).isEqualTo("a b");
        assertThat(again.isGiven(Flag.PORT)).isFalse();
        assertThat(ServerFlags.ofLines("").lines()).isEmpty();
    }
}
