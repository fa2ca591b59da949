/**
 * Reads annotated heads, refuses what makes no sense, writes the loss classes. Runs inside the
 * compiler and exports nothing.
 */
module dev.surprisal.processor {
  requires com.palantir.javapoet;
  requires dev.surprisal.annotation;
  requires java.compiler;
  requires static com.google.auto.service;
  requires static jdk.compiler;
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      dev.surprisal.processor.LocalHeadProcessor,
      dev.surprisal.processor.LossProcessor;
}
