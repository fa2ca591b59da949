package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.RowWeights;
import dev.surprisal.processor.schedule.program.Surprisal;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The methods of a generated class that only its other methods call. */
final class InternalWriter {
  static final String SURPRISALS = "sumOfSurprisals";
  static final String LOSSES = "The sum over the rows from..to, the last excluded.";

  private static final String LOSSES_OF_VALUES =
      "The sum over the values from..to, the last excluded.";

  private final LossPlan plan;
  private final Terms terms;
  private final Signature signature;
  private final BodyWriter bodies;
  private final String outputs;
  private final String targets;

  InternalWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms;
    this.bodies = new BodyWriter(plan, terms);
    this.outputs = plan.wording().outputs();
    this.targets = plan.wording().targets();
    this.signature = new Signature(plan);
  }

  /** In the order in which they are read. */
  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    if (plan.rowWeights().leaveOutRows()) {
      methods.add(new WeightWriter(plan, terms).method(this));
    }
    methods.add(
        sumOverChunks(
            "sumOfLosses",
            "The sum of the losses of all rows.",
            List.of(),
            List.of(),
            plan.algorithm().loss()));
    passes().forEach(pass -> methods.add(sumOverChunks(pass)));
    if (plan.surprisal() instanceof Surprisal.Own own) {
      Terms words = terms.ofSurprisal(own.plan());
      methods.addAll(new InternalWriter(own.plan(), words).sumOfSurprisals(plan.rowWeights()));
    }
    ShortRowMethods.of(plan, terms)
        .ifPresentOrElse(
            shortRows -> methods.addAll(shortRows.methods(this)),
            () -> {
              methods.add(sumOfRows("sumOfLosses"));
              passes().forEach(pass -> methods.add(sumAndWrite(pass)));
            });
    if (LogProbabilityWriter.countsUnmasked(plan)) {
      methods.add(LogProbabilityWriter.unmasked(plan, terms, this));
    }
    if (plan.goesByValue()) {
      methods.add(lossOfRow());
    }
    methods.add(new CheckWriter(plan, terms).method(this));
    plan.outputCheck()
        .ifPresent(
            check -> methods.addAll(new OutputCheckWriter(plan, terms, check).methods(this)));
    return methods;
  }

  /** Linear heads have a gradient, by other things than logits. */
  List<Pass> passes() {
    if (plan.linear().isPresent()) {
      return List.of(Pass.GRADIENTS);
    }
    return plan.algorithm().boundsBody().isPresent()
        ? List.of(Pass.GRADIENTS, Pass.DERIVATIVES, Pass.BOUNDS)
        : List.of(Pass.GRADIENTS, Pass.DERIVATIVES);
  }

  /** What a pass writes, and what that is multiplied by, as arguments. */
  String written(Pass pass) {
    return pass.arguments() + ", " + String.join(", ", scales(pass));
  }

  /** Where curvatures are bounds once they are multiplied, a factor of them alone. */
  private List<String> scales(Pass pass) {
    boolean hasFactor = pass == Pass.DERIVATIVES && plan.algorithm().takesFactor();
    return hasFactor ? List.of("scale", "factor") : List.of("scale");
  }

  /** A method that has others of its name work on chunks. */
  private MethodSpec sumOverChunks(Pass pass) {
    return sumOverChunks(pass.method(), pass.doc(), pass.written(), scales(pass), bodyOf(pass));
  }

  private MethodSpec sumOverChunks(
      String name, String doc, List<String> written, List<String> scales, Body body) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addJavadoc("$L", doc)
            .addModifiers(Modifier.PRIVATE)
            .returns(TypeName.DOUBLE)
            .addParameter(signature.arrays(), outputs);
    signature.addTargets(method);
    written.forEach(array -> method.addParameter(signature.arrays(), array));
    scales.forEach(scale -> method.addParameter(TypeName.DOUBLE, scale));
    String rowByRow = ShortRowMethods.hasShortRows(plan) ? name + "OfRows" : name;
    String rest =
        written.isEmpty()
            ? " "
            : "$W" + String.join(", ", written) + ", " + String.join(", ", scales) + ", ";
    String arguments = "$outputs:L, $targetArguments:L," + rest;
    String kernels = sharesOutputs(body) ? "$chunkArguments:L" : "";
    String call = name + "(" + kernels + arguments + "from, to)";
    String parts = plan.goesByValue() ? "values" : "rows";
    return method
        .addParameter(TypeName.INT, parts)
        .addCode(sharesOutputs(body) ? shareOutputs(rowByRow, arguments) : CodeBlock.of(""))
        .addCode(
            terms.code(
                """
                if (!workers.isCallerAlone()) {
                $>return workers.sum(%1$s, $chunkSize:L, (from, to) ->
                $>$>%2$s);
                $<$<$<}
                // In the chunks of several workers, so that the sum has the same bits.
                int %1$sPerChunk = $workers:T.rowsPerChunk($chunkSize:L);
                double sum = 0;
                for (int from = 0, to; from < %1$s; from = to) {
                $>to = from + $math:T.min(%1$sPerChunk, %1$s - from);
                sum += %2$s;
                $<}
                return sum;
                """
                    .formatted(parts, call)))
        .build();
  }

  private CodeBlock shareOutputs(String name, String arguments) {
    return terms.code(
        """
        if (workers.shareOutputs(rows, $size:L)) {
        $>return %s(
        $>$>workers.share($reals:L), %s0, rows);
        $<$<$<}
        """
            .formatted(name, arguments));
  }

  /** The methods of a sum of surprisals, beside those of a loss whose rows weigh as they do. */
  private List<MethodSpec> sumOfSurprisals(RowWeights ofLoss) {
    List<MethodSpec> methods = new ArrayList<>();
    if (plan.rowWeights().leaveOutRows() && !plan.rowWeights().equals(ofLoss)) {
      methods.add(new WeightWriter(plan, terms).method(this));
    }
    methods.add(
        sumOverChunks(
            SURPRISALS,
            "The sum of the surprisals of all rows.",
            List.of(),
            List.of(),
            plan.algorithm().loss()));
    methods.add(sumOfRows(SURPRISALS));
    return methods;
  }

  private MethodSpec sumOfRows(String name) {
    return rowBodies()
        .summing(
            rowLosses(name, plan.goesByValue() ? LOSSES_OF_VALUES : LOSSES),
            plan.algorithm().loss())
        .build();
  }

  private MethodSpec lossOfRow() {
    return signature
        .addTargets(
            internal("lossOfRow", "The loss of a row, whose values do not lie side by side.")
                .returns(TypeName.DOUBLE)
                .addParameter(signature.arrays(), outputs))
        .addParameter(TypeName.INT, "row")
        .addCode(
            terms.code(
                """
                int start = $start:L;
                double loss = 0;
                for (int k = 0; k < $size:L; k++) {
                $>int value = $at:L;
                loss += sumOfLosses($outputs:L, $targetArguments:L, value, value + 1);
                $<}
                return loss;
                """))
        .build();
  }

  /** Bodies that go row by row, by kernels that may share a long one. */
  BodyWriter rowBodies() {
    return terms.hasLongRows() ? new BodyWriter(plan, terms.with("reals", "kernels")) : bodies;
  }

  /** A method that sums the losses of the rows from..to. */
  MethodSpec.Builder losses(String name, String doc) {
    return addRange(
        signature.addTargets(summing(name, doc).addParameter(signature.arrays(), outputs)));
  }

  /** The same, row by row. */
  MethodSpec.Builder rowLosses(String name, String doc) {
    return addRange(
        signature.addTargets(
            addKernels(summing(name, doc)).addParameter(signature.arrays(), outputs)));
  }

  /** The method of a pass on some rows. */
  MethodSpec sumAndWrite(Pass pass) {
    MethodSpec.Builder method =
        rowPass(pass, pass.method(), pass.docOf(plan.goesByValue() ? "values" : "rows"));
    return bodiesOf(bodyOf(pass)).summingAndWriting(method, bodyOf(pass), pass).build();
  }

  Body bodyOf(Pass pass) {
    return switch (pass) {
      case GRADIENTS -> plan.algorithm().residual();
      case DERIVATIVES -> plan.algorithm().derivatives();
      case BOUNDS -> plan.algorithm().boundsBody().orElseThrow();
    };
  }

  /** A method that sums the losses of the rows from..to, and writes what a pass does. */
  MethodSpec.Builder pass(Pass pass, String name, String doc) {
    return addRange(addWritten(pass, summing(name, doc)));
  }

  /** The same, row by row. */
  MethodSpec.Builder rowPass(Pass pass, String name, String doc) {
    MethodSpec.Builder method = summing(name, doc);
    return addRange(addWritten(pass, sharesOutputs(bodyOf(pass)) ? addKernels(method) : method));
  }

  /** Whether a body goes by kernels that share the outputs of a long row among workers. */
  private boolean sharesOutputs(Body body) {
    return terms.hasLongRows() && body.sumsWholeRows();
  }

  private BodyWriter bodiesOf(Body body) {
    return sharesOutputs(body) ? rowBodies() : bodies;
  }

  private MethodSpec.Builder summing(String name, String doc) {
    return internal(name, doc).returns(TypeName.DOUBLE);
  }

  private MethodSpec.Builder addKernels(MethodSpec.Builder method) {
    return terms.hasLongRows()
        ? method.addParameter(
            ParameterizedTypeName.get(RuntimeNames.LONG_ROW_KERNELS, signature.arrays()), "kernels")
        : method;
  }

  private MethodSpec.Builder addWritten(Pass pass, MethodSpec.Builder method) {
    signature.addTargets(method.addParameter(signature.arrays(), outputs));
    pass.written().forEach(array -> method.addParameter(signature.arrays(), array));
    scales(pass).forEach(scale -> method.addParameter(TypeName.DOUBLE, scale));
    return method;
  }

  private static MethodSpec.Builder addRange(MethodSpec.Builder method) {
    return method.addParameter(TypeName.INT, "from").addParameter(TypeName.INT, "to");
  }

  /** A private method; static unless it needs what the constructor was given. */
  MethodSpec.Builder internal(String name, String doc) {
    MethodSpec.Builder method = ofInstance(name, doc).addModifiers(Modifier.PRIVATE);
    return plan.constructor().isEmpty() ? method.addModifiers(Modifier.STATIC) : method;
  }

  static MethodSpec.Builder ofInstance(String name, String doc) {
    return MethodSpec.methodBuilder(name).addJavadoc("$L", doc);
  }
}
