package io.inferry.engine.pmml;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.pmml.PmmlOptions.InvalidValues;
import io.inferry.engine.pmml.PmmlOptions.NullResults;
import io.inferry.engine.pmml.document.Document;
import io.inferry.engine.pmml.score.ScoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One PMML model, shared by all runners: nothing in it changes. */
final class PmmlModel implements Model {
    private final ScoredModel scored;
    private final long byteSize;
    private final TensorMemory memory;

    private PmmlModel(ScoredModel scored, long byteSize, TensorMemory memory) {
        this.scored = scored;
        this.byteSize = byteSize;
        this.memory = memory;
    }

    /**
     * Reads and prepares a file.
     *
     * @throws io.inferry.api.ServingException INVALID_MODEL or UNIMPLEMENTED that names the file
     *     and the reason
     */
    static PmmlModel load(Path file, PmmlOptions options, TensorMemory memory) {
        Document document = Document.read(file);
        ScoredModel scored =
                ScoredModel.of(
                        document,
                        new ScoredModel.Policy(
                                options.invalidValues() == InvalidValues.AS_MISSING,
                                options.nullResults() == NullResults.ALLOW));
        return new PmmlModel(scored, document.byteSize(), memory);
    }

    /** Of the file. */
    long byteSize() {
        return byteSize;
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(scored.signature().name(), scored.signature());
    }

    @Override
    public String platform() {
        return "pmml";
    }

    @Override
    public List<String> classes() {
        return scored.classes();
    }

    @Override
    public Map<String, String> metadata() {
        return scored.facts();
    }

    /** The model is on the heap. */
    @Override
    public long nativeBytes() {
        return 0;
    }

    @Override
    public Runner newRunner() {
        return new PmmlRunner(scored, memory);
    }

    @Override
    public void close() {
        // Nothing beside the heap.
    }
}
