package io.inferry.core.door;

import io.inferry.api.inference.Exchange;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The copies of one call that go to shadows. They share the memory of the call's tensors and begin
 * only when the caller has been answered, so that they cost the answer nothing but the counting.
 * Used by whichever thread has the call.
 */
final class Shadowing {
    /** A call without shadows. */
    static final Shadowing NONE = new Shadowing(List.of());

    private final List<ShadowLane> lanes;
    private final List<ShadowRun> runs = new ArrayList<>();

    Shadowing(List<ShadowLane> lanes) {
        this.lanes = lanes;
    }

    /** The call is about to run with these inputs. */
    void asked(Map<String, Tensor> inputs) {
        for (ShadowLane lane : lanes) {
            runs.add(new ShadowRun(lane, shared(inputs)));
        }
    }

    /** The live version answered. */
    void answered(Exchange live, Signature signature, Map<String, Tensor> outputs) {
        for (ShadowRun run : runs) {
            run.answered(live, signature, shared(outputs));
        }
    }

    /** The caller has the answer. */
    void begin() {
        runs.forEach(ShadowRun::begin);
    }

    /** There will be no answer to compare with. */
    void forget() {
        runs.forEach(ShadowRun::close);
    }

    static Map<String, Tensor> shared(Map<String, Tensor> tensors) {
        Map<String, Tensor> shared = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shared.put(name, tensor.share()));
        return shared;
    }
}
