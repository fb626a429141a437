package io.inferry.engine.pmml.score;

import io.inferry.api.ServingException;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.pmml.document.ModelFileException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pmml4s.data.BoolVal;
import org.pmml4s.data.DataVal;
import org.pmml4s.data.DoubleVal;
import org.pmml4s.data.LongVal;
import org.pmml4s.data.StringVal;
import org.pmml4s.metadata.Field;
import org.pmml4s.metadata.MiningField;

/**
 * One active field: makes pmml4s' value of a caller's, and applies {@code invalidValueTreatment}
 * before pmml4s would, since that turns what it cannot use into a missing value.
 */
final class InputField {
    private static final int VALUES_SHOWN = 10;

    private final Field field;
    private final MiningField mining;
    private final Kind kind;
    private final Treatment treatment;
    private final boolean plain;

    /**
     * What the file does not decide for a field alone.
     *
     * @param invalidIsMissing what becomes of invalid values that the file treats in no other way;
     *     an error otherwise
     * @param missingIsRefused whether pmml4s would evaluate missing values wrongly
     */
    record Treatment(boolean invalidIsMissing, boolean missingIsRefused) {}

    /** What a column holds, by the field's dataType. */
    private enum Kind {
        TEXT,
        WHOLE,
        REAL,
        /** A boolean, as 0 or 1. */
        FLAG
    }

    /**
     * A field of the model's mining schema.
     *
     * @throws ModelFileException when the field's rules cannot be kept
     */
    InputField(Field field, MiningField mining, Treatment treatment) {
        this.field = field;
        this.mining = mining;
        this.kind = kind(field);
        this.treatment = treatment;
        this.plain =
                kind == Kind.REAL
                        && field.isPlain()
                        && mining.isDefault()
                        && !treatment.missingIsRefused();
        requireComplete();
    }

    private static Kind kind(Field field) {
        String type = field.dataType().toString();
        return switch (type) {
            case "string" -> Kind.TEXT;
            case "integer" -> Kind.WHOLE;
            case "boolean" -> Kind.FLAG;
            case "date", "time", "dateTime" ->
                    throw ModelFileException.unsupported(
                            "field '%s' has the dataType %s (in pmml4s: missing, whatever its text)"
                                    .formatted(field.name(), type));
            default -> {
                if (!field.dataType().isNumeric()) {
                    throw ModelFileException.broken(
                            "field '%s' has no dataType of PMML".formatted(field.name()));
                }
                yield Kind.REAL;
            }
        };
    }

    private void requireComplete() {
        if (ofInvalid().equals("asValue") && isAbsent(mining.invalidValueReplacement())) {
            throw ModelFileException.broken(
                    ("field '%s' has invalidValueTreatment=\"asValue\" without a valid"
                                    + " invalidValueReplacement")
                            .formatted(name()));
        }
        if (mining.missingValueReplacement().isDefined()
                && isAbsent(mining.missingValueReplacement())) {
            throw ModelFileException.broken(
                    "field '%s' has a missingValueReplacement that is no %s"
                            .formatted(name(), field.dataType()));
        }
        if (!mining.outliers().toString().equals("asIs")
                && (mining.lowValue().isEmpty() || mining.highValue().isEmpty())) {
            throw ModelFileException.unsupported(
                    "field '%s' has outliers=\"%s\" without both lowValue and highValue"
                            .formatted(name(), mining.outliers()));
        }
    }

    private static boolean isAbsent(scala.Option<DataVal> value) {
        return value.isEmpty() || Texts.isMissing(value.get());
    }

    String name() {
        return field.name();
    }

    /** The column. */
    TensorSpec spec() {
        return new TensorSpec(name(), dataType(), Shape.of(Shape.UNKNOWN));
    }

    DataType dataType() {
        return kind == Kind.TEXT ? DataType.STRING : DataType.FLOAT64;
    }

    /** Whether the file has a value for what is missing. */
    boolean hasReplacement() {
        return mining.missingValueReplacement().isDefined();
    }

    /** Whether pmml4s gets values that the field does not allow. */
    boolean passesInvalidCategories() {
        return ofInvalid().equals("asIs") && field.validValues().length > 0;
    }

    /** For people: {@code color string [red, green]}. */
    String shown() {
        return name() + " " + field.dataType() + (isBounded() ? " " + allowed() : "");
    }

    /** A value as good as any, to try the model with. */
    @Nullable DataVal sample() {
        DataVal[] valid = field.validValues();
        if (valid.length > 0) {
            return valid[0];
        }
        if (hasReplacement()) {
            return mining.missingValueReplacement().get();
        }
        return switch (kind) {
            case TEXT -> new StringVal("-");
            case WHOLE -> new LongVal(1);
            case REAL -> new DoubleVal(1);
            case FLAG -> new BoolVal(true);
        };
    }

    /**
     * A caller's text.
     *
     * @return null for a missing value
     * @throws ServingException INVALID_ARGUMENT that names the column, the row and the value
     */
    @Nullable DataVal read(String text, int row) {
        return text.isEmpty() ? missing(row) : checked(new StringVal(text), row);
    }

    /** A caller's number; NaN is a missing value. See {@link #read(String, int)}. */
    @Nullable DataVal read(double value, int row) {
        if (plain) {
            return new DoubleVal(value);
        }
        if (Double.isNaN(value)) {
            return missing(row);
        }
        return switch (kind) {
            case REAL -> checked(new DoubleVal(value), row);
            case WHOLE ->
                    value == Math.rint(value) && Math.abs(value) < 0x1p63
                            ? checked(new LongVal((long) value), row)
                            : invalid(new DoubleVal(value), row, "is no whole number");
            case FLAG ->
                    value == 0 || value == 1
                            ? checked(new BoolVal(value == 1), row)
                            : invalid(new DoubleVal(value), row, "is neither 0 nor 1");
            case TEXT -> throw new IllegalStateException("a number for the text " + name());
        };
    }

    private @Nullable DataVal checked(DataVal value, int row) {
        if (field.isMissingValue(value)) {
            return missing(row);
        }
        if (field.isInvalidValue(value) || !field.isValidValue(value)) {
            return invalid(value, row, isBounded() ? "is none of " + allowed() : "is invalid");
        }
        return value;
    }

    private @Nullable DataVal missing(int row) {
        if (mining.missingValueTreatment().isDefined()
                && mining.missingValueTreatment().get().toString().equals("returnInvalid")) {
            throw ServingException.invalidArgument(
                    "column '%s', row %d: the value is missing, and the model takes none for it"
                            .formatted(name(), row));
        }
        if (treatment.missingIsRefused() && !hasReplacement()) {
            throw ServingException.invalidArgument(
                    ("column '%s', row %d: the value is missing, and pmml4s would take the else"
                                    + " branch of a tree in place of its missingValueStrategy")
                            .formatted(name(), row));
        }
        return null;
    }

    private @Nullable DataVal invalid(DataVal value, int row, String reason) {
        return switch (ofInvalid()) {
            case "asIs" -> value;
            case "asMissing" -> missing(row);
            case "asValue" -> mining.invalidValueReplacement().get();
            default -> {
                if (treatment.invalidIsMissing()) {
                    yield missing(row);
                }
                throw ServingException.invalidArgument(
                        "column '%s', row %d: '%s' %s"
                                .formatted(name(), row, Texts.of(value), reason));
            }
        };
    }

    private String ofInvalid() {
        return mining.invalidValueTreatment().toString();
    }

    private boolean isBounded() {
        return field.validValues().length > 0 || field.intervals().length > 0;
    }

    private String allowed() {
        DataVal[] valid = field.validValues();
        if (valid.length == 0) {
            return Arrays.toString(field.intervals());
        }
        List<String> shown = Arrays.stream(valid).limit(VALUES_SHOWN).map(Texts::of).toList();
        return valid.length > VALUES_SHOWN
                ? "%s and %d more".formatted(shown, valid.length - VALUES_SHOWN)
                : shown.toString();
    }
}
