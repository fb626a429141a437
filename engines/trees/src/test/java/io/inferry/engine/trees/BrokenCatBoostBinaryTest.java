package io.inferry.engine.trees;

class BrokenCatBoostBinaryTest extends BrokenTreesContract {
    @Override
    protected String fixture() {
        return "made_catboost.cbm";
    }
}
