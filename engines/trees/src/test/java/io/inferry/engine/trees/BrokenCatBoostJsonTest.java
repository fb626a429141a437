package io.inferry.engine.trees;

class BrokenCatBoostJsonTest extends BrokenTreesContract {
    @Override
    protected String fixture() {
        return "made_catboost.json";
    }
}
