package io.inferry.protocol.tfserving.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.inferry.protocol.tfserving.proto.BytesList;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.Feature;
import io.inferry.protocol.tfserving.proto.Features;
import io.inferry.protocol.tfserving.proto.FloatList;
import io.inferry.protocol.tfserving.proto.Int64List;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstValueTest {
    private static final Feature FLOATS =
            Feature.newBuilder()
                    .setFloatList(FloatList.newBuilder().addValue(0.1f).addValue(2))
                    .build();
    private static final Feature INTEGERS =
            Feature.newBuilder()
                    .setInt64List(Int64List.newBuilder().addValue(-7).addValue(2))
                    .build();
    private static final Feature TEXTS =
            Feature.newBuilder()
                    .setBytesList(
                            BytesList.newBuilder().addValue(ByteString.copyFromUtf8("zw\u00f6lf")))
                    .build();

    private static byte[] example(String name, Feature feature) {
        return Example.newBuilder()
                .setFeatures(Features.newBuilder().putFeature(name, feature))
                .build()
                .toByteArray();
    }

    @Test
    void everyKindOfFeatureHasItsText() {
        assertThat(FirstValue.of(example("x", FLOATS), "x")).contains("0.1");
        assertThat(FirstValue.of(example("x", INTEGERS), "x")).contains("-7");
        assertThat(FirstValue.of(example("x", TEXTS), "x")).contains("zw\u00f6lf");
        assertThat(FirstValue.of(example("y", TEXTS), "x")).isEmpty();
    }

    @Test
    void theExampleStandsOverItsContext() {
        byte[] both = Concatenation.of(example("x", TEXTS), example("x", INTEGERS));

        assertThat(FirstValue.of(both, "x")).contains("-7");
    }

    @Test
    void valuesThatAreNotPackedAreReadToo() {
        byte[] integer = HexFormat.of().parseHex("0a0b0a090a017812041a020807");
        byte[] decimal = HexFormat.of().parseHex("0a0e0a0c0a0178120712050d0000e040");

        assertThat(FirstValue.of(integer, "x")).contains("7");
        assertThat(FirstValue.of(decimal, "x")).contains("7");
    }

    @Test
    void emptyListsHaveNone() {
        Feature none = Feature.newBuilder().setFloatList(FloatList.getDefaultInstance()).build();

        assertThat(FirstValue.of(example("x", none), "x")).isEmpty();
        assertThat(FirstValue.of(example("x", Feature.getDefaultInstance()), "x")).isEmpty();
        assertThat(FirstValue.of(new byte[0], "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ff", "0a05", "0a0b0a090a017812041a02ff07", "0a0b0a090a017812041a021507"})
    void bytesThatAreNoExampleHaveNone(String bytes) {
        assertThat(FirstValue.of(HexFormat.of().parseHex(bytes), "x")).isEmpty();
    }
}
