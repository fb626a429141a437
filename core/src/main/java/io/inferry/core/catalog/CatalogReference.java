package io.inferry.core.catalog;

/**
 * The one place that changes when the catalog does. The reconciler writes it, every request reads
 * it; a request works with the catalog it read to the end.
 */
public final class CatalogReference {
    private volatile Catalog catalog = Catalog.EMPTY;

    /** The newest catalog. */
    public Catalog get() {
        return catalog;
    }

    /** Makes a catalog the newest one; called by the reconciler's thread only. */
    public void publish(Catalog next) {
        catalog = next;
    }
}
