package io.inferry.experiment.control.bandit;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Worlds whose truth is known. */
enum Natures implements World.Nature {
    /** Clicks at 4, 5 and 8 %, whoever asks. */
    CLICKS(3) {
        private final double[] rates = {0.04, 0.05, 0.08};

        @Override
        public Map<String, String> request(RandomGenerator random) {
            return Map.of();
        }

        @Override
        public double mean(Map<String, String> request, int arm) {
            return rates[arm];
        }

        @Override
        public double reward(double mean, RandomGenerator random) {
            return random.nextDouble() < mean ? 1 : 0;
        }
    },

    /** Amounts of money, most of them nothing. */
    MONEY(2) {
        @Override
        public Map<String, String> request(RandomGenerator random) {
            return Map.of();
        }

        @Override
        public double mean(Map<String, String> request, int arm) {
            return arm == 0 ? 500 : 650;
        }

        @Override
        public double reward(double mean, RandomGenerator random) {
            return random.nextDouble() < 0.5 ? 0 : 2 * mean * random.nextExponential();
        }
    },

    /** One arm is good for some countries and the young, another one for others. */
    TASTES(3) {
        private static final List<String> COUNTRIES = List.of("de", "fr", "jp", "us");

        @Override
        public Map<String, String> request(RandomGenerator random) {
            String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
            double age = 0.1 * random.nextInt(1, 8);
            return random.nextInt(10) == 0
                    ? Map.of("x-country", country)
                    : Map.of("x-country", country, "x-age", "%.1f".formatted(age));
        }

        @Override
        public double mean(Map<String, String> request, int arm) {
            double age = Double.parseDouble(request.getOrDefault("x-age", "0.3"));
            boolean east = request.get("x-country").equals("jp");
            return switch (arm) {
                case 0 -> 0.15;
                case 1 -> 0.05 + 0.5 * age;
                default -> east ? 0.45 : 0.1;
            };
        }

        @Override
        public double reward(double mean, RandomGenerator random) {
            return random.nextDouble() < mean ? 1 : 0;
        }
    };

    private final int arms;

    Natures(int arms) {
        this.arms = arms;
    }

    @Override
    public int arms() {
        return arms;
    }
}
