package dev.surprisal.site;

/** Text in HTML. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Whether an address has a scheme, and so leads out of the site. */
  static boolean isElsewhere(String address) {
    return address.matches("[a-z]+:.*");
  }
}
