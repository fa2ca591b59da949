package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.algebra.Functions.softplus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Symbol T = new Symbol("t", Role.GIVEN);

  /** An output of -infinity makes yes impossible, wherever the other answer is written. */
  @Test
  void logOddsOfYesRiseWithTheOutput() {
    Expr rising = Letters.Z.minus(T);
    Expr yes = Letters.Y.times(softplus(rising.negate()));
    Expr no = Expr.ONE.minus(Letters.Y).times(softplus(rising));
    assertThat(Answers.of(List.of(yes.plus(no)))).contains(new Answers(rising));
    assertThat(Answers.of(List.of(no, yes))).contains(new Answers(rising));
    assertThat(Answers.of(List.of(yes, no))).contains(new Answers(rising));
  }

  @Test
  void oneAnswerAloneIsNoPair() {
    assertThat(Answers.of(List.of(softplus(Letters.Z)))).isEmpty();
  }
}
