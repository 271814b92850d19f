//! Signs a request: method, URL and body are arguments, the credentials are in the environment. Prints headers.
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{sign, SignableBody, SignableRequest, SigningSettings};
use aws_sigv4::sign::v4;
use std::{env, time::SystemTime};

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let variable = |name| env::var(name).expect(name);
    let credentials = Credentials::new(
        variable("AWS_ACCESS_KEY_ID"),
        variable("AWS_SECRET_ACCESS_KEY"),
        None,
        None,
        "environment",
    );
    let identity = credentials.into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name("execute-api")
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()
        .unwrap()
        .into();
    let body = SignableBody::Bytes(arguments[3].as_bytes());
    let request = SignableRequest::new(&arguments[1], &arguments[2], std::iter::empty(), body).unwrap();
    let (instructions, _) = sign(request, &parameters).unwrap().into_parts();
    for (name, value) in instructions.headers() {
        println!("{name}: {value}");
    }
}
