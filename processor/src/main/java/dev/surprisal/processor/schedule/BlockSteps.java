package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.algebra.Components;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.BlockProgram.Axis;
import dev.surprisal.processor.schedule.program.BlockProgram.Line;
import dev.surprisal.processor.schedule.program.BlockProgram.Load;
import dev.surprisal.processor.schedule.program.BlockProgram.Source;
import dev.surprisal.processor.schedule.program.BlockProgram.Store;
import dev.surprisal.processor.schedule.program.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The steps of a program while it is made: what has been read or computed into blocks, and the loop
 * that is being made.
 */
final class BlockSteps {
  private static final String INVERSE = "inverse";

  /** The blocks of letters that are no names. */
  private static final Map<Expr, String> BLOCKS =
      Map.of(Rows.PASSED, "yes", Rows.REACHED, "reached", Rows.ONE_HOT, "oneHot");

  /** What targets are read from that are not given as such. */
  private static final Map<Expr, Source> SOURCES =
      Map.of(Rows.PASSED, Source.PASSED, Rows.ONE_HOT, Source.ONE_HOT);

  private final List<Symbol> outputs;
  private final List<Load> loads = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  /** What expressions are called, from where on they are known. */
  private final Map<Expr, String> names = new LinkedHashMap<>();

  /** What is known: in blocks, and in the loop that is being made. */
  private final Set<Expr> known = new HashSet<>();

  private final Set<Expr> knownInLoop = new HashSet<>();

  private final Axis axis;

  /** The blocks that have several numbers for each value. */
  private final Set<String> ofMany = new HashSet<>();

  BlockSteps(List<Symbol> outputs, Axis axis) {
    this.outputs = outputs;
    this.axis = axis;
    known.add(Rows.SIZE);
  }

  Axis axis() {
    return axis;
  }

  /** The expressions that stand in blocks. */
  Set<Expr> known() {
    return known;
  }

  /** What a known expression is called. */
  String nameOf(Expr expr) {
    return names.get(expr);
  }

  /** Whether a block has several numbers for each value. */
  boolean isMany(String block) {
    return ofMany.contains(block);
  }

  void add(Load load) {
    loads.add(load);
  }

  void add(Step step) {
    steps.add(step);
  }

  /** Whether an expression is several numbers for each value. */
  boolean isOfMany(Expr expr) {
    return switch (axis) {
      case COMPONENTS -> Components.isOfComponents(expr);
      case OUTPUTS -> Rows.isOfOutput(expr);
    };
  }

  /** Repeats what is one number for each value, where there are several. */
  void spread(String block) {
    if (ofMany.add(block)) {
      steps.add(new Step.Spread(block));
    }
  }

  /** Whether an expression stands in a block already. */
  boolean isBlock(Expr expr) {
    return known.contains(expr);
  }

  /** Whether it stands in just this block. */
  boolean stands(Expr expr, String block) {
    return (block + "[i]").equals(names.get(expr));
  }

  /** The block that it stands in. */
  String block(Expr expr) {
    return names.get(expr).replace("[i]", "");
  }

  /** The program of all that was added. */
  BlockProgram program(List<Store> stores) {
    if (axis == Axis.OUTPUTS) {
      stores.forEach(store -> spread(store.block()));
    }
    return new BlockProgram(
        List.copyOf(loads),
        List.copyOf(steps),
        Map.copyOf(names),
        stores,
        axis,
        Set.copyOf(ofMany));
  }

  /** An expression stands in a block from here on. */
  void hold(Expr expr, String block) {
    know(expr, block + "[i]");
    if (isOfMany(expr)) {
      ofMany.add(block);
    }
  }

  /** The same name as that of something else, or one of no block. */
  void know(Expr expr, String name) {
    names.put(expr, name);
    known.add(expr);
  }

  /**
   * Reads the symbols of an expression, once each, into blocks that are called like them; but for
   * the single numbers that the constructor was given.
   */
  void load(Expr expr) {
    boolean isGiven = expr instanceof Symbol symbol && symbol.role() == Role.GIVEN;
    if (isGiven || known.contains(expr)) {
      return;
    }
    if (expr instanceof Power power && isInverse(power)) {
      loads.add(new Load(INVERSE, Source.INVERSE_PER_OUTPUT, 0));
      hold(expr, INVERSE);
      return;
    }
    if (expr instanceof Symbol symbol && symbol.role() == Role.CONDITION) {
      know(symbol, symbol.letter() + "[start + i]");
      return;
    }
    if (expr instanceof Symbol symbol) {
      Source source =
          switch (symbol.role()) {
            case OUTPUT, COMPONENT -> Source.OUTPUTS;
            case TARGET -> SOURCES.getOrDefault(symbol, Source.TARGETS);
            case COUNTED -> symbol.equals(Rows.REACHED) ? Source.REACHED : Source.PER_OUTPUT;
            case PER_OUTPUT -> Source.PER_OUTPUT;
            case GIVEN, CONDITION, OPTIONAL ->
                throw new IllegalArgumentException(symbol + " has no meaning");
          };
      String name = BLOCKS.getOrDefault(symbol, symbol.letter());
      loads.add(new Load(name, source, outputs.indexOf(symbol)));
      hold(symbol, name);
    }
    expr.parts().forEach(this::load);
  }

  private static boolean isInverse(Power power) {
    return power.exponent() == -1
        && power.base() instanceof Symbol symbol
        && symbol.role() == Role.PER_OUTPUT;
  }

  /** Adds a line to the loop that is being made. */
  void addLine(String name, boolean isBlock, Expr value) {
    addVariables(value);
    if (isOfMany(value)) {
      spreadPartsOf(value);
    }
    lines.add(new Line(name, isBlock, value));
    if (isBlock && isOfMany(value)) {
      ofMany.add(name);
    }
  }

  /** What has a letter becomes a variable, unless it is that of a block. */
  private void addVariables(Expr expr) {
    if (known.contains(expr) || knownInLoop.contains(expr)) {
      return;
    }
    expr.parts().forEach(this::addVariables);
    if (expr instanceof Definition definition) {
      if (known.contains(definition.meaning())) {
        know(definition, names.get(definition.meaning()));
      } else {
        lines.add(new Line(definition.letter(), false, definition.meaning()));
        names.put(definition, definition.letter());
        knownInLoop.add(definition);
      }
    }
  }

  /** What is one number for each value, and is made part of several. */
  private void spreadPartsOf(Expr expr) {
    if (known.contains(expr) && !expr.equals(Rows.SIZE)) {
      spread(block(expr));
    } else if (!known.contains(expr)) {
      expr.parts().forEach(this::spreadPartsOf);
    }
  }

  /** Ends the loop: as two, where some of its lines are several numbers for each value. */
  void endLoop() {
    addLoop(line -> isOfMany(line.value()));
    addLoop(line -> !isOfMany(line.value()));
    lines.clear();
    knownInLoop.clear();
  }

  private void addLoop(Predicate<Line> isPart) {
    List<Line> part = lines.stream().filter(isPart).toList();
    if (!part.isEmpty()) {
      steps.add(new Step.Compute(part));
    }
  }
}
