package io.inferry.engine.tflite;

import io.inferry.api.model.ModelId;
import io.inferry.engine.tflite.file.Entrance;
import io.inferry.engine.tflite.runtime.Interpreter;
import io.inferry.engine.tflite.runtime.NativeModel;
import io.inferry.engine.tflite.runtime.RefusedException;
import java.util.List;

/** A verified model and the ways into it: what every runner is made from. */
record Program(ModelId id, List<Entrance> entrances, NativeModel model, int threads) {
    Program {
        entrances = List.copyOf(entrances);
    }

    Interpreter interpreter() throws RefusedException {
        return new Interpreter(model, threads);
    }

    Program with(List<Entrance> others) {
        return new Program(id, others, model, threads);
    }
}
