package io.inferry.api.peer;

/**
 * One of our settings as a peer's arguments say it.
 *
 * @param key a dotted key of our configuration
 * @param origin the argument, for messages: {@code --rest_api_port}
 */
public record PeerSetting(String key, String value, String origin) {
    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return key + " by " + origin;
    }
}
