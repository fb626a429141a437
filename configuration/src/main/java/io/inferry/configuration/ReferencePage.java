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
    private static final String TRAFFIC =
            """
            ### traffic

            Where requests go that name a model and no version; a version or label in the request
            stands over all of it. The first of `rules` that fits decides, then `holdout`, then a
            running experiment, then `route`, then the latest version. The same form, in YAML or
            JSON, is the body of `PUT /api/models/{name}/traffic`.

            ```yaml
            """;
    private static final String TRAFFIC_TERMS =
            """
            ```

            - `match` is a list of which any entry may fit; of an entry all conditions hold, and an
              entry may itself be a list of sections of which all hold. One entry needs no list.
            - A condition is a text (the same as `{exact: text}`), `{prefix: text}`, `{regex:
              pattern}` (the whole value; bounded in time, a value of more than 1024 characters does
              not fit), a list or `{one_of: [...]}`, or `{present: true}`. A request without the
              field does not fit. Names of headers are case-insensitive; `inputs` are the first
              element of an input as text; `caller` is the name in a verified client certificate.
            - Weights are percent and sum to 100; a target alone needs none. A target is a `version`
              (a number, or `latest`) or a `label`. A target that is not available now passes its
              part to the others.
            - `sticky` keeps requests with the same value at the same target; without it each request
              is drawn for itself. `holdout` needs it, and keeps these callers out of experiments.
            - `shadows` are asked too, after the answer and without anybody waiting; `percent` is 100
              and `in_flight_max` 4 unless written. What would exceed it is skipped and counted.
            - Rules that can never be reached are refused.
            """;

    /** A plan with one of everything, which a test reads. */
    static final String TRAFFIC_EXAMPLE =
            """
            traffic:
              rules:
                - name: beta                     # rule-1, rule-2 ... unless named
                  match:
                    - headers: {x-user-type: beta}
                    - query: {debug: {present: true}}
                      parameters: {tier: {one_of: [gold, silver]}}
                      inputs: {country: DE}
                      caller: {prefix: "spiffe://prod/"}
                  route: [{version: 2}]
              holdout: {percent: 5, version: 1}
              route: [{version: 1, weight: 90}, {label: canary, weight: 10}]
              sticky: {header: x-user-id}        # or query, parameter, input; or sticky: caller
              shadows: [{version: 3, percent: 10, in_flight_max: 4}]
            """;

    private static final String TABLE =
            """
            ### table

            Lets rows come by column name where a model takes a matrix. LightGBM and XGBoost files
            that name their features need none of it.

            ```yaml
            """;

    /** A table with one of everything, which a test reads. */
    static final String TABLE_EXAMPLE =
            """
            table:
              columns:
                - age
                - {name: colour, categories: [red, green, blue]}   # 0, 1 and 2 for the model
                - {name: height}
              absent: missing
              classes: [malignant, benign]
            """;

    private static final String TABLE_TERMS =
            """
            ```

            - The model gets a signature `columns` beside `serving_default` (and `explain_columns`
              beside `explain`) with one input for each column; requests that bring columns are sent
              there by themselves.
            - A null, an empty CSV cell and NaN are missing values: NaN in the matrix. An unknown
              category, an unknown column and a text that is no number are refused by name.
            """;

    private ReferencePage() {}

    static String render() {
        return String.join(
                "\n",
                HEAD,
                SERVER,
                table(ServerKeys.table()),
                MODEL,
                table(ModelKeys.table()),
                TRAFFIC + TRAFFIC_EXAMPLE + TRAFFIC_TERMS,
                TABLE + TABLE_EXAMPLE + TABLE_TERMS);
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
