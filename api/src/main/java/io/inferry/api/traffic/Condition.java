package io.inferry.api.traffic;

/** A field that must be like this; a request without the field does not fit. */
public record Condition(RequestField field, TextMatch match) {}
