package io.inferry.protocol.tfserving.warmup;

import io.inferry.api.ServingException;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.WarmupRecords;
import io.inferry.protocol.tfserving.records.BrokenRecordsException;
import io.inferry.protocol.tfserving.records.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code assets.extra/tf_serving_warmup_requests}: a TFRecord file of PredictionLogs,
 * whatever engine the version is for. The model that a record names is not looked at, as upstream
 * does it.
 */
public final class TensorFlowWarmup implements WarmupRecords {
    /** Where the records are, from the version's directory. */
    public static final String FILE = "assets.extra/tf_serving_warmup_requests";

    @Override
    public int replay(Version version, Consumer<InferenceRequest> run) {
        Path file = version.artifact().resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        try (RecordReader records = RecordReader.open(file)) {
            return replay(records, file, version, run);
        } catch (BrokenRecordsException e) {
            throw ServingException.invalidModel(
                    e.getMessage()
                            + " of "
                            + file
                            + ". Please verify your warmup data is in TFRecord format.");
        } catch (IOException e) {
            throw ServingException.invalidModel(file + " cannot be read: " + e, e);
        }
    }

    private static int replay(
            RecordReader records, Path file, Version version, Consumer<InferenceRequest> run)
            throws IOException {
        var recorded = new RecordedRequests(version.description(), version.memory());
        int count = 0;
        Optional<byte[]> record = records.next();
        while (record.isPresent()) {
            if (count == version.recordsMax()) {
                throw ServingException.invalidModel(
                        "Number of warmup records exceeds the maximum ("
                                + version.recordsMax()
                                + ") at "
                                + file);
            }
            count++;
            try {
                recorded.replay(record.get(), run);
            } catch (ServingException e) {
                throw ServingException.of(
                        e.code(), "warmup record " + count + " of " + file + ": " + e.text(), e);
            }
            record = records.next();
        }
        return count;
    }
}
