package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.wire.Options;
import io.inferry.transport.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCodesRestTest {
    private final Responses responses = new Responses(Options.parse(Map.of()));

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT, 400",
        "FAILED_PRECONDITION, 400",
        "PERMISSION_DENIED, 403",
        "NOT_FOUND, 404",
        "CONFLICT, 409",
        "TOO_LARGE, 413",
        "RESOURCE_EXHAUSTED, 429",
        "CANCELLED, 499",
        "INTERNAL, 500",
        "INVALID_MODEL, 500",
        "UNIMPLEMENTED, 501",
        "UNAVAILABLE, 503",
        "DEADLINE_EXCEEDED, 504"
    })
    void everyErrorHasUpstreamsStatusAndItsTextWithoutTheCode(ErrorCode code, int status) {
        HttpResponse response = responses.failed(ServingException.of(code, "say \"why\"\n"));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body().text()).isEqualTo("{\n    \"error\": \"say \\\"why\\\"\\n\"\n}");
    }
}
