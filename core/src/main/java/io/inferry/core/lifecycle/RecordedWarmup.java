package io.inferry.core.lifecycle;

import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.WarmupRecords;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.api.tensor.Tensor;
import io.inferry.core.batching.Execution;
import io.inferry.core.door.SignatureCheck;
import java.util.List;

/** Has a version answer the requests that were recorded with its files. */
final class RecordedWarmup {
    private final List<WarmupRecords> readers;

    RecordedWarmup(List<WarmupRecords> readers) {
        this.readers = List.copyOf(readers);
    }

    /**
     * Runs every record as often as configured.
     *
     * @return how many records there were
     * @throws io.inferry.api.ServingException when one cannot be read or fails
     */
    int replay(WarmupRecords.Version version, WarmupSettings.Recorded settings, Execution runs) {
        if (!settings.replayed()) {
            return 0;
        }
        int records = 0;
        for (WarmupRecords reader : readers) {
            records +=
                    reader.replay(
                            version,
                            request ->
                                    run(
                                            version.description(),
                                            request,
                                            settings.iterations(),
                                            runs));
        }
        return records;
    }

    /** As a caller's request is run, but at once. */
    private static void run(
            ModelDescription model, InferenceRequest request, int iterations, Execution runs) {
        try {
            Signature signature = SignatureCheck.signature(model, request);
            SignatureCheck.inputs(signature, request);
            List<String> outputs = SignatureCheck.outputs(signature, request);
            for (int i = 0; i < iterations; i++) {
                runs.runNow(signature, request.inputs(), outputs).values().forEach(Tensor::close);
            }
        } finally {
            request.inputs().values().forEach(Tensor::close);
        }
    }
}
