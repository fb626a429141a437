package io.inferry.engine.pmml.score;

import java.util.HashMap;
import org.pmml4s.data.DataVal;
import org.pmml4s.metadata.Attribute;
import org.pmml4s.metadata.CategoricalAttribute;

/**
 * The values of a categorical field whose file declares none. pmml4s numbers such values as it
 * meets them, in a map that it never locks and that grows with every text a caller thinks of; here
 * the numbers of those that the model itself names are kept, and all others share one.
 */
final class FrozenCategories extends CategoricalAttribute {
    private static final long serialVersionUID = 1L;

    private final DataVal[] values;
    private final HashMap<DataVal, Double> numbers = new HashMap<>();

    FrozenCategories(Attribute met) {
        super(met.invalidValues(), met.missingValues(), met.labels());
        values = met.validValues();
        for (DataVal value : values) {
            numbers.put(value, (double) numbers.size());
        }
    }

    @Override
    public DataVal[] validValues() {
        return values.clone();
    }

    /** Not a number for what is missing or invalid. */
    @Override
    public double encode(DataVal value) {
        Double number = numbers.get(value);
        if (number != null) {
            return number;
        }
        return isValidValue(value) ? values.length : Double.NaN;
    }

    @Override
    public DataVal decode(int index) {
        return values[index];
    }
}
