package io.inferry.api.model;

/**
 * Which answered requests of a model are written down, and where. The files are what a later
 * version can be warmed up with.
 *
 * @param path what names of files begin with, directory included; the model's name, a time and an
 *     ending follow
 * @param samplingRate the share of requests that is written, from 0 to 1
 * @param fileBytesMax a file that would grow beyond it is ended and the next begun
 * @param fileRecordsMax likewise for requests in it; 1,000 are what a warm-up reads
 * @param filesMax files of a model that are kept; the oldest are deleted
 */
public record RequestLogSettings(
        String path, double samplingRate, long fileBytesMax, int fileRecordsMax, int filesMax) {
    /** 64 MiB. */
    public static final long FILE_BYTES_STANDARD = 64L << 20;

    /** As many as a warm-up reads. */
    public static final int FILE_RECORDS_STANDARD = 1000;

    /** Ten files. */
    public static final int FILES_STANDARD = 10;

    public RequestLogSettings {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("request_log.path must not be empty");
        }
        if (!(samplingRate >= 0 && samplingRate <= 1)) {
            throw new IllegalArgumentException(
                    "request_log.sampling_rate must be 0 to 1, was " + samplingRate);
        }
        atLeastOne("file_bytes_max", fileBytesMax);
        atLeastOne("file_records_max", fileRecordsMax);
        atLeastOne("files_max", filesMax);
    }

    /** With the standard bounds of files. */
    public RequestLogSettings(String path, double samplingRate) {
        this(path, samplingRate, FILE_BYTES_STANDARD, FILE_RECORDS_STANDARD, FILES_STANDARD);
    }

    private static void atLeastOne(String key, long bound) {
        if (bound < 1) {
            throw new IllegalArgumentException(
                    "request_log." + key + " must be 1 or more, was " + bound);
        }
    }
}
