package io.inferry.transport.table;

import static io.inferry.transport.table.Passengers.shown;
import static io.inferry.transport.table.Passengers.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.CountingMemory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CsvTest {
    private final CountingMemory memory = new CountingMemory();
    private final TableReader table = new TableReader(signature(), memory);

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(memory.usedBytes()).isZero();
    }

    private String read(String csv) {
        return shown(table.csv(Bytes.utf8(csv), CsvHead.NAMES));
    }

    @Test
    void columnsAreFoundByTheHead() {
        assertThat(read("sex,fare,age\nmale,7.25,39\nfemale,,38\n"))
                .isEqualTo("age=[39.0, 38.0] sex=[male, female] fare=[7.25, NaN]");
    }

    @Test
    void withoutAHeadTheColumnsComeInTheModelsOrder() {
        assertThat(shown(table.csv(Bytes.utf8("39,male,7.25\n38,,1"), CsvHead.NONE)))
                .isEqualTo("age=[39.0, 38.0] sex=[male, ] fare=[7.25, 1.0]");
        assertThatThrownBy(() -> table.csv(Bytes.utf8("39,male\n"), CsvHead.NONE))
                .hasMessage("row 0 has 2 values, there are 3 columns");
    }

    @Test
    void quotesMarksAndLineEndsAreTheStandards() {
        assertThat(read("\uFEFFage,\"sex\",fare\r\n1,\"a, \"\"b\"\"\r\nc\",2\r\n\r\n3,é,\"4\"\r\n"))
                .isEqualTo("age=[1.0, 3.0] sex=[a, \"b\"\r\nc, é] fare=[2.0, 4.0]");
    }

    @Test
    void aPartOfAnArrayIsReadAlone() {
        byte[] whole = "xxage,sex,fare\n1,m,2\nyy".getBytes(StandardCharsets.UTF_8);
        assertThat(shown(table.csv(Bytes.of(whole, 2, whole.length - 4), CsvHead.NAMES)))
                .isEqualTo("age=[1.0] sex=[m] fare=[2.0]");
    }

    @Test
    void booleansAndNumbersAsPythonWritesThem() {
        assertThat(read("age,sex,fare\nTrue,1.50,nan\nfalse,x,-inf\n 5 ,y,+1e3"))
                .isEqualTo("age=[1.0, 0.0, 5.0] sex=[1.50, x, y] fare=[NaN, -Infinity, 1000.0]");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> read("age,sex,fare\n1,m,2\n2,f,5f\n"))
                .hasMessage("column 'fare', row 1: '5f' is not a number");
        assertThatThrownBy(() -> read("age,sex,fair\n1,m,2\n"))
                .hasMessage(
                        "column 'fair' is not one of the 3 of signature 'columns'; the nearest is"
                                + " 'fare'");
        assertThatThrownBy(() -> read("age,sex\n1,m\n"))
                .hasMessage("the table lacks columns that signature 'columns' needs: 'fare'");
        assertThatThrownBy(() -> read("age,sex,fare,age\n1,m,2,3\n"))
                .hasMessage("column 'age' is named twice");
        assertThatThrownBy(() -> read("age,sex,fare\n1,m,2\n1,m,2,3\n"))
                .hasMessage("row 1 has more values than the 3 columns");
        assertThatThrownBy(() -> read("age,sex,fare\n")).hasMessage("the table has no rows");
        assertThatThrownBy(() -> read("")).hasMessage("the table has no rows");
        assertThatThrownBy(() -> read("age,sex,fare\n1,\"m\"x,2\n"))
                .hasMessageContaining("row 0 is no CSV: ");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] latin = {
            'a', 'g', 'e', ',', 's', 'e', 'x', ',', 'f', 'a', 'r', 'e', '\n', (byte) 0xE9
        };
        assertThatThrownBy(() -> table.csv(Bytes.of(latin), CsvHead.NAMES))
                .hasMessage("row 0: the bytes are not UTF-8");
    }
}
