package dev.surprisal.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.surprisal.runtime.kernel.Kernels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random declarations and formulas: {@link Trial} says what must not happen to them. The build
 * tries the same ones each time; the profile {@code fuzz} others, for as long as {@code
 * -Dfuzz.minutes} says, from the seed {@code -Dfuzz.seed}.
 */
class DeclarationFuzzTest {
  /** Cases that are compiled together. */
  private static final int BATCH = 40;

  /** As many batches as take half a minute. */
  private static final int BATCHES = 12;

  /** As many of formulas alone as take a few seconds. */
  private static final int BATCHES_OF_FORMULAS = 2;

  /** As often is a part of a failing case left out, at most, to see whether it fails without. */
  private static final int MOST_STEPS = 1000;

  private static final Optional<Duration> TIME =
      Optional.ofNullable(Long.getLong("fuzz.minutes")).map(Duration::ofMinutes);

  private static final long SEED =
      Long.getLong("fuzz.seed", TIME.isPresent() ? System.currentTimeMillis() : 1);

  private int tried;
  private int accepted;
  private int notJava;

  /** One of each kind. */
  private final Map<String, Failure> failures = new TreeMap<>();

  @BeforeAll
  static void scalar() {
    // A compiler has no use for vectors.
    assumeThat(Kernels.description()).startsWith("scalar");
  }

  @Test
  void nothingHappensThatMustNot() {
    tryBatches(BATCHES, seed -> RandomCases.of(seed, BATCH));
    assertThat(notJava).isLessThan(tried / 2);
  }

  @Test
  void norToFormulas() {
    tryBatches(BATCHES_OF_FORMULAS, RandomFormulas::head);
    assertThat(notJava).isZero();
  }

  private void tryBatches(int batches, LongFunction<Case> cases) {
    Instant start = Instant.now();
    for (int batch = 0; isTimeFor(batch, batches, start); batch++) {
      long first = SEED + (long) batch * BATCH;
      tryBatch(LongStream.range(first, first + BATCH).mapToObj(cases).toList());
    }
    if (!failures.isEmpty()) {
      fail(
          failures.values().stream()
              .map(DeclarationFuzzTest::smallest)
              .map(Failure::toString)
              .collect(Collectors.joining("\n")));
    }
    // Cases that say nothing are few.
    assertThat(accepted).isGreaterThan(tried / 4);
  }

  private static boolean isTimeFor(int batch, int batches, Instant start) {
    return TIME.map(time -> Duration.between(start, Instant.now()).compareTo(time) < 0)
        .orElse(batch < batches);
  }

  private void tryBatch(List<Case> cases) {
    tried += cases.size();
    for (Trial trial : Trial.of(cases)) {
      accepted += trial.accepted();
      notJava += trial.notJava();
      trial.failures().forEach(failure -> failures.putIfAbsent(failure.kind(), failure));
    }
  }

  /** A case that fails in the same way, and of which no part can be left out. */
  private static Failure smallest(Failure failure) {
    Failure smallest = failure;
    Optional<Failure> smaller = Optional.of(failure);
    for (int steps = 0; smaller.isPresent(); ) {
      smallest = smaller.get();
      smaller = Optional.empty();
      for (Case less : smallest.one().smaller()) {
        if (++steps > MOST_STEPS) {
          return smallest;
        }
        smaller = again(less, failure.kind());
        if (smaller.isPresent()) {
          break;
        }
      }
    }
    return smallest;
  }

  private static Optional<Failure> again(Case one, String kind) {
    return Trial.of(List.of(one)).get(0).failures().stream()
        .filter(failure -> failure.kind().equals(kind))
        .findFirst();
  }
}
