package io.inferry.engine.trees;

class BrokenXgboostBinaryTest extends BrokenTreesContract {
    @Override
    protected String fixture() {
        return "bc_xgboost.model";
    }
}
