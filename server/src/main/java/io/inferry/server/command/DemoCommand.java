package io.inferry.server.command;

import io.inferry.configuration.Assignment;
import io.inferry.configuration.Configuration;
import io.inferry.configuration.Sources;
import io.inferry.server.running.Distribution;
import io.inferry.server.running.Serve;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code inferry demo}. */
@Command(
        name = "demo",
        description = "Serves two sample models on this machine and shows what to ask them.")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        var flags =
                List.of(
                        new Assignment("models", Distribution.models().toString(), "demo"),
                        new Assignment("host", "127.0.0.1", "demo"));
        return new Serve(System.out)
                .demo(Configuration.read(new Sources(Optional.empty(), Map.of(), flags)));
    }
}
