// Prints a signed login URL. EMBED_SECRET_KEY: the key. Argument: the host. Standard input: the claims as JSON,
// at least one. Java has no JSON library of its own, so the three claims of the signature are added as text.
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

public class Sign {
  static String signLoginUrl(String secretKey, String host, String claims) throws Exception {
    String loginUrl = "https://" + host + "/embed/login";
    byte[] nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    long exp = Instant.now().getEpochSecond() + 3600;
    String signed = claims.strip().replaceFirst("}$", "") + String.format(
        ",\"loginUrl\":\"%s\",\"nonce\":\"%s\",\"exp\":%d}", loginUrl, HexFormat.of().formatHex(nonce), exp);

    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    boolean raw = true; // raw DEFLATE: no zlib header
    try (var deflate = new DeflaterOutputStream(compressed, new Deflater(Deflater.DEFAULT_COMPRESSION, raw))) {
      deflate.write(signed.getBytes(UTF_8));
    }
    Base64.Encoder base64url = Base64.getUrlEncoder().withoutPadding();
    String payload = base64url.encodeToString(compressed.toByteArray());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA256"));
    String signature = base64url.encodeToString(mac.doFinal(payload.getBytes(UTF_8)));
    return loginUrl + "?payload=" + payload + "&signature=" + signature;
  }

  public static void main(String[] arguments) throws Exception {
    String claims = new String(System.in.readAllBytes(), UTF_8);
    System.out.println(signLoginUrl(System.getenv("EMBED_SECRET_KEY"), arguments[0], claims));
  }
}
