package io.inferry.engine.pfa;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.engine.pfa.document.Artifact;
import io.inferry.engine.pfa.document.Document;
import io.inferry.engine.pfa.program.Program;
import io.inferry.engine.pfa.row.Forms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Serves PFA documents: each is compiled to JVM classes by Hadrian, and each runner holds an engine
 * of its own. None of Hadrian's classes is loaded before the first document is.
 */
public final class PfaEngine implements Engine {
    /** For {@link java.util.ServiceLoader}. */
    public PfaEngine() {}

    @Override
    public String name() {
        return "pfa";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Artifact.isPresent(artifact);
    }

    @Override
    public Inspection inspect(Path artifact) {
        PfaOptions options = PfaOptions.parse(Map.of());
        Document document = Document.read(Artifact.locate(artifact));
        Program program = Program.parse(document, options.loadMillisMax());
        return new Inspection(
                "PFA",
                document.byteSize(),
                List.of(Forms.of(program).signature()),
                program.facts());
    }

    @Override
    public Model load(LoadRequest request) {
        PfaOptions options = PfaOptions.parse(request.options());
        Document document = Document.read(Artifact.locate(request.artifact()));
        Program program = Program.parse(document, options.loadMillisMax());
        return new PfaModel(request, program, options);
    }
}
