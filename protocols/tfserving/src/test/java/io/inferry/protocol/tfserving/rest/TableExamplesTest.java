package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.protocol.tfserving.proto.BytesList;
import io.inferry.protocol.tfserving.proto.Class;
import io.inferry.protocol.tfserving.proto.ClassificationRequest;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.ExampleList;
import io.inferry.protocol.tfserving.proto.Feature;
import io.inferry.protocol.tfserving.proto.Features;
import io.inferry.protocol.tfserving.proto.FloatList;
import io.inferry.protocol.tfserving.proto.Input;
import io.inferry.protocol.tfserving.proto.Int64List;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictionServiceGrpc;
import io.inferry.protocol.tfserving.tables.TableModels;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classify and Regress with models of tables: an example is a record. */
class TableExamplesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode PASSENGERS = TableModels.golden("passengers");

    @TempDir private static Path models;
    private static Server server;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() {
        server = new Server(TableModels.load(models), Map.of());
        channel =
                NettyChannelBuilder.forAddress(
                                "127.0.0.1", server.behind().port(TensorFlowServing.GRPC_LISTENER))
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void nothingStaysAllocated() {
        server.behind().awaitNoTensors();
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    loan:classify  | {"examples":[{"income":-1,"age":0,"town":"Ulm"}]}  | {"results":[[["no",0.5],["yes",0.5]]]}
                    price:regress  | {"examples":[{"income":8.0,"age":[50],"town":"Rome"},{"age":30,"town":[],"income":4}]} | {"results":[925.0,375.0]}
                    price:regress  | {"context":{"town":"Ulm","age":30},"examples":[{"income":8},{"income":8,"town":"Rome"}]} | {"results":[525.0,725.0]}
                    price:regress  | {"signature_name":"columns","examples":[{"income":"8","age":"50","town":"Rome"}]} | {"results":[925.0]}
                    buyers:classify | {"examples":[{"age":20,"job":"none"}]}            | {"results":[[["no",0.9],["yes",0.1]]]}
                    """)
    void examplesAreRows(String call, String body, String answer) throws Exception {
        HttpResponse<String> response = server.post("/v1/models/" + call, body);

        assertThat(MAPPER.readTree(response.body())).isEqualTo(MAPPER.readTree(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    price:regress  | {"examples":[{"income":8,"age":50}]}                       | row 0 has no 'town'
                    price:regress  | {"examples":[{"income":8,"age":50,"twon":"Ulm"}]}          | row 0: column 'twon' is not one of the 3 of signature 'columns'; the nearest is 'town'
                    price:regress  | {"examples":[{"income":[8,9],"age":50,"town":"Ulm"}]}      | column 'income', row 0: one value is expected, the feature has several
                    price:regress  | {"examples":[{"income":"much","age":50,"town":"Ulm"}]}     | column 'income', row 0: 'much' is not a number
                    price:classify | {"examples":[{"income":8,"age":50,"town":"Ulm"}]}          | signature 'columns' gives no classification of examples: it has none of [probabilities, label], but [prediction]
                    """)
    void mistakesAreToldByRowAndColumn(String call, String body, String error) throws Exception {
        HttpResponse<String> response = server.post("/v1/models/" + call, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(MAPPER.readTree(response.body()).get("error").asText()).isEqualTo(error);
    }

    private static Feature feature(JsonNode value) {
        Feature.Builder feature = Feature.newBuilder();
        if (value.isTextual()) {
            feature.setBytesList(
                    BytesList.newBuilder().addValue(ByteString.copyFromUtf8(value.asText())));
        } else if (value.isInt()) {
            feature.setInt64List(Int64List.newBuilder().addValue(value.asInt()));
        } else if (value.isNumber()) {
            feature.setFloatList(FloatList.newBuilder().addValue((float) value.asDouble()));
        }
        return feature.build();
    }

    private static ClassificationRequest.Builder classify() {
        ExampleList.Builder examples = ExampleList.newBuilder();
        for (JsonNode row : PASSENGERS.get("rows")) {
            Features.Builder features = Features.newBuilder();
            row.properties()
                    .forEach(cell -> features.putFeature(cell.getKey(), feature(cell.getValue())));
            examples.addExamples(Example.newBuilder().setFeatures(features));
        }
        return ClassificationRequest.newBuilder()
                .setModelSpec(ModelSpec.newBuilder().setName("passengers"))
                .setInput(Input.newBuilder().setExampleList(examples));
    }

    @Test
    void examplesOverGrpcAreAnsweredAsTheFrameworkAnswersThem() {
        var answer = PredictionServiceGrpc.newBlockingStub(channel).classify(classify().build());

        for (int row = 0; row < 6; row++) {
            List<Class> classes = answer.getResult().getClassifications(row).getClassesList();
            assertThat(classes.get(1).getLabel()).isEqualTo("1");
            assertThat(classes.get(1).getScore())
                    .isEqualTo(
                            (float) PASSENGERS.at("/probabilities/" + row).asDouble(),
                            within(1e-6f));
        }
    }
}
