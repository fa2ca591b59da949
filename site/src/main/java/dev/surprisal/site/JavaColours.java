package dev.surprisal.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java as HTML, with spans around comments, strings, annotations, keywords and numbers. */
final class JavaColours {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*(?s:.*?)\\*/)"
              + "|(?<string>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])+')"
              + "|(?<annotation>@(?!interface)\\w+)"
              + "|(?<keyword>\\b(?:abstract|boolean|break|byte|case|catch|char|class|continue"
              + "|default|do|double|else|enum|extends|false|final|finally|float|for|if|implements"
              + "|import|instanceof|int|interface|long|new|null|package|private|protected|public"
              + "|record|return|short|static|super|switch|this|throw|throws|transient|true|try"
              + "|var|void|volatile|while)\\b)"
              + "|(?<number>\\b[0-9][\\w.]*)");
  private static final String[] KINDS = {"comment", "string", "annotation", "keyword", "number"};

  private JavaColours() {}

  static String of(String java) {
    StringBuilder html = new StringBuilder();
    int end = 0;
    for (Matcher matcher = TOKEN.matcher(java); matcher.find(); end = matcher.end()) {
      html.append(Html.escape(java.substring(end, matcher.start())))
          .append("<span class=\"")
          .append(kind(matcher))
          .append("\">")
          .append(Html.escape(matcher.group()))
          .append("</span>");
    }
    return html.append(Html.escape(java.substring(end))).toString();
  }

  private static String kind(Matcher matcher) {
    for (String kind : KINDS) {
      if (matcher.group(kind) != null) {
        return kind;
      }
    }
    throw new AssertionError(matcher.group());
  }
}
