package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.protocol.tfserving.examples.MultiInferenceMessage.Task;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.grpc.GrpcHandler;
import io.inferry.transport.protobuf.ProtoWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * PredictionService.MultiInference: several heads of one version over the same examples. Each head
 * is a call of its own, and all run at once; upstream runs them as one, so that what they share in
 * the graph is computed once there.
 */
final class MultiInference implements GrpcHandler<MultiInferenceMessage, ProtoWriter> {
    /** A version may be swapped for another between the first task's call and the next. */
    private static final int ATTEMPTS_MAX = 3;

    private static final RequestedModel NO_MODEL = new RequestedModel("", VersionChoice.LATEST, "");

    private final ServedHeads served;

    MultiInference(ServedHeads served) {
        this.served = served;
    }

    @Override
    public void handle(MultiInferenceMessage message, GrpcCall<ProtoWriter> grpc) {
        ModelRef model =
                (message.tasks().isEmpty() ? NO_MODEL : message.tasks().getFirst().model()).ref();
        for (int attempt = 1; ; attempt++) {
            List<Call> calls = new ArrayList<>();
            List<Head> heads;
            try {
                heads = open(model, message, grpc, calls);
            } catch (ServingException e) {
                calls.forEach(call -> call.fail(e));
                if (e.code() == ErrorCode.NOT_FOUND && !calls.isEmpty() && attempt < ATTEMPTS_MAX) {
                    continue;
                }
                throw e;
            }
            start(message, heads, calls, grpc);
            return;
        }
    }

    /** Opens a call for each task, all on the version of the first. */
    private List<Head> open(
            ModelRef model,
            MultiInferenceMessage message,
            GrpcCall<ProtoWriter> grpc,
            List<Call> calls) {
        Call first = served.open(model, message.examples(), grpc);
        calls.add(first);
        List<Head> heads = heads(message.tasks(), first.model());
        ServedHeads.notEmpty(message.examples());
        ModelRef exactly = ModelRef.version(model.name(), first.model().id().version());
        while (calls.size() < heads.size()) {
            calls.add(served.open(exactly, message.examples(), grpc));
        }
        return heads;
    }

    private List<Head> heads(List<Task> tasks, ModelDescription model) {
        String name = tasks.getFirst().model().name();
        Set<String> signatures = new HashSet<>();
        List<Head> heads = new ArrayList<>();
        for (Task task : tasks) {
            if (task.model().name().isEmpty()) {
                throw ServingException.invalidArgument("Found ModelSpec with an empty model name.");
            }
            if (!task.model().name().equals(name)) {
                throw ServingException.invalidArgument(
                        "All ModelSpecs in a MultiInferenceRequest must access the same model"
                                + " name.");
            }
            if (!signatures.add(task.model().signatureName())) {
                throw ServingException.invalidArgument(
                        "Duplicate evaluation of signature: " + task.model().signatureName());
            }
            heads.add(head(task, model));
        }
        return heads;
    }

    private Head head(Task task, ModelDescription model) {
        String signature = task.model().signatureName();
        if (!model.signatures().containsKey(signature)) {
            throw ServingException.invalidArgument(
                    "Requested signature not found in model graph: " + signature);
        }
        ExampleMethod method =
                ExampleMethod.named(task.methodName())
                        .orElseThrow(() ->
                                ServingException.unimplemented(
                                        "Unsupported signature method_name: " + task.methodName()));
        return served.heads()
                .of(model, Objects.requireNonNull(model.signatures().get(signature)), method);
    }

    private void start(
            MultiInferenceMessage message,
            List<Head> heads,
            List<Call> calls,
            GrpcCall<ProtoWriter> grpc) {
        MultiResult all = new MultiResult(message, served.counts(), grpc);
        for (int i = 0; i < heads.size(); i++) {
            HeadRun run = new HeadRun(heads.get(i), message.examples(), ServedHeads.terms(grpc));
            Call call = calls.get(i);
            run.start(call, grpc.ioThread(), served.watch().watch(call.model(), run, all.task(i)));
        }
    }
}
