package io.inferry.configuration;

/**
 * Where a PostgreSQL database is, as JDBC names it; without its password, which has its own key.
 */
record DatabaseUrl() implements Kind<String> {
    private static final String START = "jdbc:postgresql:";

    @Override
    public String read(Node node) {
        if (!(node instanceof Node.Scalar scalar) || !scalar.text().startsWith(START)) {
            throw new IllegalArgumentException("must be " + description());
        }
        if (scalar.text().contains("password=")) {
            throw new IllegalArgumentException(
                    "must not hold the password, which belongs to " + ExperimentKeys.PASSWORD);
        }
        return scalar.text();
    }

    @Override
    public String show(String value) {
        return value;
    }

    @Override
    public String description() {
        return "a URL such as jdbc:postgresql://host/database";
    }
}
