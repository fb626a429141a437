package io.inferry.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** JSON whose keys are in order, to compare documents whose order means nothing. */
final class SortedJson {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private SortedJson() {}

    static String of(String json) throws JsonProcessingException {
        return MAPPER.writeValueAsString(MAPPER.readValue(json, Object.class));
    }
}
