package io.inferry.engine.trees;

class BrokenLightGbmTest extends BrokenTreesContract {
    @Override
    protected String fixture() {
        return "bc_lightgbm.txt";
    }
}
