package io.inferry.protocol.tfserving.config;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TypeRegistry;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.proto.SavedModelBundleSourceAdapterConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads messages from files of protobuf's text format. */
final class TextFile {
    private static final TypeRegistry ANY =
            TypeRegistry.newBuilder()
                    .add(SavedModelBundleSourceAdapterConfig.getDescriptor())
                    .build();

    private static final Pattern UNKNOWN_FIELD =
            Pattern.compile("unknown fields and/or extensions:\\s+(\\d+:\\d+):\\s+(\\S+)\\.(\\w+)");

    private TextFile() {}

    /** Why a text is no message, in protobuf's words; upstream's library prints it. */
    static final class Mistake extends IOException {
        private static final long serialVersionUID = 1L;

        Mistake(Message.Builder message, String reason) {
            super(
                    "Error parsing text-format %s: %s"
                            .formatted(message.getDescriptorForType().getFullName(), reason));
        }
    }

    /** Fields that are not known are mistakes. */
    static void read(String file, Message.Builder message) {
        read(file, message, TextFormat.Parser.newBuilder().setTypeRegistry(ANY).build());
    }

    /** Fields that are not known are left out: the message here is only a part of upstream's. */
    static void readPart(String file, Message.Builder message) {
        read(
                file,
                message,
                TextFormat.Parser.newBuilder()
                        .setTypeRegistry(ANY)
                        .setAllowUnknownFields(true)
                        .build());
    }

    private static void read(String file, Message.Builder message, TextFormat.Parser parser) {
        String text = text(file);
        try {
            parser.merge(text, message);
        } catch (TextFormat.ParseException e) {
            throw ServingException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "Invalid protobuf file: '" + file + "'",
                    new Mistake(message, inUpstreamsWords(String.valueOf(e.getMessage()))));
        }
    }

    /** Unknown fields are a list to protobuf's Java library; the C++ one stops at the first. */
    private static String inUpstreamsWords(String reason) {
        Matcher unknown = UNKNOWN_FIELD.matcher(reason);
        return unknown.find()
                ? "%s: Message type \"%s\" has no field named \"%s\"."
                        .formatted(unknown.group(1), unknown.group(2), unknown.group(3))
                : reason;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw ServingException.notFound(file + "; No such file or directory");
        } catch (IOException e) {
            throw ServingException.failedPrecondition(file + "; " + e);
        }
    }
}
