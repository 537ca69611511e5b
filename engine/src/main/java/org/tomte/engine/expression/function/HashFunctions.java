package org.tomte.engine.expression.function;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static org.tomte.engine.expression.function.FunctionDefinition.named;
import static org.tomte.engine.expression.function.TextFunctions.text;
import static org.tomte.engine.expression.function.TextFunctions.whole;

import com.google.common.base.CharMatcher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hashes and encodings of text as UTF-8. */
final class HashFunctions {

  private static final String GROUP = "hashes and encodings";

  private HashFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>();
    all.addAll(digests());
    all.addAll(hashes());
    all.addAll(encodings());
    return all;
  }

  private static List<FunctionDefinition> digests() {
    return List.of(
        digest("md5", "MD5", "md5('abc') == '900150983cd24fb0d6963f7d28e17f72'"),
        digest("sha1", "SHA-1", "sha1('abc') == 'a9993e364706816aba3e25717850c26c9cd0d89d'"),
        digest(
            "sha256",
            "SHA-256",
            "sha256('abc') =="
                + " 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'"));
  }

  private static List<FunctionDefinition> hashes() {
    return List.of(
        named("hashKind")
            .says("md5, sha1, sha256 or sha512 by the length of a hexadecimal hash, or null.")
            .example("hashKind('900150983cd24fb0d6963f7d28e17f72') == 'md5'")
            .both(STRING, STRING)
            .does(GROUP, arguments -> kind(text(arguments, 0, "hashKind"))),
        named("isHash")
            .says("Whether a text is a hexadecimal MD5, SHA-1, SHA-256 or SHA-512.")
            .example("isHash('900150983cd24fb0d6963f7d28e17f72') && !isHash('abc')")
            .both(BOOL, STRING)
            .does(GROUP, arguments -> kind(text(arguments, 0, "isHash")) != null),
        named("hashBucket")
            .says("A number from 0 below the second argument, always the same for the same text.")
            .example(
                "hashBucket('host-7', 10) == hashBucket('host-7', 10) && hashBucket('a', 3) < 3")
            .both(INT, STRING, INT)
            .does(GROUP, HashFunctions::bucket));
  }

  private static List<FunctionDefinition> encodings() {
    return List.of(
        coded(
            "base64Encode",
            "Text in base64.",
            "base64Encode('abc') == 'YWJj'",
            HashFunctions::toBase64),
        coded(
            "base64Decode",
            "The text in base64, also in its URL form.",
            "base64Decode('YWJj') == 'abc'",
            HashFunctions::fromBase64),
        coded(
            "hexEncode",
            "Text in hexadecimal.",
            "hexEncode('abc') == '616263'",
            text -> HexFormat.of().formatHex(utf8(text))),
        coded(
            "hexDecode",
            "The text in hexadecimal.",
            "hexDecode('616263') == 'abc'",
            HashFunctions::fromHex));
  }

  private interface Coding {
    String of(String text);
  }

  private static FunctionDefinition coded(
      String name, String sentence, String example, Coding coding) {
    return named(name)
        .says(sentence)
        .example(example)
        .both(STRING, STRING)
        .does(
            GROUP,
            arguments -> {
              String text = text(arguments, 0, name);
              Budget.checkLength(6L * text.length());
              return coding.of(text);
            });
  }

  private static FunctionDefinition digest(String name, String algorithm, String example) {
    return named(name)
        .says("The " + algorithm + " of a text (UTF-8) in lower-case hexadecimal.")
        .example(example)
        .both(STRING, STRING)
        .does(
            GROUP,
            arguments -> {
              String text = text(arguments, 0, name);
              Budget.charge(8L * text.length());
              return HexFormat.of().formatHex(digest(algorithm).digest(utf8(text)));
            });
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String kind(String text) {
    String kind =
        switch (text.length()) {
          case 32 -> "md5";
          case 40 -> "sha1";
          case 64 -> "sha256";
          case 128 -> "sha512";
          default -> null;
        };
    return kind != null && text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)
        ? kind
        : null;
  }

  private static long bucket(@Nullable Object[] arguments) {
    String text = TextFunctions.charged(text(arguments, 0, "hashBucket"));
    long buckets = whole(arguments, 1, "hashBucket");
    if (buckets < 1 || buckets > Integer.MAX_VALUE) {
      throw new ValueFault("hashBucket needs a number of buckets from 1, not " + buckets);
    }
    long hash = Hashing.murmur3_128().hashString(text, StandardCharsets.UTF_8).asLong();
    return Math.floorMod(hash, buckets);
  }

  private static String toBase64(String text) {
    return Base64.getEncoder().encodeToString(utf8(text));
  }

  private static String fromBase64(String text) {
    String standard = text.strip().replace('-', '+').replace('_', '/');
    try {
      return decoded(
          Base64.getDecoder().decode(CharMatcher.whitespace().removeFrom(standard)), text);
    } catch (IllegalArgumentException _) {
      throw new ValueFault(Values.shown(text) + " is no base64");
    }
  }

  private static String fromHex(String text) {
    try {
      return decoded(HexFormat.of().parseHex(text.strip()), text);
    } catch (IllegalArgumentException _) {
      throw new ValueFault(Values.shown(text) + " is no hexadecimal text");
    }
  }

  private static String decoded(byte[] bytes, String text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new ValueFault(Values.shown(text) + " does not hold text in UTF-8");
    }
  }
}
