import java.net.URI;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs a request: method, URL and body are arguments, the credentials are in the environment. Prints headers. */
class Sign {
  public static void main(String[] arguments) {
    var credentials =
        AwsCredentialsIdentity.create(System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY"));
    var request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(arguments[0])).uri(URI.create(arguments[1])).build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                options ->
                    options
                        .identity(credentials)
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(arguments[2]))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
    signed.request().forEachHeader((name, values) -> System.out.println(name + ": " + values.get(0)));
  }
}
