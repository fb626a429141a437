package io.inferry.protocol.openinference.grpc;

import static io.inferry.protocol.openinference.grpc.GrpcCaller.input;
import static io.inferry.protocol.openinference.grpc.GrpcCaller.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import inference.OpenInference.InferParameter;
import inference.OpenInference.InferTensorContents;
import inference.OpenInference.ModelInferRequest;
import inference.OpenInference.ModelInferResponse;
import io.grpc.Status;
import io.inferry.contracts.CreditEngine;
import io.inferry.contracts.CreditEngine.Kind;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.listen.ListenLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrpcTableTest {
    private static final InferParameter TRUE =
            InferParameter.newBuilder().setBoolParam(true).build();

    private ProtocolServer server;
    private GrpcCaller caller;

    @BeforeAll
    void startServer(@TempDir Path models) {
        CreditEngine.write(models, "loan", Kind.LOAN);
        CreditEngine.write(models, "price", Kind.PRICE);
        server = ProtocolServer.start(models, new OpenInferenceProtocol(), ListenLimits.STANDARD);
        caller = new GrpcCaller(server.port(OpenInferenceProtocol.GRPC_LISTENER));
    }

    @AfterEach
    void nothingStaysAllocated() {
        server.awaitNoTensors();
    }

    @AfterAll
    void stopServer() {
        caller.close();
        server.close();
    }

    /** Two rows; the first has no income. */
    private static ModelInferRequest.Builder table(String model) {
        return to(model)
                .addInputs(
                        input("income", "FP32", 2)
                                .setContents(
                                        InferTensorContents.newBuilder()
                                                .addFp32Contents(Float.NaN)
                                                .addFp32Contents(8)))
                .addInputs(
                        input("age", "INT64", 2, 1)
                                .setContents(
                                        InferTensorContents.newBuilder()
                                                .addInt64Contents(30)
                                                .addInt64Contents(50)))
                .addInputs(
                        input("town", "BYTES", 2)
                                .setContents(
                                        InferTensorContents.newBuilder()
                                                .addBytesContents(ByteString.copyFromUtf8("Ulm"))
                                                .addBytesContents(
                                                        ByteString.copyFromUtf8("Rome"))));
    }

    private static ByteBuffer raw(ModelInferResponse response, int output) {
        return response.getRawOutputContents(output)
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void oneTensorPerColumnIsAnswered() {
        ByteBuffer prices = raw(caller.infer(table("price")), 0);

        assertThat(prices.getDouble(0)).isEqualTo(225);
        assertThat(prices.getDouble(8)).isEqualTo(925);
    }

    @Test
    void explanationsAreAParameterAway() {
        ModelInferResponse byFlag = caller.infer(table("loan").putParameters("explain", TRUE));
        ModelInferResponse byName =
                caller.infer(
                        table("loan")
                                .putParameters(
                                        "signature",
                                        InferParameter.newBuilder()
                                                .setStringParam("explain")
                                                .build()));

        assertThat(byFlag.getOutputs(0).getName()).isEqualTo("contributions");
        assertThat(raw(byFlag, 0).getFloat(0)).isEqualTo(-1);
        assertThat(raw(byFlag, 1).getFloat(0)).isEqualTo(0.25f);
        assertThat(byName.getRawOutputContents(0)).isEqualTo(byFlag.getRawOutputContents(0));
    }

    @Test
    void aModelThatCannotExplainSaysSo() {
        Status status = caller.refused(table("price").putParameters("explain", TRUE));

        assertThat(status.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(status.getDescription()).contains("price/1 cannot explain");
    }

    @Test
    void wrongColumnsAreNamed() {
        Status status = caller.refused(table("price").removeInputs(1));

        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).contains("columns are missing: [age]");
    }
}
