package io.inferry.protocol.openinference.grpc;

import static io.inferry.protocol.openinference.grpc.GrpcCaller.input;
import static io.inferry.protocol.openinference.grpc.GrpcCaller.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import inference.GRPCInferenceServiceGrpc;
import inference.OpenInference.InferParameter;
import inference.OpenInference.InferTensorContents;
import inference.OpenInference.ModelInferRequest;
import inference.OpenInference.ModelInferRequest.InferRequestedOutputTensor;
import inference.OpenInference.ModelInferResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.inferry.api.tensor.DataType;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.protocol.openinference.echo.EchoEngine;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.transport.listen.ListenLimits;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrpcInferTest {
    private ProtocolServer server;
    private GrpcCaller caller;

    @BeforeAll
    void startServer(@TempDir Path models) {
        for (DataType dataType : DataType.values()) {
            EchoEngine.write(models, "echo_" + dataType, dataType);
        }
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);
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

    @ParameterizedTest
    @EnumSource(DataType.class)
    void everyTypeComesBackRawAsItWent(DataType dataType) {
        long seed = System.nanoTime();
        byte[] raw = new byte[dataType == DataType.STRING ? 8 : 2 * dataType.byteSize()];
        if (dataType != DataType.BOOL && dataType != DataType.STRING) {
            new Random(seed).nextBytes(raw);
        }

        ModelInferResponse response =
                caller.infer(
                        to("echo_" + dataType)
                                .addInputs(input("in", Datatype.name(dataType), 1, 2))
                                .addRawInputContents(ByteString.copyFrom(raw)));

        assertThat(response.getRawOutputContents(0).toByteArray())
                .as("seed %d", seed)
                .isEqualTo(raw);
        assertThat(response.getOutputs(0).getDatatype()).isEqualTo(Datatype.name(dataType));
        assertThat(response.getOutputs(0).getShapeList()).containsExactly(1L, 2L);
        assertThat(response.getOutputs(0).hasContents()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BOOL     | bool_contents: [true, false]                | 0100
                    INT8     | int_contents: [-128, 127]                   | 807f
                    INT16    | int_contents: [-32768, 32767]               | 0080ff7f
                    INT32    | int_contents: [-2147483648, 2147483647]     | 00000080ffffff7f
                    INT64    | int64_contents: [-1, 9007199254740993]      | ffffffffffffffff0100000000002000
                    UINT8    | uint_contents: [0, 255]                     | 00ff
                    UINT16   | uint_contents: [1, 65535]                   | 0100ffff
                    UINT32   | uint_contents: [1, 4294967295]              | 01000000ffffffff
                    UINT64   | uint64_contents: [1, 18446744073709551615]  | 0100000000000000ffffffffffffffff
                    FLOAT16  | fp32_contents: [1.0, -2.0]                  | 003c00c0
                    BFLOAT16 | fp32_contents: [1.0, -2.0]                  | 803f00c0
                    FLOAT32  | fp32_contents: [1.0, -2.0]                  | 0000803f000000c0
                    FLOAT64  | fp64_contents: [1.0, -2.0]                  | 000000000000f03f00000000000000c0
                    STRING   | bytes_contents: ["a", ""]                   | 010000006100000000
                    """)
    void everyTypeIsTakenTyped(DataType dataType, String contents, String rawHex) throws Exception {
        ModelInferResponse response =
                caller.infer(
                        to("echo_" + dataType)
                                .addInputs(
                                        input("in", Datatype.name(dataType), 1, 2)
                                                .setContents(contents(contents))));

        assertThat(
                        java.util.HexFormat.of()
                                .formatHex(response.getRawOutputContents(0).toByteArray()))
                .isEqualTo(rawHex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    INT8   | int_contents: [128, 0]               | got 128
                    UINT8  | uint_contents: [256, 0]              | got 256
                    INT32  | int64_contents: [1, 2]               | 'int64_contents' is set
                    FLOAT32| fp64_contents: [1, 2]                | 'fp64_contents' is set
                    INT64  | int64_contents: [1]                  | expecting 2
                    INT64  | int64_contents: [1, 2, 3]            | expecting 2
                    FLOAT32| fp32_contents: [1, 2, 3]             | expecting 2
                    STRING | bytes_contents: ["a", "b", "c"]      | expecting 2
                    BOOL   | int_contents: [1, 1]                 | 'bool_contents'
                    """)
    void wrongContentsAreNamed(DataType dataType, String contents, String named) throws Exception {
        Status status =
                caller.refused(
                        to("echo_" + dataType)
                                .addInputs(
                                        input("in", Datatype.name(dataType), 1, 2)
                                                .setContents(contents(contents))));

        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).contains("'in'").contains(named);
    }

    @Test
    void answerNamesModelVersionAndId() {
        ModelInferRequest.Builder request =
                to("echo_INT8")
                        .setModelVersion("1")
                        .addInputs(input("in", "INT8", 1, 1))
                        .addRawInputContents(ByteString.copyFrom(new byte[1]));

        ModelInferResponse own = caller.infer(request.clone().setId("seven"));
        ModelInferResponse made = caller.infer(request);

        assertThat(own.getModelName()).isEqualTo("echo_INT8");
        assertThat(own.getModelVersion()).isEqualTo("1");
        assertThat(own.getId()).isEqualTo("seven");
        assertThat(made.getId()).hasSize(36);
    }

    @Test
    void rawAndTypedContentsDoNotMix() {
        Status status =
                caller.refused(
                        to("echo_INT8")
                                .addInputs(
                                        input("in", "INT8", 1, 1)
                                                .setContents(
                                                        InferTensorContents.newBuilder()
                                                                .addIntContents(1)))
                                .addRawInputContents(ByteString.copyFrom(new byte[1])));

        assertThat(status.getDescription())
                .isEqualTo(
                        "contents field must not be specified when using raw_input_contents for"
                                + " 'in' for model 'echo_INT8'");
    }

    @Test
    void asManyRawContentsAsInputsAreNeeded() {
        Status status =
                caller.refused(
                        to("echo_INT8")
                                .addInputs(input("in", "INT8", 1, 1))
                                .addRawInputContents(ByteString.copyFrom(new byte[1]))
                                .addRawInputContents(ByteString.copyFrom(new byte[1])));

        assertThat(status.getDescription()).contains("got 2 for 1");
    }

    @Test
    void hugeShapeWithLittleDataIsRefused() {
        for (String datatype : new String[] {"FP32", "BYTES", "FP64"}) {
            String model = "echo_" + Datatype.of(datatype, "in");
            long huge = 1L << 31;
            Status raw =
                    caller.refused(
                            to(model)
                                    .addInputs(input("in", datatype, huge, 1024))
                                    .addRawInputContents(ByteString.copyFrom(new byte[4])));
            Status typed = caller.refused(to(model).addInputs(input("in", datatype, huge, 1024)));

            assertThat(raw.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(typed.getDescription()).contains("expecting 2199023255552");
        }
    }

    @Test
    void mistakesInTheRequestAreNamed() {
        ModelInferRequest.Builder right =
                to("echo_INT8")
                        .addInputs(input("in", "INT8", 1, 1))
                        .addRawInputContents(ByteString.copyFrom(new byte[1]));
        InferRequestedOutputTensor.Builder out =
                InferRequestedOutputTensor.newBuilder().setName("out");

        assertThat(caller.refused(right.clone().addOutputs(out).addOutputs(out)).getDescription())
                .isEqualTo("output 'out' already exists in request");
        assertThat(
                        caller.refused(
                                        right.clone()
                                                .addOutputs(
                                                        out.clone()
                                                                .putParameters(
                                                                        "classification",
                                                                        whole(3))))
                                .getCode())
                .isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(
                        caller.refused(right.clone().putParameters("triton_x", whole(1)))
                                .getDescription())
                .contains("'triton_x'");
        assertThat(caller.refused(right.clone().setModelName("nobody")).toString())
                .contains("NOT_FOUND")
                .contains("Request for unknown model: 'nobody' is not found");
        assertThat(caller.refused(right.clone().clearModelName()).getDescription())
                .contains("names no model");
        assertThat(
                        caller.refused(
                                        right.clone()
                                                .addInputs(input("in", "INT8", 1, 1))
                                                .addRawInputContents(
                                                        ByteString.copyFrom(new byte[1])))
                                .getDescription())
                .contains("'in' already exists");
    }

    @Test
    void timeoutThatHasPassedIsAnsweredSo() {
        Status status =
                caller.refused(
                        to("echo_INT8")
                                .putParameters("timeout", whole(1))
                                .putParameters(
                                        "priority",
                                        InferParameter.newBuilder().setUint64Param(1).build())
                                .addInputs(input("in", "INT8", 1, 1))
                                .addRawInputContents(ByteString.copyFrom(new byte[1])));

        assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }

    @Test
    void callerWhoLeavesBeforeTheEndIsForgotten() throws Exception {
        CompletableFuture<Status> closed = new CompletableFuture<>();
        ClientCall<ModelInferRequest, ModelInferResponse> call = streaming(closed);

        call.sendMessage(kibibyte());
        call.cancel("leaving", null);

        assertThat(closed.get(20, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.CANCELLED);
    }

    @Test
    void secondMessageIsRefusedAndBothAreForgotten() throws Exception {
        CompletableFuture<Status> closed = new CompletableFuture<>();
        ClientCall<ModelInferRequest, ModelInferResponse> call = streaming(closed);

        call.sendMessage(kibibyte());
        call.sendMessage(kibibyte());
        call.halfClose();

        assertThat(closed.get(20, TimeUnit.SECONDS).isOk()).isFalse();
    }

    /**
     * A caller who pretends that the method takes a stream: a unary one sends nothing by halves.
     */
    private ClientCall<ModelInferRequest, ModelInferResponse> streaming(
            CompletableFuture<Status> closed) {
        MethodDescriptor<ModelInferRequest, ModelInferResponse> method =
                GRPCInferenceServiceGrpc.getModelInferMethod().toBuilder()
                        .setType(MethodDescriptor.MethodType.CLIENT_STREAMING)
                        .build();
        ClientCall<ModelInferRequest, ModelInferResponse> call =
                caller.channel().newCall(method, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        closed.complete(status);
                    }
                },
                new Metadata());
        call.request(1);
        return call;
    }

    private static ModelInferRequest kibibyte() {
        return to("echo_INT8")
                .addInputs(input("in", "INT8", 1, 1 << 10))
                .addRawInputContents(ByteString.copyFrom(new byte[1 << 10]))
                .build();
    }

    private static InferParameter whole(long value) {
        return InferParameter.newBuilder().setInt64Param(value).build();
    }

    private static InferTensorContents contents(String text) throws TextFormat.ParseException {
        return TextFormat.parse(text, InferTensorContents.class);
    }
}
