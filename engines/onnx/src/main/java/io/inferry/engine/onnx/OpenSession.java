package io.inferry.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.inferry.engine.onnx.file.ModelFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A session of ONNX Runtime with what has to live as long as it.
 *
 * @param providers the execution providers in use, most wanted first, with the reason for each that
 *     is not
 */
record OpenSession(
        OrtEnvironment environment,
        OrtSession session,
        OrtSession.SessionOptions options,
        List<String> providers)
        implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OpenSession.class.getName());

    OpenSession {
        providers = List.copyOf(providers);
    }

    /**
     * Opens the model with the first execution providers that work: when one lacks its library or
     * its device, the model is served without it and a warning says so.
     *
     * @throws io.inferry.api.ServingException INVALID_MODEL
     */
    static OpenSession open(OrtEnvironment environment, ModelFile file, OnnxOptions options) {
        List<ExecutionProvider> wanted = new ArrayList<>(options.providers());
        List<String> missing = new ArrayList<>();
        while (true) {
            var attempt = new OrtSession.SessionOptions();
            try {
                options.applyTo(attempt, file);
                missing.addAll(addProviders(attempt, wanted));
                OrtSession session = environment.createSession(file.path().toString(), attempt);
                warn(file, missing);
                return new OpenSession(environment, session, attempt, notes(wanted, missing));
            } catch (OrtException e) {
                attempt.close();
                if (wanted.isEmpty()) {
                    throw ModelFile.broken(file.path(), Failures.clean(e), e);
                }
                // Either the file or a device is at fault: without devices we shall know.
                missing.add(wanted + ": " + Failures.clean(e));
                wanted.clear();
            }
        }
    }

    /** Adds what can be added, takes the others out of {@code wanted} and says why. */
    private static List<String> addProviders(
            OrtSession.SessionOptions options, List<ExecutionProvider> wanted) {
        List<String> missing = new ArrayList<>();
        for (ExecutionProvider provider : List.copyOf(wanted)) {
            try {
                provider.addTo(options);
            } catch (OrtException | LinkageError e) {
                missing.add(provider + ": " + Failures.clean(e));
                wanted.remove(provider);
            }
        }
        return missing;
    }

    private static List<String> notes(List<ExecutionProvider> used, List<String> missing) {
        List<String> notes = new ArrayList<>();
        used.forEach(provider -> notes.add(provider.toString()));
        notes.add("cpu");
        missing.forEach(reason -> notes.add("not " + reason));
        return notes;
    }

    private static void warn(ModelFile file, List<String> missing) {
        for (String reason : missing) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "execution provider unavailable file={0} reason={1}",
                    file.path(),
                    reason);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session does not close", e);
        } finally {
            options.close();
        }
    }
}
