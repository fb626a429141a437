package io.inferry.engine.trees;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Column;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One ensemble, shared by all runners: nothing in it changes. */
final class TreesModel implements Model {
    private final ModelFile file;
    private final Map<String, Signature> signatures = new LinkedHashMap<>();
    private final TensorMemory memory;

    TreesModel(ModelFile file, List<Signature> signatures, TensorMemory memory) {
        this.file = file;
        signatures.forEach(each -> this.signatures.put(each.name(), each));
        this.memory = memory;
    }

    @Override
    public Map<String, Signature> signatures() {
        return Collections.unmodifiableMap(signatures);
    }

    @Override
    public List<Column> columns() {
        return file.ensemble().inputs().columns();
    }

    @Override
    public List<String> classes() {
        return file.ensemble().classes();
    }

    @Override
    public String platform() {
        return file.format().platform();
    }

    @Override
    public Map<String, String> metadata() {
        return file.facts();
    }

    /** The arrays are on the heap. */
    @Override
    public long nativeBytes() {
        return 0;
    }

    @Override
    public Runner newRunner() {
        return new TreesRunner(file, memory);
    }

    @Override
    public void close() {
        // Nothing beside the heap.
    }
}
