package dev.surprisal.site;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Blocks of code, those of Java in colours. */
final class CodeRenderer implements NodeRenderer {
  private final HtmlWriter html;

  CodeRenderer(HtmlNodeRendererContext context) {
    html = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(FencedCodeBlock.class);
  }

  @Override
  public void render(Node node) {
    FencedCodeBlock block = (FencedCodeBlock) node;
    html.line();
    html.tag("pre", Map.of("tabindex", "0"));
    html.tag("code");
    if (block.getInfo().equals("java")) {
      html.raw(JavaColours.of(block.getLiteral()));
    } else {
      html.text(block.getLiteral());
    }
    html.tag("/code");
    html.tag("/pre");
    html.line();
  }
}
