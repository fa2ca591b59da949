package dev.surprisal.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaColoursTest {
  @Test
  void eachTokenIsOfOneKind() {
    assertThat(JavaColours.of("@Loss(size = 10) // no \"string\""))
        .isEqualTo(
            "<span class=\"annotation\">@Loss</span>(size = <span class=\"number\">10</span>)"
                + " <span class=\"comment\">// no &quot;string&quot;</span>");
    assertThat(JavaColours.of("f(\"// int\", '\"')"))
        .isEqualTo(
            "f(<span class=\"string\">&quot;// int&quot;</span>,"
                + " <span class=\"string\">'&quot;'</span>)");
  }

  @Test
  void wordsThatContainKeywordsAreNone() {
    assertThat(JavaColours.of("interest.newest(x1)")).isEqualTo("interest.newest(x1)");
  }

  @Test
  void whatIsAnAnnotationTypeIsDeclaredByAKeyword() {
    assertThat(JavaColours.of("@interface A {}"))
        .isEqualTo("@<span class=\"keyword\">interface</span> A {}");
  }
}
