package dev.polyglotdb.recommend.evaluation;

import java.util.Arrays;
import java.util.Random;

/** Numbers from 0 to below {@code size}; the chance of a number falls with the given power of its rank. */
final class PowerLaw {

    private final double[] cumulated;

    PowerLaw(int size, double exponent) {
        cumulated = new double[size];
        var sum = 0.0;
        for (var i = 0; i < size; i++) {
            sum += Math.pow(i + 1, -exponent);
            cumulated[i] = sum;
        }
    }

    int next(Random random) {
        var found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return found < 0 ? -found - 1 : found;
    }
}
