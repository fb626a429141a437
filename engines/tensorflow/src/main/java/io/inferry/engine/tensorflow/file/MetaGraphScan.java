package io.inferry.engine.tensorflow.file;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;

/** Reads one {@code MetaGraphDef}. Field numbers are those of TensorFlow's meta_graph.proto. */
final class MetaGraphScan {
    private static final int META_INFO = Fields.tag(1);
    private static final int GRAPH = Fields.tag(2);
    private static final int SAVER = Fields.tag(3);
    private static final int SIGNATURE_ENTRY = Fields.tag(5);
    private static final int TAG = Fields.tag(4);
    private static final int VERSION = Fields.tag(5);
    private static final int ENTRY_KEY = Fields.tag(1);
    private static final int ENTRY_VALUE = Fields.tag(2);

    private final List<String> tags = new ArrayList<>();
    private final SortedMap<String, SignatureDef> signatures = new TreeMap<>();
    private final GraphScan graph = new GraphScan();
    private String tensorFlow = "unknown";
    private boolean restores;
    private MetaGraph.ByteRange graphBytes = new MetaGraph.ByteRange(0, 0);

    private MetaGraphScan() {}

    static MetaGraph read(CodedInputStream in) throws IOException {
        MetaGraphScan scan = new MetaGraphScan();
        Fields.walkMessage(in, scan::take);
        return new MetaGraph(
                scan.tags,
                scan.tensorFlow,
                scan.graph.summary(),
                scan.signatures,
                scan.restores,
                scan.graphBytes);
    }

    private boolean take(int tag, CodedInputStream in) throws IOException {
        if (tag == META_INFO) {
            Fields.walkMessage(in, this::takeMetaInfo);
        } else if (tag == GRAPH) {
            int byteSize = in.readRawVarint32();
            graphBytes = new MetaGraph.ByteRange(in.getTotalBytesRead(), byteSize);
            Fields.walkMessage(in, byteSize, graph::take);
        } else if (tag == SAVER) {
            SaverDef saver = in.readMessage(SaverDef.parser(), noExtensions());
            restores = !saver.getRestoreOpName().isEmpty();
        } else if (tag == SIGNATURE_ENTRY) {
            signature(in);
        } else {
            return false;
        }
        return true;
    }

    private boolean takeMetaInfo(int tag, CodedInputStream in) throws IOException {
        if (tag == TAG) {
            tags.add(in.readString());
        } else if (tag == VERSION) {
            tensorFlow = in.readString();
        } else {
            return false;
        }
        return true;
    }

    private void signature(CodedInputStream in) throws IOException {
        String[] name = {""};
        SignatureDef[] value = {SignatureDef.getDefaultInstance()};
        Fields.walkMessage(
                in,
                (tag, entry) -> {
                    if (tag == ENTRY_KEY) {
                        name[0] = entry.readString();
                    } else if (tag == ENTRY_VALUE) {
                        value[0] = entry.readMessage(SignatureDef.parser(), noExtensions());
                    } else {
                        return false;
                    }
                    return true;
                });
        signatures.put(name[0], value[0]);
    }

    private static ExtensionRegistryLite noExtensions() {
        return ExtensionRegistryLite.getEmptyRegistry();
    }
}
