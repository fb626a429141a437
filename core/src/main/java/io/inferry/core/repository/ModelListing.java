package io.inferry.core.repository;

import java.util.List;

/** What a look says of one model. */
public sealed interface ModelListing {
    /**
     * Its whole list of versions.
     *
     * @param versions by ascending number, at least one
     * @param notes what an operator should know, one line each
     */
    record Listed(List<VersionListing> versions, SettingsReading settings, List<String> notes)
            implements ModelListing {
        public Listed {
            versions = List.copyOf(versions);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Nothing can be said: its directory cannot be read, or is empty, which storage that is going
     * away also looks like. What is loaded stays.
     */
    record Unclear(String reason) implements ModelListing {}
}
