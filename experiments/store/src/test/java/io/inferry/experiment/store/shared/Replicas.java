package io.inferry.experiment.store.shared;

import io.inferry.contracts.PostgreSql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Stores of several replicas on one database, closed together. */
final class Replicas implements AutoCloseable {
    private final PostgreSql database;
    private final String parameters;
    private final List<PostgresStore> stores = new ArrayList<>();

    Replicas(PostgreSql database) {
        this(database, "");
    }

    /**
     * @param parameters added to the address
     */
    Replicas(PostgreSql database, String parameters) {
        this.database = database;
        this.parameters = parameters;
    }

    PostgresStore open(String replica) {
        PostgresStore store =
                new PostgresStore(
                        DatabaseSettings.of(
                                database.url() + parameters,
                                database.user(),
                                database.password(),
                                replica));
        stores.add(store);
        return store;
    }

    @Override
    public void close() {
        stores.forEach(PostgresStore::close);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
