package io.inferry.protocol.tfserving.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.Column;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.TableSettings;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.contracts.CreditEngine;
import io.inferry.contracts.ProtocolServer;
import io.inferry.core.Serving;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Models that take rows by column name: {@code passengers} (LightGBM, which names its columns and
 * their categories), {@code patients} (XGBoost, whose columns the operator names), {@code buyers}
 * (PMML, a tree of {@code age} and {@code job}, which takes nothing but columns), {@code loan} and
 * {@code price} of the kit.
 */
public final class TableModels {
    /** Columns of {@code patients}. */
    public static final List<String> MEASURES =
            IntStream.range(0, 30).mapToObj(i -> "measure " + i).toList();

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TableModels() {}

    /** All of them, loaded. */
    public static Serving load(Path models) {
        try {
            copy("passengers.txt", models.resolve("passengers/1/model.txt"));
            copy("buyers.pmml", models.resolve("buyers/1/model.pmml"));
            copy("bc_xgboost.json", models.resolve("patients/1/model.json"));
            Files.writeString(models.resolve("patients/model.yaml"), "read by a lambda");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CreditEngine.write(models, "loan", CreditEngine.Kind.LOAN);
        CreditEngine.write(models, "price", CreditEngine.Kind.PRICE);
        return ProtocolServer.over(models).settingsReader(file -> patients()).start();
    }

    private static ModelSettings patients() {
        return new ModelSettings(
                Optional.empty(),
                new VersionSelection.Latest(1),
                Map.of(),
                BatchSettings.STANDARD,
                1,
                WarmupSettings.STANDARD,
                LimitSettings.STANDARD,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                new TableSettings(
                        MEASURES.stream().map(Column::ofNumbers).toList(),
                        TableSettings.Absent.MISSING,
                        List.of("malignant", "benign")));
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = open(resource)) {
            Files.copy(in, file);
        }
    }

    /** A golden file. */
    public static JsonNode golden(String model) {
        try (InputStream in = open(model + ".golden.json")) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = TableModels.class.getResourceAsStream("/tables/" + resource);
        if (in == null) {
            throw new IllegalArgumentException("there is no " + resource);
        }
        return in;
    }
}
