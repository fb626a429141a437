package io.inferry.protocol.openinference.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
    @Test
    void digitsAreAVersionAndAnythingElseALabel() {
        assertThat(ModelNames.ref("m", "")).isEqualTo(ModelRef.latest("m"));
        assertThat(ModelNames.ref("m", "007")).isEqualTo(ModelRef.version("m", 7));
        assertThat(ModelNames.ref("m", "v10")).isEqualTo(ModelRef.label("m", "v10"));
        assertThat(ModelNames.ref("m", "-1")).isEqualTo(ModelRef.label("m", "-1"));
        assertThatThrownBy(() -> ModelNames.ref("m", "99999999999999999999"))
                .hasMessageContaining("99999999999999999999");
    }

    @Test
    void unknownModelsAreNamedInTritonsWords() {
        ServingException failure = ServingException.notFound("Servable not found");

        assertThat(ModelNames.inOurWords(failure, ModelRef.latest("x")).text())
                .isEqualTo("Request for unknown model: 'x' is not found");
        assertThat(ModelNames.inOurWords(failure, ModelRef.version("x", 9)).text())
                .isEqualTo("Request for unknown model: 'x' version 9 is not found");
    }

    @Test
    void unknownLabelIsNotFound() {
        ServingException failure = ServingException.invalidArgument("Unrecognized label");

        ServingException ours = ModelNames.inOurWords(failure, ModelRef.label("x", "best"));

        assertThat(ours.code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ours.text()).contains("'x' label 'best'");
    }

    @Test
    void modelThatIsNotReadySaysWhy() {
        ServingException failure = ServingException.unavailable("x is LOADING");

        assertThat(ModelNames.inOurWords(failure, ModelRef.latest("x")).text())
                .contains("'x' is not at ready state")
                .contains("x is LOADING");
    }
}
