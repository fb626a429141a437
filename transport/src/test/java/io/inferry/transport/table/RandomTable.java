package io.inferry.transport.table;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of numbers and texts, some of them missing, and the forms that requests give it. */
final class RandomTable {
    private static final List<String> LETTERS =
            List.of("a", "B", "7", " ", ",", "\"", "\\", "\n", "\r\n", "é", "\ud83d\ude00", "\t");

    private final Random random;
    private final Signature signature;

    /** By column, then row; numbers and texts as JSON and CSV write them, empty for missing. */
    private final List<List<String>> cells = new ArrayList<>();

    private final int rows;

    RandomTable(long seed) {
        random = new Random(seed);
        List<TensorSpec> inputs = new ArrayList<>();
        int columns = 1 + random.nextInt(6);
        rows = 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 12);
        for (int i = 0; i < columns; i++) {
            String name = i + text(3);
            boolean text = random.nextInt(3) == 0;
            inputs.add(text ? Passengers.texts(name) : Passengers.numbers(name));
            cells.add(IntStream.range(0, rows).mapToObj(row -> text ? text(4) : number()).toList());
        }
        Set<String> names = inputs.stream().map(TensorSpec::name).collect(Collectors.toSet());
        names.removeIf(name -> random.nextBoolean());
        signature = new Signature("t", inputs, List.of(), Signature.PREDICT, names, true);
    }

    Signature signature() {
        return signature;
    }

    private String number() {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> Integer.toString(random.nextInt(2000) - 1000);
            case 2 -> Double.toString(random.nextGaussian());
            case 3 ->
                    Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(600) - 300));
            default -> random.nextInt(100) + "." + random.nextInt(100);
        };
    }

    private String text(int lengthMax) {
        return IntStream.range(0, random.nextInt(lengthMax + 1))
                .mapToObj(i -> LETTERS.get(random.nextInt(LETTERS.size())))
                .collect(Collectors.joining());
    }

    private boolean isText(int column) {
        return signature.inputs().get(column).dataType() == DataType.STRING;
    }

    private String name(int column) {
        return signature.inputs().get(column).name();
    }

    /** What {@link Passengers#shown} has to say of it. */
    String shown() {
        return IntStream.range(0, cells.size())
                .mapToObj(column ->
                        name(column)
                                + "="
                                + cells.get(column).stream()
                                        .map(cell -> isText(column) ? cell : shown(cell))
                                        .toList())
                .collect(Collectors.joining(" "));
    }

    private static String shown(String number) {
        return Double.toString(number.isEmpty() ? Double.NaN : Double.parseDouble(number));
    }

    private List<Integer> shuffled() {
        List<Integer> order =
                IntStream.range(0, cells.size())
                        .boxed()
                        .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(order, random);
        return order;
    }

    private String json(int column, int row) {
        String cell = cells.get(column).get(row);
        String value;
        if (cell.isEmpty()) {
            value = random.nextBoolean() ? "null" : random.nextBoolean() ? "\"\"" : "NaN";
        } else if (isText(column) || random.nextInt(5) == 0) {
            value = quoted(cell);
        } else {
            value = cell;
        }
        return random.nextInt(8) == 0 ? "[" + value + "]" : value;
    }

    private String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            boolean escape = !Character.isSurrogate(c) && random.nextInt(6) == 0;
            if (escape || c < ' ' || c == '"' || c == '\\') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    String records() {
        List<Integer> order = shuffled();
        return IntStream.range(0, rows)
                .mapToObj(row ->
                        (random.nextInt(4) == 0 ? shuffled() : order)
                                .stream()
                                        .filter(column -> !leavesOut(column, row))
                                        .map(column ->
                                                quoted(name(column)) + ": " + json(column, row))
                                        .collect(Collectors.joining(", ", "{", "}")))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private boolean leavesOut(int column, int row) {
        return signature.optional().contains(name(column))
                && cells.get(column).get(row).isEmpty()
                && random.nextBoolean();
    }

    private boolean leavesOut(int column) {
        return signature.optional().contains(name(column))
                && cells.get(column).stream().allMatch(String::isEmpty);
    }

    private List<Integer> named() {
        List<Integer> order = shuffled();
        order.removeIf(this::leavesOut);
        return order.isEmpty() ? shuffled() : order;
    }

    String split() {
        List<Integer> order = named();
        String columns =
                order.stream()
                        .map(column -> quoted(name(column)))
                        .collect(Collectors.joining(",", "\"columns\": [", "]"));
        String index = "\"index\": [0, {}, []]";
        String data =
                IntStream.range(0, rows)
                        .mapToObj(row ->
                                order.stream()
                                        .map(column -> json(column, row))
                                        .collect(Collectors.joining(",", "[", "]")))
                        .collect(Collectors.joining(",", "\"data\": [", "]"));
        List<String> parts = new ArrayList<>(List.of(columns, index, data));
        Collections.shuffle(parts, random);
        return "{" + String.join(", ", parts) + "}";
    }

    String columns() {
        return named().stream()
                .map(column ->
                        IntStream.range(0, rows)
                                .mapToObj(row -> json(column, row))
                                .collect(Collectors.joining(",", quoted(name(column)) + ":[", "]")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    String csv() {
        List<Integer> order = named();
        String line = random.nextBoolean() ? "\n" : "\r\n";
        String head =
                order.stream().map(column -> csv(name(column))).collect(Collectors.joining(","));
        String body =
                IntStream.range(0, rows)
                        .mapToObj(row ->
                                order.stream()
                                        .map(column -> csv(cells.get(column).get(row)))
                                        .collect(Collectors.joining(",")))
                        .collect(Collectors.joining(line));
        return (random.nextBoolean() ? "\uFEFF" : "")
                + head
                + line
                + body
                + (random.nextBoolean() ? line : "");
    }

    /** An empty line is no row, so a lone empty cell needs its quotation marks. */
    private String csv(String cell) {
        boolean plain =
                !cell.isEmpty()
                        && cell.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0)
                        && random.nextBoolean();
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
