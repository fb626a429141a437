package io.inferry.protocol.tfserving.flags;

/** What is printed of all flags: upstream's usage text, and a table for documentation. */
public final class Usage {
    private Usage() {}

    /** The usage text. */
    public static String text(String program) {
        var text = new StringBuilder("usage: " + program + "\nFlags:\n");
        for (Flag flag : Flag.values()) {
            text.append(
                    String.format(
                            "\t%-33s\t%s\t%s%n",
                            "--" + flag.flagName() + "=" + standard(flag),
                            flag.kind().shown(),
                            flag.purpose()));
        }
        return text.toString();
    }

    private static String standard(Flag flag) {
        return flag.kind() == FlagKind.STRING ? "\"" + flag.standard() + "\"" : flag.standard();
    }

    /** The page of FLAGS.md. */
    static String page() {
        var page =
                new StringBuilder(
                        """
                        # Flags of `inferry tensorflow-model-server`

                        Generated from `Flag`; a test holds it. Spelling as upstream: `--name=value`, for booleans also bare `--name`.

                        | flag | standard | here | |
                        |---|---|---|---|
                        """);
        for (Flag flag : Flag.values()) {
            page.append(row(flag)).append('\n');
        }
        return page.toString();
    }

    private static String row(Flag flag) {
        String standard = flag.standardInWords();
        return "| `%s` | %s | %s |"
                .formatted(
                        flag.flagName(),
                        standard.isEmpty() ? "" : "`" + standard + "`",
                        flag.effect());
    }
}
