package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Code, or Javadoc, with words in it that stand for names and types: {@code $outputs:L}, {@code
 * $math:T} and so on, a word and the letter that JavaPoet has for what it means.
 */
record Template(String text) {
  /**
   * The code.
   *
   * @param meanings what words mean; null for what is none
   * @param imports take down what the code calls by its simple name
   */
  CodeBlock code(Function<String, @Nullable Object> meanings, StaticImports imports) {
    // Words that are text become part of the format: JavaPoet works hard for each part of a format,
    // twice.
    String[] parts = text.split("\\$");
    StringBuilder format = new StringBuilder(parts[0]);
    List<Object> arguments = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i];
      // Words begin with a small letter; all else is JavaPoet's.
      if (!Character.isLowerCase(part.charAt(0))) {
        format.append('$').append(part);
        continue;
      }
      int colon = part.indexOf(':');
      Object meaning = meaning(part.substring(0, colon), meanings);
      char kind = part.charAt(colon + 1);
      String code = part.substring(colon + 2);
      if (kind == 'L' && meaning instanceof String literal) {
        format.append(literal.replace("$", "$$"));
      } else if (meaning instanceof StaticImports.Member member) {
        imports.add(member);
        format.append(member.name());
      } else {
        if (meaning instanceof ClassName type) {
          imports.add(type, code);
        }
        format.append('$').append(kind);
        arguments.add(meaning);
      }
      format.append(code);
    }
    return CodeBlock.of(format.toString(), arguments.toArray());
  }

  private Object meaning(String word, Function<String, @Nullable Object> meanings) {
    Object meaning = meanings.apply(word);
    if (meaning == null) {
      throw new IllegalArgumentException("no word of this class, " + word + ", in: " + text);
    }
    return meaning;
  }
}
