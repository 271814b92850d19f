"""The whole job by Python's own clients: botocore signs the API's requests, the standard library the URL."""
import base64, hashlib, hmac, json, os, secrets, time, urllib.error, urllib.parse, urllib.request, zlib

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

API, EDGE = os.environ["API_PORT"], os.environ["EDGE_PORT"]
HOST = f"acme.embed.localhost:{EDGE}"
ADMIN = Credentials("AKIALOCALACMEADMIN00", "local-acme-admin")
FOREIGN = Credentials("AKIALOCALGLOBEXADMIN", "local-globex-admin")
SECRETS = "/organizations/acme/embed/secrets"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(NoRedirect)


def send(request):
    try:
        with opener.open(request) as response:
            return response.status, response.headers, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def call(method, path, body=None, credentials=ADMIN):
    data = None if body is None else json.dumps(body)
    headers = {} if body is None else {"content-type": "application/json"}
    signed = AWSRequest(method=method, url=f"http://127.0.0.1:{API}{path}", data=data, headers=headers)
    SigV4Auth(credentials, "execute-api", "us-east-1").add_auth(signed)
    encoded = None if data is None else data.encode()
    request = urllib.request.Request(signed.url, method=method, data=encoded, headers=dict(signed.headers))
    status, _, text = send(request)
    return status, json.loads(text) if text else None


def view(path, cookie=None):
    headers = {"Host": HOST} | ({} if cookie is None else {"Cookie": cookie})
    return send(urllib.request.Request(f"http://127.0.0.1:{EDGE}{path}", headers=headers))


def login_path(key):
    claims = {
        "loginUrl": f"https://{HOST}/embed/login",
        "contentPath": "/dashboards/1",
        "externalId": "user-1",
        "name": "Zoë & 🦊",
        "nonce": secrets.token_hex(16),
        "exp": int(time.time()) + 600,
    }
    compressor = zlib.compressobj(wbits=-15)
    compressed = compressor.compress(json.dumps(claims).encode()) + compressor.flush()
    payload = base64.urlsafe_b64encode(compressed).decode()
    signature = base64.urlsafe_b64encode(hmac.new(key.encode(), payload.encode(), hashlib.sha256).digest())
    return "/embed/login?" + urllib.parse.urlencode({"payload": payload, "signature": signature.decode()})


created, secret = call("POST", SECRETS, {"name": "Python é 🦊"})
listed, _ = call("GET", SECRETS)
# The signature covers the query; the operation then refuses parameters that it does not know.
queried, _ = call("GET", f"{SECRETS}?b=%C3%A9%20%2B&a=1")
foreign, _ = call("GET", SECRETS, credentials=FOREIGN)
opened, headers, _ = view(login_path(secret["secretKey"]))
cookie = headers["set-cookie"].split(";")[0]
viewed, _, page = view("/dashboards/1", cookie)
deleted, deletion = call("DELETE", f"{SECRETS}/{secret['id']}")
after, _, _ = view("/dashboards/1", cookie)
unopened, _, _ = view(login_path(secret["secretKey"]))
print(json.dumps({
    "created": created, "listed": listed, "queried": queried, "foreign": foreign, "opened": opened, "viewed": viewed,
    "named": '"sub": "user-1"' in page, "deleted": deleted, "name": deletion["name"],
    "after": after, "unopened": unopened,
}))
