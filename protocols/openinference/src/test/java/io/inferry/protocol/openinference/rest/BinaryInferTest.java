package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.tensor.DataType;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.protocol.openinference.wire.Datatype;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BinaryInferTest extends RestServerTest {
    private static final String ALL_BINARY = "{\"parameters\": {\"binary_data_output\": true}, ";

    @ParameterizedTest
    @EnumSource(DataType.class)
    void everyTypeComesBackAsItWent(DataType dataType) throws Exception {
        long seed = System.nanoTime();
        byte[] part = randomPart(dataType, new Random(seed));

        var response = echo(dataType, part, ALL_BINARY);

        JsonNode output = caller().json(response).path("outputs").path(0);
        assertThat(caller().parts(response)).as("seed %d", seed).isEqualTo(part);
        assertThat(output.path("datatype").asText()).isEqualTo(Datatype.name(dataType));
        assertThat(output.path("parameters").path("binary_data_size").asInt())
                .isEqualTo(part.length);
        assertThat(output.has("data")).isFalse();
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/octet-stream");
    }

    @Test
    void binaryInAndJsonOutGoTogether() throws Exception {
        GoldenCase golden = Golden.read("digits_keras").first();
        double[] pixels = golden.inputs().get("x").numbers();
        ByteBuffer part = ByteBuffer.allocate(4 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double pixel : pixels) {
            part.putFloat((float) pixel);
        }
        String head =
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [3,64], \"datatype\": \"FP32\","
                        + " \"parameters\": {\"binary_data_size\": "
                        + part.capacity()
                        + "}}]}";

        JsonNode output =
                caller().json(caller().infer("digits", head, part.array())).path("outputs").path(0);

        assertThat(output.path("name").asText()).isEqualTo("probabilities");
        double[] expected = golden.outputs().get("probabilities").numbers();
        for (int i = 0; i < expected.length; i++) {
            assertThat(output.path("data").path(i).asDouble())
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-5));
        }
    }

    @Test
    void eachOutputMayChooseForItself() throws Exception {
        byte[] text = strings("cat", "dog");
        String head =
                ALL_BINARY
                        + "\"inputs\": [{\"name\": \"text\", \"shape\": [2], \"datatype\":"
                        + " \"BYTES\", \"parameters\": {\"binary_data_size\": "
                        + text.length
                        + "}}], \"outputs\": [{\"name\": \"label_name\"}, {\"name\": \"label_id\","
                        + " \"parameters\": {\"binary_data\": false}}]}";

        var response = caller().infer("strings", head, text);

        JsonNode outputs = caller().json(response).path("outputs");
        assertThat(outputs.path(1).path("data").toString()).isEqualTo("[0,1]");
        assertThat(caller().parts(response)).isEqualTo(strings("CAT!", "DOG!"));
    }

    @Test
    void rawBinaryRequestIsTheOnlyInput() throws Exception {
        ByteBuffer floats = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        floats.putFloat(1).putFloat(2).putFloat(3);

        var numbers = caller().inferAs("0", "echo_FLOAT32", floats.array());
        var bytes = caller().inferAs("0", "strings", "cat".getBytes(StandardCharsets.UTF_8));

        assertThat(caller().json(numbers).path("outputs").path(0).path("shape").toString())
                .isEqualTo("[1,3]");
        assertThat(caller().parts(numbers)).isEqualTo(floats.array());
        assertThat(new String(caller().parts(bytes), StandardCharsets.UTF_8)).contains("CAT!");
    }

    @Test
    void rawBinaryRequestOfTheWrongSizeIsRefused() throws Exception {
        String error = caller().error(400, caller().inferAs("0", "digits", new byte[100]));

        assertThat(error).contains("'x'");
    }

    @Test
    void bytesThatAreNotTextAreRefusedInJsonAndSentAsBinary() throws Exception {
        byte[] part = {1, 0, 0, 0, (byte) 0xFF};

        String error = caller().error(400, echo(DataType.STRING, part, "{", "[1,1]"));
        var binary = echo(DataType.STRING, part, ALL_BINARY, "[1,1]");

        assertThat(error).contains("'out'").contains("binary_data");
        assertThat(caller().parts(binary)).isEqualTo(part);
    }

    @Test
    void tooFewAndTooManyBytesAreNamed() throws Exception {
        String head = request(input("[1,2]", "FP32", "\"parameters\": {\"binary_data_size\": 8}"));

        assertThat(caller().error(400, caller().infer("echo_FLOAT32", head, new byte[5])))
                .isEqualTo(
                        "unexpected size for input 'in', expecting 3 additional bytes for model"
                                + " 'echo_FLOAT32'");
        assertThat(caller().error(400, caller().infer("echo_FLOAT32", head, new byte[9])))
                .startsWith("unexpected additional input data for model 'echo_FLOAT32'");
        assertThat(caller().error(400, echo(DataType.FLOAT32, new byte[4], "{")))
                .contains("expected 8 bytes, got 4");
    }

    @Test
    void jsonLengthOutOfRangeIsRefused() throws Exception {
        for (String length : new String[] {"-1", "3", "99999999999", "x", "0x1"}) {
            String error = caller().error(400, caller().inferAs(length, "digits", new byte[2]));

            assertThat(error).contains(length);
        }
    }

    @Test
    void partWithoutAnInputIsRefused() throws Exception {
        String head = request(input("[1,1]", "INT8", "\"data\": [1]"));

        assertThat(caller().error(400, caller().infer("echo_INT8", head, new byte[1])))
                .contains("unexpected additional input data");
        assertThat(
                        caller().error(
                                        400,
                                        caller().infer(
                                                        "echo_INT8",
                                                        request(
                                                                input(
                                                                        "[1,1]",
                                                                        "INT8",
                                                                        "\"data\": [1],"
                                                                                + " \"parameters\":"
                                                                                + " {\"binary_data_size\":"
                                                                                + " 1}")),
                                                        new byte[1])))
                .contains("both 'data' and 'binary_data_size'");
    }

    private HttpResponse<byte[]> echo(DataType dataType, byte[] part, String opening)
            throws Exception {
        return echo(dataType, part, opening, "[1,2]");
    }

    private HttpResponse<byte[]> echo(DataType dataType, byte[] part, String opening, String shape)
            throws Exception {
        String size = "\"parameters\": {\"binary_data_size\": " + part.length + "}";
        return caller().infer(
                        "echo_" + dataType,
                        opening + request(input(shape, Datatype.name(dataType), size)).substring(1),
                        part);
    }

    private static byte[] randomPart(DataType dataType, Random random) {
        if (dataType == DataType.STRING) {
            return strings("x".repeat(random.nextInt(300)), "");
        }
        byte[] part = new byte[2 * dataType.byteSize()];
        random.nextBytes(part);
        if (dataType == DataType.BOOL) {
            part[0] &= 1;
            part[1] &= 1;
        }
        return part;
    }

    private static byte[] strings(String... texts) {
        ByteBuffer part = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            part.putInt(bytes.length).put(bytes);
        }
        byte[] exact = new byte[part.position()];
        part.flip().get(exact);
        return exact;
    }
}
