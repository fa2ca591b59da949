package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.write.LossWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A mistake of ours is an error at the head that met it, with what a report needs. */
class CrashTest {
  @Test
  void isReportedAtTheHeadAndTheOthersGoOn() {
    List<String> written = new ArrayList<>();
    LossProcessor crashing =
        new LossProcessor(
            Family::of,
            plan -> {
              if (plan.className().equals("BadLoss")) {
                throw new IllegalStateException("out of ink");
              }
              written.add(plan.className());
              return LossWriter.write(plan);
            });
    Compilation compilation =
        Compiler.javac()
            .withProcessors(crashing)
            .compile(
                Compiling.source(
                    "Bad",
                    "import dev.surprisal.annotation.*;",
                    "@Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY)",
                    "interface Bad {}",
                    "@Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY)",
                    "interface Good {}"));

    assertThat(compilation.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.getLineNumber()).isEqualTo(3);
          assertThat(error.getMessage(Locale.ROOT))
              .startsWith("[crash] Surprisal failed on Bad")
              .contains("out of ink", "CrashTest.java");
        });
    assertThat(written).containsExactly("GoodLoss");
  }
}
