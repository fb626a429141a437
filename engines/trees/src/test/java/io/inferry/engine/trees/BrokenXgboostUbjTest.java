package io.inferry.engine.trees;

class BrokenXgboostUbjTest extends BrokenTreesContract {
    @Override
    protected String fixture() {
        return "bc_xgboost.ubj";
    }
}
