package io.inferry.engine.trees;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that mean harm: they are refused while they are read, soon and with a reason. */
@Timeout(20)
class HostileFilesTest {
    private static final String JSON = "bc_xgboost.json";
    private static final String TEXT = "bc_lightgbm.txt";

    @TempDir Path directory;

    @Test
    void aTreeThatLeadsBackToItsRootIsRefused() throws Exception {
        refused(changed(JSON, "\"left_children\":[1,3,5,7", "\"left_children\":[0,3,5,7"), "tree");
        refused(
                changed(JSON, "\"left_children\":[1,3,5,7", "\"left_children\":[1,3,5,2"),
                "node 2");
        refused(changed(TEXT, "left_child=1 3 -2 4", "left_child=0 3 -2 4"), "tree");
        refused(changed(TEXT, "left_child=1 3 -2 4", "left_child=1 3 -2 2"), "tree");
    }

    @Test
    void aChildOutsideItsTreeIsRefused() throws Exception {
        refused(
                changed(JSON, "\"right_children\":[2,4,6,8", "\"right_children\":[2,4,6,999"),
                "node 999 of 15");
        refused(changed(TEXT, "right_child=2 -3", "right_child=7 -3"), "of 15");
        refused(changed(TEXT, "right_child=2 -3", "right_child=2 -99"), "node 105 of 15");
    }

    @Test
    void aFeatureThatRowsDoNotHaveIsRefused() throws Exception {
        refused(
                changed(JSON, "\"split_indices\":[23", "\"split_indices\":[30"),
                "feature 30 of 30");
        refused(changed(JSON, "\"split_indices\":[23", "\"split_indices\":[-1"), "feature -1");
        refused(changed(TEXT, "split_feature=23", "split_feature=30"), "feature 30 of 30");
    }

    @Test
    void announcedCountsGetNoMemoryBeforeTheyAreHeldAgainstTheFile() throws Exception {
        refused(changed(TEXT, "num_leaves=8", "num_leaves=1000000000"), "1000000000 numbers");
        ByteBuffer binary =
                ByteBuffer.wrap(Fixtures.bytes("bc_xgboost.model")).order(ByteOrder.LITTLE_ENDIAN);
        int trees = new String(binary.array(), ISO_8859_1).indexOf("gbtree") + "gbtree".length();
        refused(binary.putInt(trees, 2_000_000_000).array(), "2000000000 items");
        String ubj = new String(Fixtures.bytes("bc_xgboost.ubj"), ISO_8859_1);
        String count = "tree_info[#L\0\0\0\0\0\0\0";
        refused(ubj.replace(count, count.replace("#L\0", "#L\1")).getBytes(ISO_8859_1), "ends at");
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        String json = "{\"learner\":{\"x\":" + "[".repeat(5_000_000);
        refused(json.getBytes(ISO_8859_1), "depth");
        ByteArrayOutputStream ubj = new ByteArrayOutputStream();
        ubj.writeBytes("{i\7learner{i\1x".getBytes(ISO_8859_1));
        ubj.writeBytes("[".repeat(5_000_000).getBytes(ISO_8859_1));
        refused(ubj.toByteArray(), "nested");
    }

    @Test
    void tenMillionNodesThatAreNoTreeAreRefused() throws Exception {
        int leaves = 5_000_000;
        String children = "0 ".repeat(leaves - 1);
        StringBuilder text = new StringBuilder("tree\nversion=v4\nmax_feature_idx=0\n");
        text.append("num_tree_per_iteration=1\nobjective=regression\n\nTree=0\n");
        text.append("num_leaves=").append(leaves).append("\nsplit_feature=").append(children);
        text.append("\nthreshold=").append(children).append("\ndecision_type=").append(children);
        text.append("\nleft_child=").append(children).append("\nright_child=").append(children);
        text.append("\nleaf_value=0 ").append(children).append("\n\nend of trees\n");
        refused(text.toString().getBytes(ISO_8859_1), "it is no tree");
    }

    @Test
    void rowsThatFillTheMemoryAreRefused() throws Exception {
        assertRefused(
                changed(JSON, "\"num_feature\":\"30\"", "\"num_feature\":\"200000000\""),
                ErrorCode.UNIMPLEMENTED,
                "200000000 features");
        String features =
                "{\"features_info\":{\"float_features\":[{\"feature_index\":0,"
                        + "\"flat_feature_index\":2000000000,\"borders\":[1]}]},"
                        + "\"oblivious_trees\":[]}";
        refused(features.getBytes(ISO_8859_1), "feature is number 2000000000");
    }

    @Test
    void setsOfCategoriesThatFillTheMemoryAreRefused() throws Exception {
        int splits = 200;
        StringBuilder left = new StringBuilder();
        StringBuilder right = new StringBuilder();
        for (int i = 0; i <= 2 * splits; i++) {
            boolean split = i % 2 == 0 && i < 2 * splits;
            left.append(i == 0 ? "" : ",").append(split ? i + 1 : -1);
            right.append(i == 0 ? "" : ",").append(split ? i + 2 : -1);
        }
        String zeros = "0,".repeat(2 * splits) + "0";
        StringBuilder nodes = new StringBuilder("0");
        StringBuilder starts = new StringBuilder("0");
        for (int i = 1; i < splits; i++) {
            nodes.append(',').append(2 * i);
            starts.append(',').append(i);
        }
        String tree =
                "{\"left_children\":[%s],\"right_children\":[%s],\"split_indices\":[%s],"
                        + "\"default_left\":[%s],\"split_conditions\":[%s],\"split_type\":[%s],"
                        + "\"categories_nodes\":[%s],\"categories_segments\":[%s],"
                        + "\"categories_sizes\":[%s],\"categories\":[%s]}";
        String filled =
                tree.formatted(
                        left,
                        right,
                        zeros,
                        zeros,
                        zeros,
                        zeros.replace('0', '1'),
                        nodes,
                        starts,
                        "1,".repeat(splits - 1) + "1",
                        "16777215,".repeat(splits - 1) + "16777215");
        String json = new String(Fixtures.bytes(JSON), ISO_8859_1);
        int first = json.indexOf("\"trees\":[") + "\"trees\":[".length();
        String hostile = json.substring(0, first) + filled + "," + json.substring(first);
        assertRefused(hostile.getBytes(ISO_8859_1), ErrorCode.UNIMPLEMENTED, "256 MiB");
    }

    @Test
    void tablesThatShareTheirArraysAreRefused() throws Exception {
        int features = 100_000;
        FlatBufferBuilder builder = new FlatBufferBuilder(1024);
        builder.startVector(Float.BYTES, features, Float.BYTES);
        for (int i = 0; i < features; i++) {
            builder.addFloat(i);
        }
        int borders = builder.endVector();
        int[] shared = new int[features];
        builder.startTable(6);
        builder.addInt(1, 0, -1);
        builder.addInt(2, 0, -1);
        builder.addOffset(3, borders, 0);
        Arrays.fill(shared, builder.endTable());
        int vector = builder.createVectorOfTables(shared);
        int version = builder.createString("FlabuffersModel_v1");
        builder.startTable(19);
        builder.addOffset(5, vector, 0);
        int trees = builder.endTable();
        builder.startTable(4);
        builder.addOffset(0, version, 0);
        builder.addOffset(1, trees, 0);
        builder.finish(builder.endTable());
        byte[] table = builder.sizedByteArray();
        ByteBuffer file = ByteBuffer.allocate(8 + table.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("CBM1".getBytes(ISO_8859_1)).putInt(table.length).put(table);
        refused(file.array(), "share their arrays");
    }

    @Test
    void treesThatAreNestedTooDeepAreRefused() throws Exception {
        String tree = "{\"left\":".repeat(100_000);
        String json = "{\"features_info\":{},\"trees\":[" + tree;
        refused(json.getBytes(ISO_8859_1), "depth");
    }

    @Test
    void tenMillionNodesInOneChainAreServedOrRefusedSoon() throws Exception {
        int leaves = 5_000_000;
        StringBuilder left = new StringBuilder(50_000_000);
        StringBuilder right = new StringBuilder(50_000_000);
        for (int i = 0; i < leaves - 1; i++) {
            left.append(~i).append(' ');
            right.append(i + 1 < leaves - 1 ? i + 1 : ~(leaves - 1)).append(' ');
        }
        String zeros = "0 ".repeat(leaves - 1);
        String ones = "1 ".repeat(leaves - 1);
        StringBuilder text = new StringBuilder("tree\nversion=v4\nmax_feature_idx=0\n");
        text.append("num_tree_per_iteration=1\nobjective=regression\n\nTree=0\n");
        text.append("num_leaves=").append(leaves).append("\nsplit_feature=").append(zeros);
        text.append("\nthreshold=").append(zeros).append("\ndecision_type=").append(zeros);
        text.append("\nleft_child=").append(left).append("\nright_child=").append(right);
        text.append("\ninternal_count=").append(ones).append("\nleaf_count=1 ").append(ones);
        text.append("\nleaf_value=0 ").append(ones).append("\n\nend of trees\n");
        Path file = directory.resolve("model.txt");
        Files.write(file, text.toString().getBytes(ISO_8859_1));
        try (Workbench bench = Workbench.of(file, Map.of())) {
            assertThat(bench.run(1).get("prediction")).containsExactly(1);
            assertThat(bench.run(-1).get("prediction")).containsExactly(0);
        }
    }

    @Test
    void otherFilesOfTheSameEndingsAreNotRecognized() throws Exception {
        for (String name : new String[] {"config.json", "tree.txt", "a.model", "b.ubj"}) {
            for (String content :
                    new String[] {"", "{}", "{\"model\": 1}", "tree\n", "version: 1", "{L"}) {
                Path file = Files.writeString(directory.resolve(name), content);
                assertThat(new TreesEngine().recognizes(file)).as(name + content).isFalse();
            }
        }
    }

    @Test
    void whatIsNotServedIsSaidByName() throws Exception {
        assertRefused(
                changed(JSON, "\"name\":\"gbtree\"", "\"name\":\"gbmine\""),
                ErrorCode.UNIMPLEMENTED,
                "gbmine");
        assertRefused(
                changed(JSON, "\"name\":\"binary:logistic\"", "\"name\":\"mine:own\""),
                ErrorCode.UNIMPLEMENTED,
                "mine:own");
        assertRefused(
                changed(JSON, "\"size_leaf_vector\":\"0\"}", "\"size_leaf_vector\":\"3\"}"),
                ErrorCode.INVALID_MODEL,
                "base_weights");
        assertRefused(
                changed(TEXT, "objective=binary", "objective=mine"),
                ErrorCode.UNIMPLEMENTED,
                "mine");
    }

    private static byte[] changed(String fixture, String from, String to) {
        String text = new String(Fixtures.bytes(fixture), ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(ISO_8859_1);
    }

    private void refused(byte[] bytes, String reason) throws IOException {
        assertRefused(bytes, ErrorCode.INVALID_MODEL, reason);
    }

    private void assertRefused(byte[] bytes, ErrorCode code, String reason) throws IOException {
        Path file = Files.write(directory.resolve("hostile.bin"), bytes);
        LoadRequest request =
                new LoadRequest(new ModelId("m", 1), file, Map.of(), TensorMemory.unpooled());
        assertThatThrownBy(() -> new TreesEngine().load(request))
                .isInstanceOfSatisfying(
                        ServingException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("hostile.bin")
                .hasMessageContaining(reason);
    }
}
