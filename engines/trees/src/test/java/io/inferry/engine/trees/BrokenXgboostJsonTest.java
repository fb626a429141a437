package io.inferry.engine.trees;

class BrokenXgboostJsonTest extends BrokenTreesContract {
    @Override
    protected String fixture() {
        return "bc_xgboost.json";
    }
}
