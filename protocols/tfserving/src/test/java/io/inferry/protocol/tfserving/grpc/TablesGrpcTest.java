package io.inferry.protocol.tfserving.grpc;

import static io.inferry.protocol.tfserving.grpc.GrpcCaller.floats;
import static io.inferry.protocol.tfserving.grpc.GrpcCaller.tensor;
import static io.inferry.protocol.tfserving.grpc.GrpcCaller.texts;
import static io.inferry.protocol.tfserving.grpc.GrpcCaller.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.inferry.protocol.tfserving.proto.GetModelMetadataRequest;
import io.inferry.protocol.tfserving.proto.GetModelMetadataResponse;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import io.inferry.protocol.tfserving.proto.PredictResponse;
import io.inferry.protocol.tfserving.proto.SignatureDefMap;
import io.inferry.protocol.tfserving.proto.TensorProto;
import io.inferry.protocol.tfserving.tables.TableModels;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tensor per column over gRPC; the answers are LightGBM's own. */
class TablesGrpcTest {
    private static final int DOUBLE = 2;
    private static final int INT32 = 3;
    private static final int INT64 = 9;
    private static final int COMPLEX = 8;

    private static final JsonNode PASSENGERS = TableModels.golden("passengers");

    @TempDir private static Path models;
    private static GrpcServer server;

    @BeforeAll
    static void start() {
        server = new GrpcServer(TableModels.load(models));
    }

    @AfterEach
    void nothingStaysAllocated() {
        server.behind().awaitNoTensors();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The golden rows: doubles, floats of [N,1], texts, numbers as texts. */
    private static PredictRequest.Builder passengers() {
        JsonNode rows = PASSENGERS.get("rows");
        TensorProto.Builder ages = tensor(DOUBLE, rows.size());
        TensorProto.Builder fares = tensor(1, rows.size(), 1);
        String[] sexes = new String[rows.size()];
        String[] decks = new String[rows.size()];
        String[] alone = new String[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            JsonNode each = rows.get(row);
            ages.addDoubleVal(each.get("age").asDouble(Double.NaN));
            fares.addFloatVal((float) each.get("fare").asDouble(Double.NaN));
            sexes[row] = each.get("sex").asText("");
            decks[row] = each.get("deck").asText("");
            alone[row] = each.get("alone").asText("");
        }
        return to("passengers")
                .putInputs("age", ages.build())
                .putInputs("fare", fares.build())
                .putInputs("sex", texts(sexes))
                .putInputs("deck", texts(decks))
                .putInputs("alone", texts(alone));
    }

    private static PredictRequest.Builder price() {
        return to("price")
                .putInputs("income", tensor(INT32, 2).addIntVal(8).addIntVal(4).build())
                .putInputs("age", tensor(INT64, 2, 1).addInt64Val(50).addInt64Val(30).build())
                .putInputs("town", texts("Rome", "Ulm"));
    }

    @Test
    void columnsOfAnyTypeAreAnsweredAsTheFrameworkAnswersThem() {
        PredictResponse response = server.caller().predict(passengers());

        TensorProto chances = response.getOutputsOrThrow("probabilities");
        assertThat(response.getModelSpec().getSignatureName()).isEqualTo("columns");
        for (int row = 0; row < 6; row++) {
            double yes =
                    chances.getFloatValCount() > 0
                            ? chances.getFloatVal(2 * row + 1)
                            : chances.getDoubleVal(2 * row + 1);
            assertThat(yes)
                    .isEqualTo(PASSENGERS.at("/probabilities/" + row).asDouble(), within(1e-6));
        }
    }

    @Test
    void integersAndColumnsOfOneAreNumbers() {
        TensorProto prices = server.caller().predict(price()).getOutputsOrThrow("prediction");

        assertThat(prices.getDoubleValList()).containsExactly(925.0, 425.0);
    }

    @Test
    void theMatrixIsTakenToo() {
        TensorProto row = tensor(1, 1, 3).addFloatVal(8).addFloatVal(50).addFloatVal(2).build();
        PredictResponse response = server.caller().predict(to("price").putInputs("features", row));

        assertThat(response.getOutputsOrThrow("prediction").getDoubleValList())
                .containsExactly(925.0);
        assertThat(response.getModelSpec().getSignatureName()).isEqualTo("serving_default");
    }

    @Test
    void theSignatureMayBeNamed() {
        PredictRequest.Builder request = price();
        request.getModelSpecBuilder().setSignatureName("columns");
        request.addOutputFilter("prediction");

        assertThat(server.caller().predict(request).getOutputsCount()).isEqualTo(1);
    }

    @Test
    void explanationsAreASignatureAway() {
        PredictRequest.Builder request = passengers();
        request.getModelSpecBuilder().setSignatureName("explain");
        PredictResponse response = server.caller().predict(request);

        TensorProto contributions = response.getOutputsOrThrow("contributions");
        assertThat(response.getModelSpec().getSignatureName()).isEqualTo("explain_columns");
        assertThat(contributions.getTensorShape().getDim(1).getSize()).isEqualTo(5);
        for (int row = 0; row < 6; row++) {
            assertThat(contributions.getFloatVal(5 * row + 1))
                    .isEqualTo(
                            (float) PASSENGERS.at("/contributions/" + row + "/1").asDouble(),
                            within(1e-6f));
        }
    }

    @Test
    void mistakesAreNamed() {
        assertThat(server.caller().refused(price().removeInputs("age")))
                .contains("INVALID_ARGUMENT", "columns are missing: [age]");
        assertThat(server.caller().refused(price().putInputs("twon", texts("a", "b"))))
                .contains("column 'twon' is not one of the 3", "the nearest is 'town'");
        assertThat(server.caller().refused(price().putInputs("age", floats(1, 2, 3))))
                .contains("columns differ in length");
        assertThat(server.caller().refused(price().putInputs("age", texts("1", "old"))))
                .contains("column 'age', row 1: 'old' is not a number");
        assertThat(server.caller().refused(price().putInputs("town", texts("Ulm", "Paris"))))
                .contains("INVALID_ARGUMENT", "town", "Paris");
        assertThat(server.caller().refused(price().putInputs("age", tensor(COMPLEX, 2).build())))
                .contains("INVALID_ARGUMENT", "column 'age' is of complex64");
        assertThat(server.caller().refused(price().putInputs("age", tensor(0, 2).build())))
                .contains("tensor parsing error: age");
        assertThat(server.caller().refused(price().addOutputFilter("price")))
                .contains("output tensor alias not found in signature: price");
    }

    @Test
    void aTensorOfTheWrongTypeForTheMatrixIsUpstreamsMistake() {
        assertThat(
                        server.caller()
                                .refused(
                                        to("price")
                                                .putInputs(
                                                        "features",
                                                        tensor(DOUBLE, 1, 3)
                                                                .addDoubleVal(1)
                                                                .build())))
                .contains("Expects arg[0] to be float but double is provided");
    }

    @Test
    void metadataShowsTheColumns() throws InvalidProtocolBufferException {
        GetModelMetadataResponse response =
                server.caller()
                        .predictions()
                        .getModelMetadata(
                                GetModelMetadataRequest.newBuilder()
                                        .setModelSpec(ModelSpec.newBuilder().setName("passengers"))
                                        .addMetadataField("signature_def")
                                        .build());
        SignatureDefMap signatures =
                response.getMetadataOrThrow("signature_def").unpack(SignatureDefMap.class);

        assertThat(signatures.getSignatureDefMap()).containsKeys("serving_default", "columns");
        assertThat(signatures.getSignatureDefOrThrow("columns").getInputsMap())
                .containsOnlyKeys("age", "sex", "fare", "deck", "alone");
    }
}
