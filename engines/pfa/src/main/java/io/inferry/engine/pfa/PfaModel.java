package io.inferry.engine.pfa;

import io.inferry.api.ServingException;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.pfa.program.Compiled;
import io.inferry.engine.pfa.program.Instance;
import io.inferry.engine.pfa.program.Method;
import io.inferry.engine.pfa.program.Program;
import io.inferry.engine.pfa.program.ProgramLog;
import io.inferry.engine.pfa.row.Forms;
import java.util.Map;

/** One compiled document. Each runner is an engine of its own, with its own cells and pools. */
final class PfaModel implements Model {
    private final ModelId id;
    private final TensorMemory memory;
    private final Compiled compiled;
    private final Method method;
    private final PfaOptions.Emit emit;
    private final Forms forms;
    private final Map<String, Signature> signatures;
    private final Map<String, String> facts;

    /**
     * Compiles the document.
     *
     * @throws ServingException INVALID_MODEL with Hadrian's words; INVALID_ARGUMENT for an option
     *     that the document has no use for
     */
    PfaModel(LoadRequest request, Program program, PfaOptions options) {
        this.id = request.id();
        this.memory = request.memory();
        this.method = program.method();
        this.emit = options.emit();
        if (emit == PfaOptions.Emit.LIST && method != Method.EMIT) {
            throw ServingException.invalidArgument(
                    "option emit is 'list', but the document's method is " + method);
        }
        this.forms = emit == PfaOptions.Emit.LIST ? Forms.ofEmitted(program) : Forms.of(program);
        this.signatures = Map.of(Signature.DEFAULT_NAME, forms.signature());
        this.facts = Map.copyOf(program.facts());
        this.compiled = program.compile(options.timeoutMillis());
    }

    @Override
    public Map<String, Signature> signatures() {
        return signatures;
    }

    @Override
    public String platform() {
        return "hadrian_pfa";
    }

    @Override
    public Map<String, String> metadata() {
        return facts;
    }

    /** None: all is on the heap. */
    @Override
    public long nativeBytes() {
        return 0;
    }

    @Override
    public boolean isStateful() {
        return compiled.isRemembering();
    }

    @Override
    public Runner newRunner() {
        Instance instance = compiled.start(new ProgramLog(id));
        Answering answering =
                method == Method.EMIT ? Emissions.of(instance, emit) : Answering.of(instance);
        return new PfaRunner(id, answering, forms.reader(instance), forms.writer(instance, memory));
    }

    /** Classes and engines go with the last reference to them. */
    @Override
    public void close() {}
}
