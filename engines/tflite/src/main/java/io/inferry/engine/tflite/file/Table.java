package io.inferry.engine.tflite.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One table of a FlatBuffer: its fields are found through a directory ("vtable") that lies
 * somewhere else in the file, and fields that are not there have their default.
 *
 * @param at where the table begins
 * @param directory where its directory begins
 */
record Table(FlatBytes bytes, long at, long directory, int directorySize) {
    private static final int LIST_MAX = 1 << 16;
    private static final int HEADER = 4;

    static Table at(FlatBytes bytes, long at) throws ModelFileException {
        long directory = at - bytes.number(at);
        int size = bytes.unsignedShort(directory);
        if (size < HEADER) {
            throw new ModelFileException("the table at byte " + at + " has no directory");
        }
        return new Table(bytes, at, directory, size);
    }

    int number(int field, int otherwise) throws ModelFileException {
        long place = place(field);
        return place < 0 ? otherwise : bytes.number(place);
    }

    long longNumber(int field) throws ModelFileException {
        long place = place(field);
        return place < 0 ? 0 : bytes.longNumber(place);
    }

    int unsignedByte(int field) throws ModelFileException {
        long place = place(field);
        return place < 0 ? 0 : bytes.unsignedByte(place);
    }

    String text(int field) throws ModelFileException {
        long place = place(field);
        if (place < 0) {
            return "";
        }
        long start = bytes.follow(place);
        return bytes.text(start + Integer.BYTES, bytes.unsigned(start));
    }

    /** The tables of a list; none when the field is not there. */
    List<Table> tables(int field) throws ModelFileException {
        FlatList list = list(field);
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < bounded(list, field); i++) {
            tables.add(list.table(i));
        }
        return tables;
    }

    /** The 32-bit numbers of a list; none when the field is not there. */
    List<Integer> numbers(int field) throws ModelFileException {
        FlatList list = list(field);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < bounded(list, field); i++) {
            numbers.add(list.number(i));
        }
        return numbers;
    }

    /** The list itself, for those that are long. */
    FlatList list(int field) throws ModelFileException {
        long place = place(field);
        if (place < 0) {
            return new FlatList(bytes, 0, 0);
        }
        long start = bytes.follow(place);
        return new FlatList(bytes, start + Integer.BYTES, bytes.unsigned(start));
    }

    /** The bytes of a list of bytes; nothing when the field is not there. */
    Optional<FlatBytes> part(int field) throws ModelFileException {
        FlatList list = list(field);
        return list.size() == 0
                ? Optional.empty()
                : Optional.of(bytes.part(list.start(), list.size()));
    }

    private static int bounded(FlatList list, int field) throws ModelFileException {
        if (list.size() > LIST_MAX) {
            throw new ModelFileException(
                    "field %d has %d elements, at most %d are read"
                            .formatted(field, list.size(), LIST_MAX));
        }
        return (int) list.size();
    }

    private long place(int field) throws ModelFileException {
        int entry = HEADER + field * Short.BYTES;
        if (entry + Short.BYTES > directorySize) {
            return -1;
        }
        int offset = bytes.unsignedShort(directory + entry);
        return offset == 0 ? -1 : at + offset;
    }
}
