# Prints a signed login URL. EMBED_SECRET_KEY: the key. Argument: the host. Standard input: the claims as JSON.
import base64, hashlib, hmac, json, os, secrets, sys, time, zlib


def sign_login_url(secret_key, host, claims):
    login_url = f"https://{host}/embed/login"
    nonce = secrets.token_hex(16)
    exp = int(time.time()) + 3600
    claims = {**claims, "loginUrl": login_url, "nonce": nonce, "exp": exp}
    deflate = zlib.compressobj(wbits=-15)  # raw DEFLATE: no zlib header
    compressed = deflate.compress(json.dumps(claims).encode()) + deflate.flush()
    payload = base64.urlsafe_b64encode(compressed).decode().rstrip("=")
    mac = hmac.new(secret_key.encode(), payload.encode(), hashlib.sha256).digest()
    signature = base64.urlsafe_b64encode(mac).decode().rstrip("=")
    return f"{login_url}?payload={payload}&signature={signature}"


print(sign_login_url(os.environ["EMBED_SECRET_KEY"], sys.argv[1], json.load(sys.stdin)))
