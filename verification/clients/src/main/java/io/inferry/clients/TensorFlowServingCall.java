package io.inferry.clients;

import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.tensorflow.example.Example;
import org.tensorflow.example.Feature;
import org.tensorflow.example.Features;
import org.tensorflow.example.FloatList;
import org.tensorflow.framework.DataType;
import org.tensorflow.framework.TensorProto;
import org.tensorflow.framework.TensorShapeProto;
import tensorflow.serving.Classification.ClassificationRequest;
import tensorflow.serving.GetModelMetadata.GetModelMetadataRequest;
import tensorflow.serving.GetModelStatus.GetModelStatusRequest;
import tensorflow.serving.Inference.InferenceTask;
import tensorflow.serving.Inference.MultiInferenceRequest;
import tensorflow.serving.InputOuterClass.ExampleList;
import tensorflow.serving.InputOuterClass.Input;
import tensorflow.serving.Model.ModelSpec;
import tensorflow.serving.ModelManagement.ReloadConfigRequest;
import tensorflow.serving.ModelServerConfigOuterClass.ModelConfig;
import tensorflow.serving.ModelServerConfigOuterClass.ModelConfigList;
import tensorflow.serving.ModelServerConfigOuterClass.ModelServerConfig;
import tensorflow.serving.ModelServiceGrpc;
import tensorflow.serving.Predict.PredictRequest;
import tensorflow.serving.PredictionServiceGrpc;
import tensorflow.serving.RegressionOuterClass.RegressionRequest;

/**
 * Calls TensorFlow Serving's two services through {@code io.opil:tensorflow-serving-client}, and
 * prints each answer as protobuf text, or the status of a failed call. Several calls are separated
 * by {@code --}.
 *
 * <pre>
 * PORT predict MODEL[@VERSION] SIGNATURE INPUT=NUMBER,NUMBER [OUTPUT...]
 * PORT predict MODEL SIGNATURE SCALAR:=NUMBER
 * PORT classify|regress MODEL SIGNATURE FEATURE=NUMBER
 * PORT multi MODEL FEATURE=NUMBER SIGNATURE:METHOD...
 * PORT status|metadata MODEL
 * PORT reload MODEL=PATH...
 * </pre>
 */
public final class TensorFlowServingCall {
    private static final long DEADLINE_SECONDS = 60;

    private final PredictionServiceGrpc.PredictionServiceBlockingStub predictions;
    private final ModelServiceGrpc.ModelServiceBlockingStub models;

    private TensorFlowServingCall(ManagedChannel channel) {
        predictions =
                PredictionServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
        models =
                ModelServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Makes the calls in order. */
    public static void main(String[] arguments) {
        ManagedChannel channel =
                OkHttpChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(arguments[0]))
                        .usePlaintext()
                        .build();
        try {
            TensorFlowServingCall calls = new TensorFlowServingCall(channel);
            Deque<String> words = new ArrayDeque<>();
            for (String word : Arrays.asList(arguments).subList(1, arguments.length)) {
                if (word.equals("--")) {
                    calls.print(words);
                    words.clear();
                } else {
                    words.add(word);
                }
            }
            calls.print(words);
        } finally {
            channel.shutdownNow();
        }
    }

    private void print(Deque<String> words) {
        try {
            System.out.println(call(words));
        } catch (StatusRuntimeException e) {
            Status status = e.getStatus();
            System.out.println(status.getCode() + ": " + status.getDescription());
        }
        System.out.println("--");
    }

    private Message call(Deque<String> words) {
        String method = words.pop();
        return switch (method) {
            case "predict" -> predict(words);
            case "classify" ->
                    predictions.classify(
                            ClassificationRequest.newBuilder()
                                    .setModelSpec(spec(words))
                                    .setInput(input(words))
                                    .build());
            case "regress" ->
                    predictions.regress(
                            RegressionRequest.newBuilder()
                                    .setModelSpec(spec(words))
                                    .setInput(input(words))
                                    .build());
            case "multi" -> multi(words);
            case "status" ->
                    models.getModelStatus(
                            GetModelStatusRequest.newBuilder().setModelSpec(model(words)).build());
            case "metadata" ->
                    predictions.getModelMetadata(
                            GetModelMetadataRequest.newBuilder()
                                    .setModelSpec(model(words))
                                    .addMetadataField("signature_def")
                                    .build());
            case "reload" -> reload(words);
            default -> throw new IllegalArgumentException("no such call: " + method);
        };
    }

    private Message predict(Deque<String> words) {
        PredictRequest.Builder request = PredictRequest.newBuilder().setModelSpec(spec(words));
        if (!words.isEmpty() && words.peek().contains("=")) {
            String[] input = words.pop().split("=", 2);
            if (input[0].endsWith(":")) {
                String name = input[0].substring(0, input[0].length() - 1);
                request.putInputs(name, numbers(input[1]).build());
            } else {
                request.putInputs(input[0], vector(input[1]));
            }
        }
        return predictions.predict(request.addAllOutputFilter(words).build());
    }

    private static TensorProto.Builder numbers(String numbers) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setTensorShape(TensorShapeProto.getDefaultInstance());
        for (String number : numbers.split(",", -1)) {
            tensor.addFloatVal(Float.parseFloat(number));
        }
        return tensor;
    }

    private static TensorProto vector(String numbers) {
        TensorProto.Builder tensor = numbers(numbers);
        return tensor.setTensorShape(
                        TensorShapeProto.newBuilder()
                                .addDim(
                                        TensorShapeProto.Dim.newBuilder()
                                                .setSize(tensor.getFloatValCount())))
                .build();
    }

    private Message multi(Deque<String> words) {
        ModelSpec model = model(words);
        MultiInferenceRequest.Builder request =
                MultiInferenceRequest.newBuilder().setInput(input(words));
        for (String task : words) {
            String[] parts = task.split(":", 2);
            request.addTasks(
                    InferenceTask.newBuilder()
                            .setModelSpec(model.toBuilder().setSignatureName(parts[0]))
                            .setMethodName(parts[1]));
        }
        return predictions.multiInference(request.build());
    }

    private Message reload(Deque<String> words) {
        ModelConfigList.Builder list = ModelConfigList.newBuilder();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            list.addConfig(
                    ModelConfig.newBuilder()
                            .setName(parts[0])
                            .setBasePath(parts[1])
                            .setModelPlatform("tensorflow"));
        }
        return models.handleReloadConfigRequest(
                ReloadConfigRequest.newBuilder()
                        .setConfig(ModelServerConfig.newBuilder().setModelConfigList(list))
                        .build());
    }

    private static ModelSpec model(Deque<String> words) {
        String[] parts = words.pop().split("@", 2);
        ModelSpec.Builder spec = ModelSpec.newBuilder().setName(parts[0]);
        if (parts.length == 2) {
            spec.setVersion(Int64Value.newBuilder().setValue(Long.parseLong(parts[1])));
        }
        return spec.build();
    }

    private static ModelSpec spec(Deque<String> words) {
        return model(words).toBuilder().setSignatureName(words.pop()).build();
    }

    private static Input input(Deque<String> words) {
        String[] feature = words.pop().split("=", 2);
        FloatList.Builder values = FloatList.newBuilder();
        for (String number : feature[1].split(",", -1)) {
            values.addValue(Float.parseFloat(number));
        }
        Features.Builder features =
                Features.newBuilder()
                        .putFeature(feature[0], Feature.newBuilder().setFloatList(values).build());
        return Input.newBuilder()
                .setExampleList(
                        ExampleList.newBuilder()
                                .addExamples(Example.newBuilder().setFeatures(features)))
                .build();
    }
}
