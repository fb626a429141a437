package io.inferry.configuration;

import io.inferry.api.model.RequestLogSettings;
import java.util.List;
import java.util.Optional;

/** The keys of model.yaml below {@code request_log}. */
final class RequestLogKeys {
    private static final int COUNT_MAX = 1_000_000;

    static final Key<String> PATH =
            Key.optional(
                    "request_log.path",
                    Texts.WORD,
                    "What names of files begin with, directory included, that answered requests"
                            + " are written to as TensorFlow Serving's PredictionLog; unset: none"
                            + " are.");
    static final Key<Double> SAMPLING_RATE =
            Key.of(
                    "request_log.sampling_rate",
                    new Fractions(),
                    0.01,
                    "The share of requests that is written.");
    static final Key<Long> FILE_BYTES_MAX =
            Key.of(
                    "request_log.file_bytes_max",
                    Quantity.size(1),
                    RequestLogSettings.FILE_BYTES_STANDARD,
                    "A file that would grow beyond it is ended and the next begun.");
    static final Key<Integer> FILE_RECORDS_MAX =
            Key.of(
                    "request_log.file_records_max",
                    Numbers.ints(1, COUNT_MAX),
                    RequestLogSettings.FILE_RECORDS_STANDARD,
                    "Requests of a file at most; 1000 are what a warm-up reads.");
    static final Key<Integer> FILES_MAX =
            Key.of(
                    "request_log.files_max",
                    Numbers.ints(1, COUNT_MAX),
                    RequestLogSettings.FILES_STANDARD,
                    "Files of the model that are kept; the oldest are deleted.");

    static final List<Key<?>> KEYS =
            List.of(PATH, SAMPLING_RATE, FILE_BYTES_MAX, FILE_RECORDS_MAX, FILES_MAX);

    private RequestLogKeys() {}

    /** What was written; empty without a path. */
    static Optional<RequestLogSettings> read(Values values) {
        Optional<String> path = values.find(PATH);
        double samplingRate = values.get(SAMPLING_RATE);
        long fileBytesMax = values.get(FILE_BYTES_MAX);
        int fileRecordsMax = values.get(FILE_RECORDS_MAX);
        int filesMax = values.get(FILES_MAX);
        return path.map(prefix ->
                new RequestLogSettings(
                        prefix, samplingRate, fileBytesMax, fileRecordsMax, filesMax));
    }
}
