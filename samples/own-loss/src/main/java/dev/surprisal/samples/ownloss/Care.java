package dev.surprisal.samples.ownloss;

import dev.surprisal.samples.common.Insured;
import dev.surprisal.samples.common.LinearModel;

/**
 * How much care people seek.
 *
 * @param going the share of them who see a doctor at all
 * @param visits the mean of those who do
 */
record Care(double going, double visits) {

  /** What there was, among those who pay that many per cent. */
  static Care observed(Insured people, long share) {
    int count = 0;
    int going = 0;
    double visits = 0;
    for (int person = 0; person < people.count(); person++) {
      if (people.share(person) == share) {
        count++;
        going += people.visits()[person] > 0 ? 1 : 0;
        visits += people.visits()[person];
      }
    }
    return new Care((double) going / count, visits / going);
  }

  /** What a model says of people, had all of them to pay that many per cent. */
  static Care expected(LinearModel model, Insured people, long share, Insured learned) {
    float[] answers = model.outputs(people.paying(share).standardisedBy(learned).inputs());
    // Predictions are all visits that are expected, and the chance of going again.
    new HurdleLoss().predict(answers, answers);
    double going = 0;
    double visits = 0;
    for (int at = 0; at < answers.length; at += 2) {
      going += answers[at] * (1 - answers[at + 1]);
      visits += answers[at];
    }
    return new Care(going / people.count(), visits / going);
  }
}
