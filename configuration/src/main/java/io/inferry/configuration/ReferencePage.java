package io.inferry.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders docs/configuration.md from the tables of keys. */
final class ReferencePage {
    private static final String HEAD =
            """
            # Configuration

            This page is made from the tables of keys in `configuration/`; a test holds it against
            them.

            A flag wins over the environment, the environment over the file, the file over the
            default. `inferry serve --print-config` shows what holds and where it came from. An
            unknown key is an error that names the nearest known one, and all problems are reported
            at once.

            Durations are a number and one of ns, us, ms, s, m, h, d (`5ms`); sizes a number and one
            of B, KiB, MiB, GiB, TiB (`256MiB`); a bare `0` needs no unit. In the environment and in
            flags a list is written with commas (`8,16`) and a section of options as
            `name=value,name=value`.
            """;
    private static final String SERVER =
            """
            ## inferry.yaml

            Read with `--config FILE`. Every key can also be given as `--set key=value` and as a
            variable: `listeners.admin.port` is `INFERRY_LISTENERS_ADMIN_PORT`. Other variables that
            begin with `INFERRY_` are reported in the log and ignored, since Kubernetes sets some of
            its own.

            Where a key has a `*`, any name may stand: of a listener (`tensorflow_rest`,
            `tensorflow_grpc`, `openinference_rest`, `openinference_grpc`, `admin` and those of
            plug-ins) or of a protocol.
            """;
    private static final String MODEL =
            """
            ## model.yaml

            Lies in the model's directory, beside its versions, and is read again when it changes.
            """;

    private ReferencePage() {}

    static String render() {
        return String.join(
                "\n", HEAD, SERVER, table(ServerKeys.table()), MODEL, table(ModelKeys.table()));
    }

    private static String table(KeyTable table) {
        var page = new StringBuilder("| Key | Value | Default | |\n|---|---|---|---|\n");
        for (Key<?> key : table.keys()) {
            var cells = new ArrayList<String>();
            cells.add("`" + key.path() + "`");
            cells.add(key.kind().description());
            cells.add(standard(key).map(text -> "`" + text + "`").orElse("unset"));
            cells.add(key.purpose());
            page.append("| ").append(String.join(" | ", escaped(cells))).append(" |\n");
        }
        return page.toString();
    }

    private static <T> Optional<String> standard(Key<T> key) {
        return key.standard().map(key.kind()::show);
    }

    private static List<String> escaped(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).toList();
    }
}
