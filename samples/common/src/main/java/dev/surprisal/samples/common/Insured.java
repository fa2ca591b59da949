package dev.surprisal.samples.common;

import java.util.stream.IntStream;

/**
 * People of the RAND Health Insurance Experiment, in the first year of each.
 *
 * @param inputs {@link #INPUTS} for each: what they pay of a bill, income, family, age, sex,
 *     education and health
 * @param visits how often they saw a doctor
 */
public record Insured(float[] inputs, float[] visits) {
  /** How much is known of each person. */
  public static final int INPUTS = 11;

  /** All 5,900 people, in the order of the data set. */
  public static Insured read() {
    Table table = Table.read(Insured.class, "health.csv");
    float[] inputs = table.inputs();
    for (int share = 0; share < inputs.length; share += INPUTS) {
      // From 0 to 100 %: what matters most is whether anything is paid at all.
      inputs[share] = (float) Math.log1p(inputs[share]);
    }
    return new Insured(inputs, table.targets());
  }

  /** How many there are. */
  public int count() {
    return visits.length;
  }

  /** The per cent of a bill that a person pays. */
  public long share(int person) {
    return Math.round(Math.expm1(inputs[person * INPUTS]));
  }

  /** The same people, had all of them to pay that many per cent. */
  public Insured paying(long share) {
    float[] changed = inputs.clone();
    for (int person = 0; person < changed.length; person += INPUTS) {
      changed[person] = (float) Math.log1p(share);
    }
    return new Insured(changed, visits);
  }

  /** The people of these numbers, in their order. */
  public Insured of(int[] rows) {
    return new Insured(Rows.of(inputs, INPUTS, rows), Rows.of(visits, rows));
  }

  /** The same people, their inputs standardised by those of others. */
  public Insured standardisedBy(Insured others) {
    int[] all = IntStream.range(0, others.count()).toArray();
    return new Insured(Standard.of(others.inputs, INPUTS, all).apply(inputs), visits);
  }
}
