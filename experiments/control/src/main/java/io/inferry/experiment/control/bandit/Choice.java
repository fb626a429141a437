package io.inferry.experiment.control.bandit;

/**
 * One request that a policy sent somewhere.
 *
 * @param id as feedback names it
 * @param arm index among the experiment's
 * @param propensity how likely this arm was for this context
 */
record Choice(String id, Context context, int arm, double propensity) {}
