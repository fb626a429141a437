package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.transport.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestErrorsTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void statusTellsWhoHasToAct(ErrorCode code) {
        HttpResponse response = RestErrors.response(ServingException.of(code, "why \"so\""));

        boolean fifth = response.status() >= 500;
        assertThat(fifth).isEqualTo(code.blame() != ErrorCode.Blame.CALLER);
        assertThat(response.body().text()).isEqualTo("{\"error\":\"why \\\"so\\\"\"}");
        assertThat(response.contentType()).isEqualTo("application/json");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"RESOURCE_EXHAUSTED", "UNAVAILABLE"})
    void whoMayComeBackIsToldWhen(ErrorCode code) {
        HttpResponse response = RestErrors.response(ServingException.of(code, "full"));

        assertThat(response.headers()).contains(new HttpResponse.Header("Retry-After", "1"));
    }
}
